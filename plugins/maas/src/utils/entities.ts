import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import { MODEL_ENTITY_TYPE } from '@openmaas/backstage-plugin-maas-common';

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
