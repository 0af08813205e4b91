import { Button, Flex, Text } from '@backstage/ui';
import { DateTime } from '../../../components/DateTime';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { LoadMore } from '../../../components/LoadMore';
import { SamePage } from '../../../components/SamePage';
import { useTexts } from '../../../hooks/useTexts';
import { describeError } from '../../../utils/errors';
import type { ActiveFilter } from '../ActiveFilters';
import type { Comparison } from '../Comparison';
import { ModelCard } from '../ModelCard';
import { ModelsTable } from '../ModelsTable';
import { NoModels } from './NoModels';
import type { useModelList } from './useModelList';
import type { ModelsView, ModelsViewChange } from './useModelsView';
import styles from './ModelsPage.module.css';

/** The models that fit, as cards or rows. @internal */
export const ModelList = (props: {
  models: ReturnType<typeof useModelList>;
  view: ModelsView;
  filters: ActiveFilter[];
  comparison: Comparison;
  onChange: ModelsViewChange;
}) => {
  const { models, view, filters, comparison, onChange } = props;
  const { list, freshness } = models;
  const { items, loading, error, reload } = list;
  // What another search has not found says nothing about this one.
  const waiting = loading && !items?.length;

  return (
    <>
      {error !== undefined && <ErrorNote error={error} onRetry={reload} />}
      {waiting && <ListSkeleton height={240} />}
      {items?.length === 0 && !loading && error === undefined && (
        <NoModels filter={view} filters={filters} onChange={onChange} />
      )}
      {items && items.length > 0 && (
        <div className={styles.models} aria-busy={loading}>
          {view.view === 'table' ? (
            <ModelsTable
              models={items}
              comparison={comparison}
              onEdited={freshness.retry}
            />
          ) : (
            <SamePage>
              <ul className={styles.cards}>
                {items.map(model => (
                  <li key={model.id}>
                    <ModelCard
                      model={model}
                      {...comparison.of(model.id)}
                      onEdited={freshness.retry}
                    />
                  </li>
                ))}
              </ul>
            </SamePage>
          )}
        </div>
      )}
      <LoadMore list={list} />
    </>
  );
};

/** How many models fit, and whether that is still so. @internal */
export const ModelListState = (props: {
  models: ReturnType<typeof useModelList>;
}) => {
  const { list, freshness } = props.models;
  const { items, loading, totalItems } = list;
  const { updatedAt, error, retry } = freshness;
  const t = useTexts();
  // Refreshing is not worth a word; that it fails is, unless more than that fails.
  const stale =
    error !== undefined && updatedAt !== undefined && list.error === undefined;
  return (
    <Flex align="center" gap="3" className={styles.state}>
      <Text color="secondary" role="status">
        {items &&
          !(loading && items.length === 0) &&
          t('modelsPage.total', { count: totalItems })}
      </Text>
      <span role="status" className={styles.stale}>
        {stale &&
          t('modelsPage.notUpdated', {
            time: (
              <DateTime time={new Date(updatedAt).toISOString()} relative />
            ),
            reason: describeError(error).message,
          })}
      </span>
      {stale && (
        <Button variant="tertiary" size="small" onPress={retry}>
          {t('common.error.retry')}
        </Button>
      )}
    </Flex>
  );
};
