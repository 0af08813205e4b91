import { Flex, Text } from '@backstage/ui';
import type { ModelIndex } from '../../hooks/useModelIndex';
import { useTexts } from '../../hooks/useTexts';
import { SimulatedMark } from '../SimulatedMark';

/** Says once, for all of a list or page, which of the models in it are simulated. @internal */
export const SimulatedNote = (props: {
  /** Ids of the models in it. */
  shown: string[];
  models: ModelIndex;
}) => {
  const { shown, models } = props;
  const t = useTexts();
  const ids = [...new Set(shown)];
  const simulated = ids
    .flatMap(id => models.get(id) ?? [])
    .filter(model => model.simulated);

  if (simulated.length === 0) {
    return null;
  }
  const all = simulated.length === ids.length && ids.length > 1;
  return (
    <Flex align="center" gap="2">
      <SimulatedMark />
      <Text variant="body-small" color="secondary">
        {all
          ? t('common.simulated.all')
          : simulated
              .map(({ title }) => title)
              .sort()
              .join(', ')}
      </Text>
    </Flex>
  );
};
