import {
  type Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  EntityRefLink,
  EntityRefLinks,
  getEntityRelations,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import { useCallback } from 'react';
import { CodeBlock } from '../../components/CodeBlock';
import { EmptyNote } from '../../components/EmptyNote';
import { PlainTable } from '../../components/PlainTable';
import { useLoad } from '../../hooks/useLoad';
import { useTexts } from '../../hooks/useTexts';
import {
  consumersAmong,
  declarationOf,
  dependentsOf,
} from '../../utils/consumers';
import { EntityCard } from '../EntityCard';
import { ModelGrants } from '../Grants';
import { perModel } from '../perModel';

const FIELDS = ['kind', 'metadata', 'spec.type', 'relations'];

const Owners = ({ entity }: { entity: Entity }) => {
  const t = useTexts();
  const owners = getEntityRelations(entity, RELATION_OWNED_BY);
  return owners.length > 0 ? (
    <EntityRefLinks entityRefs={owners} />
  ) : (
    <>{t('entity.consumers.noOwner')}</>
  );
};

const Consumers = ({ entities }: { entities: Entity[] }) => {
  const t = useTexts();
  return (
    <PlainTable
      label={t('entity.consumers.table')}
      columns={[
        t('entity.consumers.name'),
        t('entity.consumers.kind'),
        t('entity.consumers.owner'),
      ]}
      rows={entities.map(entity => ({
        id: stringifyEntityRef(entity),
        cells: [
          <EntityRefLink key="name" entityRef={entity} />,
          entity.kind,
          <Owners key="owners" entity={entity} />,
        ],
      }))}
    />
  );
};

const NoConsumers = ({ modelId }: { modelId: string }) => {
  const t = useTexts();
  return (
    <Flex direction="column" gap="3">
      <EmptyNote
        title={t('entity.consumers.empty.title')}
        text={t('entity.consumers.empty.text')}
      />
      <CodeBlock
        text={declarationOf(modelId)}
        label={t('entity.consumers.yaml')}
        copyLabel={t('entity.consumers.copyYaml')}
      />
    </Flex>
  );
};

const ConsumersCardOf = ({ id }: { id: string }) => {
  const t = useTexts();
  const catalogApi = useApi(catalogApiRef);
  const { entity } = useEntity();
  const { value, error, reload } = useLoad(
    useCallback(async () => {
      const entityRefs = dependentsOf(entity);
      if (entityRefs.length === 0) {
        return [];
      }
      const { items } = await catalogApi.getEntitiesByRefs({
        entityRefs,
        fields: FIELDS,
      });
      return consumersAmong(items.flatMap(item => item ?? []));
    }, [catalogApi, entity]),
  );

  return (
    <EntityCard
      title={t('entity.consumers.title')}
      value={value}
      error={error}
      onRetry={reload}
    >
      {consumers => (
        <>
          {consumers.length > 0 ? (
            <Consumers entities={consumers} />
          ) : (
            <NoConsumers modelId={id} />
          )}
          <ModelGrants model={id} />
        </>
      )}
    </EntityCard>
  );
};

/** What in the catalog depends on a model, for its page there. @internal */
export const EntityModelConsumersCard = perModel(ConsumersCardOf);
