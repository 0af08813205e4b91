import type { ModelHealthPoint } from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../hooks/useTexts';
import { formatDateTime } from '../../utils/dates';
import { formatCount, formatDuration, formatSpeed } from '../../utils/numbers';
import styles from './HealthChart.module.css';

/** What one point of the chart stands for. @internal */
export const PointTooltip = ({ point }: { point: ModelHealthPoint }) => {
  const t = useTexts();
  const { start, requests, failures, healthy } = point;
  const none = t('entity.health.chart.none');
  return (
    <div className={styles.tooltip}>
      <strong>{formatDateTime(start)}</strong>
      <div>
        {t('entity.health.chart.figure', {
          name: t('entity.health.speed'),
          value:
            point.tokensPerSecond === undefined
              ? none
              : formatSpeed(point.tokensPerSecond),
        })}
      </div>
      <div>
        {t('entity.health.chart.figure', {
          name: t('entity.health.firstToken'),
          value:
            point.timeToFirstTokenMs === undefined
              ? none
              : formatDuration(point.timeToFirstTokenMs),
        })}
      </div>
      <div>
        {t('entity.health.chart.callsFailed', {
          failures: formatCount(failures),
          requests: formatCount(requests),
        })}
      </div>
      {!healthy && <div>{t('entity.health.chart.unhealthy')}</div>}
    </div>
  );
};
