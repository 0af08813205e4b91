import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { maasApiRef } from '../../api';
import { ModelName } from '../../components/ModelName';
import { ModelStatus } from '../../components/ModelStatus';
import { PlainTable } from '../../components/PlainTable';
import { useLoad } from '../../hooks/useLoad';
import type { ModelIndex } from '../../hooks/useModelIndex';
import { useTexts } from '../../hooks/useTexts';
import { modelIdsUsedBy } from '../../utils/entities';
import { listModelsById } from '../../utils/models';
import { EntityCard } from '../EntityCard';
import { ModelPriceText } from '../ModelPriceText';

const UsedModels = (props: { ids: string[]; index: ModelIndex }) => {
  const { ids, index } = props;
  const t = useTexts();
  return (
    <PlainTable
      label={t('entity.component.table')}
      columns={[
        t('entity.component.model'),
        t('entity.component.status'),
        t('entity.component.price'),
        t('entity.component.license'),
      ]}
      rows={ids.map(id => {
        const model = index.get(id);
        const name = <ModelName key="name" id={id} index={index} />;
        return {
          id,
          cells: model
            ? [
                name,
                <ModelStatus key="status" status={model.status} brief />,
                <ModelPriceText key="price" model={model} />,
                model.license ?? t('model.unknown'),
              ]
            : [name, t('entity.component.notOffered'), null, null],
        };
      })}
    />
  );
};

const ModelsCardOf = ({ ids }: { ids: string[] }) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const wanted = ids.join(' ');
  const { value, error, reload } = useLoad(
    useCallback(
      async signal => {
        const models = await listModelsById(api, wanted.split(' '), signal);
        return new Map(models.map(model => [model.id, model]));
      },
      [api, wanted],
    ),
  );
  return (
    <EntityCard
      title={t('entity.component.title')}
      value={value}
      error={error}
      onRetry={reload}
    >
      {index => <UsedModels ids={ids} index={index} />}
    </EntityCard>
  );
};

/** The models that a component depends on, for its page in the catalog. @internal */
export const EntityModelsCard = () => {
  const { entity } = useEntity();
  const ids = modelIdsUsedBy(entity);
  return ids.length > 0 ? (
    <ModelsCardOf key={stringifyEntityRef(entity)} ids={ids} />
  ) : null;
};
