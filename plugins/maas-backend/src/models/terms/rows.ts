import type { JsonValue } from '@backstage/types';
import {
  TERM_NAMES,
  type TermName,
} from '@openmaas/backstage-plugin-maas-common';
import {
  type StoredTime,
  toDate,
  toOptionalDate,
} from '../../database/columns';
import type { PriceList } from '../ModelStore';
import type { Cause, FieldChange, StoredChange } from './history';
import type { ModelWrite } from './TermsStore';
import { effectiveDefinition, type ModelRecord, type SetTerms } from './terms';

/** The columns of `models` that say what sources and people said. @internal */
export interface RecordRow {
  id: string;
  source: string;
  source_definition: string;
  source_prices: string;
  terms_version: number;
  removed_at: StoredTime | null;
}

/** A row of `model_terms`. @internal */
export interface TermRow {
  model_id: string;
  name: TermName;
  value: string;
  set_by: string;
  set_at: StoredTime;
  holds_from: StoredTime;
}

/** A row of `model_changes`. @internal */
export interface ChangeRow {
  id: string;
  model_id: string;
  at: StoredTime;
  actor_ref: string | null;
  source: string | null;
  field: string;
  before: string | null;
  after: string | null;
  effective_from: StoredTime | null;
  reason: string | null;
}

/** Reads what people set, of one model. @internal */
export function toSetTerms(rows: TermRow[]): SetTerms {
  return Object.fromEntries(
    rows.map(row => {
      const value: JsonValue = JSON.parse(row.value);
      const term = {
        value: row.name === 'prices' ? toPriceList(value) : value,
        setBy: row.set_by,
        setAt: toDate(row.set_at),
        holdsFrom: toDate(row.holds_from),
      };
      return [row.name, term];
    }),
  );
}

/** Reads one model as its source and people gave it. @internal */
export function toRecord(row: RecordRow, terms: TermRow[]): ModelRecord {
  return {
    source: row.source,
    definition: JSON.parse(row.source_definition),
    prices: toPriceList(JSON.parse(row.source_prices)),
    terms: toSetTerms(terms),
    version: row.terms_version,
    removed: row.removed_at !== null,
  };
}

/** A whole row of `models`, with the definition as it holds. @internal */
export function toModelRow({ id, record }: ModelWrite, now: Date) {
  const definition = effectiveDefinition(record);
  return {
    id,
    source: record.source,
    owner_ref: definition.owner,
    approver_ref: definition.approver ?? definition.owner,
    visibility: definition.visibility,
    definition: JSON.stringify(definition),
    source_definition: JSON.stringify(record.definition),
    source_prices: JSON.stringify(fromPriceList(record.prices)),
    terms_version: record.version,
    updated_at: now,
    removed_at: record.removed ? now : null,
    retires_at: definition.retirement
      ? new Date(definition.retirement.at)
      : null,
    successor_id: definition.retirement?.successor ?? null,
  };
}

/** What people set of one model. @internal */
export function toTermRows({ id, record }: ModelWrite): TermRow[] {
  return TERM_NAMES.flatMap(name => {
    const term = record.terms[name];
    return term
      ? {
          model_id: id,
          name,
          value: JSON.stringify(
            name === 'prices'
              ? fromPriceList(term.value as PriceList)
              : term.value,
          ),
          set_by: term.setBy,
          set_at: term.setAt,
          holds_from: term.holdsFrom,
        }
      : [];
  });
}

/** Reads a change. @internal */
export function toChange(row: ChangeRow): StoredChange {
  return {
    id: row.id,
    at: toDate(row.at),
    actorRef: row.actor_ref ?? undefined,
    source: row.source ?? undefined,
    field: row.field,
    before: row.before === null ? undefined : JSON.parse(row.before),
    after: row.after === null ? undefined : JSON.parse(row.after),
    effectiveFrom: toOptionalDate(row.effective_from),
    reason: row.reason ?? undefined,
  };
}

/** A change of a model, without its id. @internal */
export function toChangeRows({
  id,
  changes,
  cause,
}: ModelWrite): Array<Omit<ChangeRow, 'id' | 'at'>> {
  return changes.map(change => toChangeRow(id, change, cause));
}

/** One of them. @internal */
export function toChangeRow(
  modelId: string,
  change: FieldChange,
  cause: Cause,
): Omit<ChangeRow, 'id' | 'at'> {
  return {
    model_id: modelId,
    actor_ref: cause.actorRef ?? null,
    source: cause.source ?? null,
    field: change.field,
    before: toJson(change.before),
    after: toJson(change.after),
    effective_from: change.effectiveFrom ?? null,
    reason: cause.reason ?? null,
  };
}

function toJson(value: JsonValue | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function toPriceList(value: unknown): PriceList {
  return Object.fromEntries(
    Object.entries(value as Record<string, string>).map(([name, nanos]) => [
      name,
      BigInt(nanos),
    ]),
  );
}

function fromPriceList(prices: PriceList): Record<string, string> {
  return Object.fromEntries(
    Object.entries(prices).flatMap(([name, nanos]) =>
      nanos === undefined ? [] : [[name, nanos.toString()]],
    ),
  );
}
