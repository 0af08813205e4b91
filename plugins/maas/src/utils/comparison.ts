import {
  type Model,
  TOKEN_CLASSES,
} from '@openmaas/backstage-plugin-maas-common';
import { priceOf } from './models';

/** Figures and words that models are compared by, each in one row. @internal */
export type ComparedFact =
  | 'status'
  | 'speed'
  | 'latency'
  | 'provider'
  | 'context'
  | 'takes'
  | 'gives'
  | 'license'
  | 'quantization'
  | 'gpus'
  | 'data'
  | 'allowed'
  | 'retires'
  | 'plans'
  | 'access';

/** What one row of a comparison is about. @internal */
export type ComparedSubject =
  | { kind: 'fact'; fact: ComparedFact }
  | { kind: 'price'; tokenClass: (typeof TOKEN_CLASSES)[number] }
  | { kind: 'capability'; capability: string };

/** A row of a comparison. @internal */
export interface ComparedRow {
  id: string;
  subject: ComparedSubject;
  /** Whether the models are not all alike in it. */
  differs: boolean;
  /** Ids of the models that are best in it; nobody where all are alike. */
  best: string[];
}

/** Rows that belong together. @internal */
export interface ComparedGroup {
  id: 'now' | 'prices' | 'capabilities' | 'facts' | 'access';
  rows: ComparedRow[];
}

/** What tells models apart in a fact. */
const KEYS: Record<ComparedFact, (model: Model) => unknown> = {
  status: ({ status }) => status.state,
  speed: ({ speed }) => speed?.tokensPerSecond,
  latency: ({ speed }) => speed?.timeToFirstTokenMs,
  provider: ({ provider }) => provider,
  context: ({ contextLength }) => contextLength,
  takes: ({ modalities }) => [...modalities.input].sort(),
  gives: ({ modalities }) => [...modalities.output].sort(),
  license: ({ license }) => license,
  quantization: ({ quantization }) => quantization,
  gpus: ({ gpus }) => gpus,
  data: ({ dataPolicy }) => [dataPolicy?.location, dataPolicy?.region],
  allowed: ({ dataPolicy }) => dataPolicy && [...dataPolicy.allowed].sort(),
  retires: ({ retirement }) => [retirement?.at, retirement?.successor],
  plans: ({ plans }) => [...plans].sort(),
  access: ({ access }) =>
    access.map(({ team, plan, state }) => `${team} ${plan} ${state}`).sort(),
};

/** Whether not all models give the same. */
function differ(models: Model[], key: (model: Model) => unknown): boolean {
  const keys = models.map(model => JSON.stringify(key(model)) ?? '');
  return new Set(keys).size > 1;
}

/** The models with the least of something, among two at least that have it. */
function least(
  models: Model[],
  amount: (model: Model) => number | bigint | undefined,
): string[] {
  const amounts = models.flatMap(model => {
    const value = amount(model);
    return value === undefined ? [] : [{ id: model.id, value }];
  });
  const smallest = amounts.filter(({ value }) =>
    amounts.every(other => value <= other.value),
  );
  return smallest.length < amounts.length ? smallest.map(({ id }) => id) : [];
}

function factRow(models: Model[], fact: ComparedFact): ComparedRow {
  const bestOf = () => {
    switch (fact) {
      case 'latency':
        return least(models, ({ speed }) => speed?.timeToFirstTokenMs);
      case 'speed':
        return least(models, ({ speed }) =>
          speed?.tokensPerSecond === undefined
            ? undefined
            : -speed.tokensPerSecond,
        );
      default:
        return [];
    }
  };
  return {
    id: fact,
    subject: { kind: 'fact', fact },
    differs: differ(models, KEYS[fact]),
    best: bestOf(),
  };
}

function priceRows(models: Model[]): ComparedRow[] {
  return TOKEN_CLASSES.filter(tokenClass =>
    models.some(model => priceOf(model, tokenClass)),
  ).map(tokenClass => {
    const nanos = (model: Model) => priceOf(model, tokenClass)?.nanosPerMillion;
    return {
      id: `price ${tokenClass}`,
      subject: { kind: 'price', tokenClass },
      differs: differ(models, nanos),
      best: least(models, model => {
        const price = nanos(model);
        return price === undefined ? undefined : BigInt(price);
      }),
    };
  });
}

function capabilityRows(models: Model[]): ComparedRow[] {
  const all = new Set(models.flatMap(({ capabilities }) => capabilities));
  return [...all].sort().map(capability => ({
    id: `capability ${capability}`,
    subject: { kind: 'capability', capability },
    differs: differ(models, ({ capabilities }) =>
      capabilities.includes(capability),
    ),
    best: [],
  }));
}

/**
 * Puts models side by side: what is to be told of them, where they differ, and which
 * one is cheapest or fastest. What only one of them tells makes it no winner.
 *
 * @param models - one at least
 * @internal
 */
export function compareModels(models: Model[]): ComparedGroup[] {
  const facts = (...of: ComparedFact[]) =>
    of.map(fact => factRow(models, fact));
  const groups: ComparedGroup[] = [
    { id: 'now', rows: facts('status', 'speed', 'latency') },
    { id: 'prices', rows: priceRows(models) },
    { id: 'capabilities', rows: capabilityRows(models) },
    {
      id: 'facts',
      rows: facts(
        'context',
        'takes',
        'gives',
        'provider',
        'license',
        'quantization',
        'gpus',
        'data',
        'allowed',
        // Most models do not.
        ...(models.some(({ retirement }) => retirement)
          ? (['retires'] as const)
          : []),
      ),
    },
    { id: 'access', rows: facts('plans', 'access') },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}
