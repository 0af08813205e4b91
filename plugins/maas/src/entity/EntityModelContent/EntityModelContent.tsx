import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { ErrorNote } from '../../components/ErrorNote';
import { ListSkeleton } from '../../components/ListSkeleton';
import { ModelAccessCard } from '../ModelAccessCard';
import { EntityModelConsumersCard } from '../ModelConsumersCard';
import { ModelHealthCard } from '../ModelHealthCard';
import { ModelHistoryCard } from '../ModelHistoryCard';
import { ModelSnippetsCard } from '../ModelSnippetsCard';
import { perModel } from '../perModel';
import { UnknownModel } from '../UnknownModel';
import { useModel } from '../useModel';
import styles from './EntityModelContent.module.css';

/** May I, does it work now, how do I call it; then who else does, and what changed. */
const Cards = ({ model }: { model: Model }) => (
  <div className={styles.cards}>
    <ModelAccessCard model={model} />
    <ModelHealthCard id={model.id} simulated={model.simulated} />
    <div className={styles.wide}>
      <ModelSnippetsCard model={model} />
    </div>
    <EntityModelConsumersCard />
    <ModelHistoryCard id={model.id} />
  </div>
);

const ContentOf = ({ id }: { id: string }) => {
  const { value: model, error, unknown, reload } = useModel(id);
  return (
    <>
      {unknown && <UnknownModel />}
      {error !== undefined && !unknown && (
        <ErrorNote error={error} onRetry={reload} />
      )}
      {error === undefined && !model && <ListSkeleton height={140} />}
      {error === undefined && model && <Cards model={model} />}
    </>
  );
};

/** All that one needs to use a model, as a tab of its page in the catalog. @internal */
export const EntityModelContent = perModel(ContentOf);
