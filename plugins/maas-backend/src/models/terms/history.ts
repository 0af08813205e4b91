import type { JsonValue } from '@backstage/types';
import type { CompleteModel, PriceList } from '../ModelStore';
import { toPricesToSet } from '../prices';

/** One thing that changes about a model. @internal */
export interface FieldChange {
  /** As REST names it; `offered` for the model itself. */
  field: string;
  /** undefined: there was nothing. */
  before?: JsonValue;
  /** undefined: there is nothing any more. */
  after?: JsonValue;
  /** Where it begins to hold later than it is made. */
  effectiveFrom?: Date;
}

/** Who changes a model: either a person or its source. @internal */
export interface Cause {
  actorRef?: string;
  source?: string;
  reason?: string;
}

/** A change as it is remembered. @internal */
export interface StoredChange extends FieldChange, Cause {
  id: string;
  at: Date;
}

/** What people want to know of a definition. */
const FIELDS = [
  'servedName',
  'aliases',
  'title',
  'description',
  'owner',
  'approver',
  'provider',
  'version',
  'license',
  'homepage',
  'lifecycle',
  'visibility',
  'capabilities',
  'modalities',
  'contextLength',
  'quantization',
  'gpus',
  'hardware',
  'weights',
  'multiplier',
  'plans',
  'dataPolicy',
  'retirement',
] as const satisfies Array<keyof CompleteModel>;

/**
 * What is different between two definitions. Of endpoints only their number is told:
 * the addresses are nobody's business.
 *
 * @internal
 */
export function definitionChanges(
  before: CompleteModel,
  after: CompleteModel,
): FieldChange[] {
  const all = [
    ...FIELDS.map(field => change(field, before[field], after[field])),
    change('endpointCount', before.endpoints.length, after.endpoints.length),
  ];
  return all.filter(
    item => JSON.stringify(item.before) !== JSON.stringify(item.after),
  );
}

/** A change of prices. @internal */
export function pricesChange(
  before: PriceList,
  after: PriceList,
  effectiveFrom?: Date,
): FieldChange {
  return {
    ...change('prices', toPricesToSet(before), toPricesToSet(after)),
    effectiveFrom,
  };
}

/** A model came, or was withdrawn. @internal */
export function offeredChange(offered: boolean): FieldChange {
  return change('offered', !offered, offered);
}

function change(field: string, before: unknown, after: unknown): FieldChange {
  // Definitions come from JSON or go there.
  return { field, before: before as JsonValue, after: after as JsonValue };
}
