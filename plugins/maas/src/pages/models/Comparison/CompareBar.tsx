import { Button, Flex, Tag, TagGroup, Text } from '@backstage/ui';
import { useTexts } from '../../../hooks/useTexts';
import { LARGEST_COMPARISON } from '../../../utils/modelFilters';
import styles from './Comparison.module.css';

/** The models that are chosen to be compared, always in sight. @internal */
export const CompareBar = (props: {
  /** Ids. */
  chosen: string[];
  titleOf: (id: string) => string;
  onChange: (chosen: string[]) => void;
  onCompare: () => void;
}) => {
  const { chosen, titleOf, onChange, onCompare } = props;
  const t = useTexts();
  if (chosen.length === 0) {
    return null;
  }
  return (
    <section className={styles.bar} aria-label={t('modelsPage.compare.chosen')}>
      <TagGroup
        aria-label={t('modelsPage.compare.chosen')}
        onRemove={ids => onChange(chosen.filter(id => !ids.has(id)))}
      >
        {chosen.map(id => (
          <Tag key={id} id={id} textValue={titleOf(id)}>
            {titleOf(id)}
          </Tag>
        ))}
      </TagGroup>
      <Text variant="body-small" color="secondary" role="status">
        {chosen.length === 1 && t('modelsPage.compare.hint')}
        {chosen.length === LARGEST_COMPARISON && t('modelsPage.compare.full')}
      </Text>
      <Flex gap="2">
        <Button
          variant="primary"
          isDisabled={chosen.length < 2}
          onPress={onCompare}
        >
          {t('modelsPage.compare.open', { count: chosen.length })}
        </Button>
        <Button variant="tertiary" onPress={() => onChange([])}>
          {t('modelsPage.compare.clear')}
        </Button>
      </Flex>
    </section>
  );
};
