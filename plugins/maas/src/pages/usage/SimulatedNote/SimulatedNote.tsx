import { Flex, Text } from '@backstage/ui';
import type { UsageReport } from '@openmaas/backstage-plugin-maas-common';
import { SimulatedMark } from '../../../components/SimulatedMark';
import type { ModelIndex } from '../../../hooks/useModelIndex';

/** Says once for the whole page which of the models used are simulated. @internal */
export const SimulatedNote = (props: {
  /** Told apart by model. */
  report: Pick<UsageReport, 'rows'>;
  models: ModelIndex;
}) => {
  const { report, models } = props;
  const used = [...new Set(report.rows.map(({ model = '' }) => model))];
  const simulated = used
    .flatMap(id => models.get(id) ?? [])
    .filter(model => model.simulated);

  if (simulated.length === 0) {
    return null;
  }
  return (
    <Flex align="center" gap="2">
      <SimulatedMark />
      <Text variant="body-small" color="secondary">
        {simulated
          .map(({ title }) => title)
          .sort()
          .join(', ')}
      </Text>
    </Flex>
  );
};
