import { InputError } from '@backstage/errors';
import type { Retirement } from '@openmaas/backstage-plugin-maas-common';
import { effectiveDefinition, type ModelRecord } from './terms';

/**
 * Refuses a retirement that a person cannot announce: one in the past, or one whose
 * successor does not stay.
 *
 * @param records - of the model and its successor
 * @param predecessors - ids of the models that the model is to succeed
 * @throws InputError naming what is wrong
 * @internal
 */
export function checkRetirement(
  id: string,
  { at, successor }: Retirement,
  records: Map<string, ModelRecord>,
  predecessors: string[],
  now: Date,
): void {
  const before = records.get(id);
  const old = before && effectiveDefinition(before).retirement;
  if (old?.at !== at && new Date(at) <= now) {
    throw new InputError(
      `retirement.at: ${at} is in the past. To end a model at once, stop it`,
    );
  }
  if (predecessors.length > 0) {
    throw new InputError(
      `retirement: "${id}" takes over the names of "${predecessors.join(
        '", "',
      )}". Name another successor there first`,
    );
  }
  if (successor !== undefined) {
    checkSuccessor(id, successor, records.get(successor));
  }
}

function checkSuccessor(
  id: string,
  successor: string,
  record: ModelRecord | undefined,
): void {
  if (successor === id) {
    throw new InputError(
      'retirement.successor: must be another model than the one that retires',
    );
  }
  if (!record || record.removed) {
    throw new InputError(
      `retirement.successor: there is no model "${successor}"`,
    );
  }
  const { retirement } = effectiveDefinition(record);
  if (retirement) {
    throw new InputError(
      `retirement.successor: "${successor}" retires itself, at ${retirement.at}. Name a model that stays`,
    );
  }
}
