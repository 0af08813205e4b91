import { Button, Flex, Tag, TagGroup } from '@backstage/ui';
import { useTexts } from '../../../hooks/useTexts';
import type { ModelsViewChange } from '../ModelsPage/useModelsView';
import { type ActiveFilter, NO_FILTER } from './filtersInForce';
import styles from './ActiveFilters.module.css';

/** The filters in force, each of which can be taken away. @internal */
export const ActiveFilters = (props: {
  filters: ActiveFilter[];
  onChange: ModelsViewChange;
}) => {
  const { filters, onChange } = props;
  const t = useTexts();
  if (filters.length === 0) {
    return null;
  }
  return (
    <Flex align="center" gap="2" className={styles.root}>
      <TagGroup
        aria-label={t('modelsPage.filter.active')}
        onRemove={ids => {
          const gone = filters.find(({ id }) => ids.has(id));
          if (gone) {
            onChange(gone.without);
          }
        }}
      >
        {filters.map(({ id, label }) => (
          <Tag key={id} id={id} textValue={label} className={styles.tag}>
            {label}
          </Tag>
        ))}
      </TagGroup>
      <Button
        variant="tertiary"
        size="small"
        onPress={() => onChange(NO_FILTER)}
      >
        {t('modelsPage.filter.clearAll')}
      </Button>
    </Flex>
  );
};
