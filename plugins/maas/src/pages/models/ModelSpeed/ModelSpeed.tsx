import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { Text } from '@backstage/ui';
import { DateTime } from '../../../components/DateTime';
import { Fact, FactList } from '../../../components/FactList';
import { useTexts } from '../../../hooks/useTexts';
import { formatDuration, formatSpeed } from '../../../utils/numbers';

/** How fast a model answers, and when gateways found so. @internal */
export const ModelSpeed = ({ model }: { model: Pick<Model, 'speed'> }) => {
  const t = useTexts();
  const { tokensPerSecond, timeToFirstTokenMs, measuredAt } = model.speed ?? {};
  const notMeasured = t('modelsPage.notMeasured');

  return (
    <div>
      <FactList compact>
        <Fact label={t('modelsPage.speed')}>
          {tokensPerSecond === undefined
            ? notMeasured
            : t('modelsPage.tokensPerSecond', {
                speed: formatSpeed(tokensPerSecond),
              })}
        </Fact>
        <Fact label={t('modelsPage.latency')}>
          {timeToFirstTokenMs === undefined
            ? notMeasured
            : formatDuration(timeToFirstTokenMs)}
        </Fact>
      </FactList>
      {measuredAt && (
        <Text variant="body-small" color="secondary">
          {t('modelsPage.measured', {
            time: <DateTime time={measuredAt} relative />,
          })}
        </Text>
      )}
    </div>
  );
};
