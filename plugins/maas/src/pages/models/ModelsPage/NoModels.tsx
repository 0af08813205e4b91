import { Button, Flex } from '@backstage/ui';
import { EmptyNote } from '../../../components/EmptyNote';
import { useTexts } from '../../../hooks/useTexts';
import { type ActiveFilter, NO_FILTER } from '../ActiveFilters';
import type { ModelFilter, ModelsViewChange } from './useModelsView';

/** Says why no model is shown, and what to do about it. @internal */
export const NoModels = (props: {
  filter: ModelFilter;
  filters: ActiveFilter[];
  onChange: ModelsViewChange;
}) => {
  const { filter, filters, onChange } = props;
  const t = useTexts();
  const [only, ...others] = filters;

  if (!only) {
    return (
      <EmptyNote
        title={t('modelsPage.empty.title')}
        text={t('modelsPage.empty.text')}
      />
    );
  }
  if (others.length === 0 && filter.hidden) {
    return (
      <EmptyNote
        title={t('modelsPage.noHidden.title')}
        text={t('modelsPage.noHidden.text')}
        action={
          <Button variant="secondary" onPress={() => onChange(NO_FILTER)}>
            {t('modelsPage.noHidden.action')}
          </Button>
        }
      />
    );
  }
  const justSearched = others.length === 0 && filter.q !== '';
  return (
    <EmptyNote
      title={
        justSearched
          ? t('modelsPage.noHit.title', { search: filter.q })
          : t('modelsPage.noHit.titleOfFilters')
      }
      text={
        justSearched
          ? t('modelsPage.noHit.text')
          : t('modelsPage.noHit.textOfFilters')
      }
      action={
        <Flex gap="2" justify="center" style={{ flexWrap: 'wrap' }}>
          {!justSearched &&
            filters.map(({ id, label, without }) => (
              <Button
                key={id}
                variant="secondary"
                onPress={() => onChange(without)}
              >
                {t('modelsPage.noHit.without', { filter: label })}
              </Button>
            ))}
          <Button
            variant={justSearched ? 'secondary' : 'tertiary'}
            onPress={() => onChange(NO_FILTER)}
          >
            {t('modelsPage.noHit.clear')}
          </Button>
        </Flex>
      }
    />
  );
};
