import { VisuallyHidden } from '@backstage/ui';
import type { ModelHealthPoint } from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../hooks/useTexts';
import { formatDateTime } from '../../utils/dates';
import { formatCount, formatDuration, formatSpeed } from '../../utils/numbers';

/** What the chart draws, for those who do not see it. @internal */
export const HealthTable = ({ points }: { points: ModelHealthPoint[] }) => {
  const t = useTexts();
  const none = t('entity.health.chart.none');
  return (
    <VisuallyHidden>
      <table>
        <caption>{t('entity.health.chart.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('entity.health.chart.time')}</th>
            <th scope="col">{t('entity.health.speed')}</th>
            <th scope="col">{t('entity.health.firstToken')}</th>
            <th scope="col">{t('entity.health.chart.calls')}</th>
            <th scope="col">{t('entity.health.chart.failed')}</th>
            <th scope="col">{t('entity.health.chart.healthy')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(point => (
            <tr key={point.start}>
              <th scope="row">{formatDateTime(point.start)}</th>
              <td>
                {point.tokensPerSecond === undefined
                  ? none
                  : formatSpeed(point.tokensPerSecond)}
              </td>
              <td>
                {point.timeToFirstTokenMs === undefined
                  ? none
                  : formatDuration(point.timeToFirstTokenMs)}
              </td>
              <td>{formatCount(point.requests)}</td>
              <td>{formatCount(point.failures)}</td>
              <td>
                {point.healthy
                  ? t('entity.health.chart.yes')
                  : t('entity.health.chart.no')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </VisuallyHidden>
  );
};
