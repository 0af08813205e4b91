import {
  type Entity,
  RELATION_DEPENDENCY_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { getEntityRelations } from '@backstage/plugin-catalog-react';
import {
  modelEntityRef,
  MODEL_SERVER_ENTITY_TYPE,
} from '@openmaas/backstage-plugin-maas-common';

/**
 * References of what says that it depends on a model, its own servers among them.
 *
 * @internal
 */
export function dependentsOf(entity: Entity): string[] {
  return getEntityRelations(entity, RELATION_DEPENDENCY_OF).map(ref =>
    stringifyEntityRef(ref),
  );
}

/**
 * Those who use a model rather than serve it, by name.
 *
 * @internal
 */
export function consumersAmong(entities: Entity[]): Entity[] {
  return entities
    .filter(({ spec }) => spec?.type !== MODEL_SERVER_ENTITY_TYPE)
    .sort((one, other) =>
      nameOf(one).localeCompare(nameOf(other), undefined, { numeric: true }),
    );
}

function nameOf({ metadata }: Entity): string {
  return metadata.title ?? metadata.name;
}

/**
 * The part of a component's `catalog-info.yaml` that says that it uses a model.
 *
 * @internal
 */
export function declarationOf(modelId: string): string {
  return [
    'spec:',
    '  consumesApis:',
    '    - api:maas/llm-gateway',
    '  dependsOn:',
    `    - ${modelEntityRef(modelId)}`,
  ].join('\n');
}
