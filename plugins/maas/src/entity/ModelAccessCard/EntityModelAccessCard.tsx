import { useTexts } from '../../hooks/useTexts';
import { EntityCard } from '../EntityCard';
import { perModel } from '../perModel';
import { useModel } from '../useModel';
import { ModelAccessCard } from './ModelAccessCard';

const AccessCardOf = ({ id }: { id: string }) => {
  const t = useTexts();
  const { value: model, error, unknown, reload } = useModel(id);

  // The model's own card says so already.
  if (unknown) {
    return null;
  }
  return model ? (
    <ModelAccessCard model={model} />
  ) : (
    <EntityCard
      title={t('entity.access.title')}
      value={model}
      error={error}
      onRetry={reload}
    >
      {() => null}
    </EntityCard>
  );
};

/** What the user's teams may do with a model, for its page in the catalog. @internal */
export const EntityModelAccessCard = perModel(AccessCardOf);
