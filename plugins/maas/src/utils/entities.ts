import {
  type Entity,
  parseEntityRef,
  RELATION_DEPENDS_ON,
} from '@backstage/catalog-model';
import {
  MODEL_ENTITY_TYPE,
  MODEL_ID_ANNOTATION,
  modelIdFromRef,
} from '@openmaas/backstage-plugin-maas-common';

/**
 * Whether a catalog entity stands for a model: the condition for the model's card.
 *
 * @public
 */
export function isAiModel(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'resource' &&
    entity.spec?.type === MODEL_ENTITY_TYPE
  );
}

/**
 * The id of the model that a catalog entity stands for.
 *
 * @internal
 */
export function modelIdOf(entity: Entity): string {
  return (
    entity.metadata.annotations?.[MODEL_ID_ANNOTATION] ?? entity.metadata.name
  );
}

/**
 * Ids of the models that a catalog entity depends on.
 *
 * @internal
 */
export function modelIdsUsedBy(entity: Entity): string[] {
  const ids = (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_DEPENDS_ON)
    .map(({ targetRef }) => ({ targetRef, id: modelIdFromRef(targetRef) }))
    // What is no reference to a model comes back as it is.
    .filter(({ targetRef, id }) => id !== targetRef)
    .map(({ id }) => id);
  return [...new Set(ids)].sort();
}

/**
 * Whether a catalog entity depends on models: the condition for the card that lists them.
 *
 * @public
 */
export function dependsOnAiModels(entity: Entity): boolean {
  return modelIdsUsedBy(entity).length > 0;
}

/**
 * The groups among what a user owns.
 *
 * @param ownershipEntityRefs - entity references
 * @internal
 */
export function teamsAmong(ownershipEntityRefs: string[]): string[] {
  return ownershipEntityRefs.filter(
    ref =>
      parseEntityRef(ref, { defaultKind: 'user' }).kind.toLocaleLowerCase(
        'en-US',
      ) === 'group',
  );
}

/**
 * Whether two texts name the same entity.
 *
 * @internal
 */
export function sameEntity(one: string, other: string): boolean {
  return one.toLocaleLowerCase('en-US') === other.toLocaleLowerCase('en-US');
}
