import type {
  UsageEvent,
  UsageReport,
  UsageRow,
  UsageSums,
} from '@openmaas/backstage-plugin-maas-common';
import { drawnMoney } from './numbers';
import { dayAt, startOfDay } from './timeZones';

/** What bars and columns can show. @internal */
export const METRICS = ['tokens', 'cost'] as const;

/** What bars show. @internal */
export type Metric = (typeof METRICS)[number];

/** What usage can be told apart by. @internal */
export const GROUPINGS = ['model', 'day', 'key', 'team'] as const;

/** What usage is told apart by. @internal */
export type Grouping = (typeof GROUPINGS)[number];

/** The sums of one model, day, key or team, as which `id` stands. @internal */
export interface UsageGroup {
  id: string;
  sums: UsageSums;
}

/** The bars of one day or hour: lengths to draw, and sums to tell, by series. @internal */
export interface ChartSlot {
  start: string;
  lengths: Record<string, number>;
  sums: ReadonlyMap<string, UsageSums>;
}

/** A chart of stacked bars. @internal */
export interface ChartData {
  /** Ids of models, and {@link OTHER_MODELS} last where there are more than fit. */
  series: string[];
  slots: ChartSlot[];
}

/** Stands for the models without a colour of their own; no model's id has a star. @internal */
export const OTHER_MODELS = '*';

/** As many as can be told apart by colour. */
const MOST_SERIES = 6;

const NOTHING: UsageSums = {
  requests: 0,
  failedRequests: 0,
  estimatedRequests: 0,
  tokens: { input: 0, cachedInput: 0, output: 0, reasoning: 0 },
  cost: '0',
};

function add(one: UsageSums, other: UsageSums): UsageSums {
  return {
    requests: one.requests + other.requests,
    failedRequests: one.failedRequests + other.failedRequests,
    estimatedRequests: one.estimatedRequests + other.estimatedRequests,
    tokens: {
      input: one.tokens.input + other.tokens.input,
      cachedInput: one.tokens.cachedInput + other.tokens.cachedInput,
      output: one.tokens.output + other.tokens.output,
      reasoning: one.tokens.reasoning + other.tokens.reasoning,
    },
    cost: (BigInt(one.cost) + BigInt(other.cost)).toString(),
  };
}

function sumBy(
  rows: UsageRow[],
  idOf: (row: UsageRow) => string,
): Map<string, UsageSums> {
  const sums = new Map<string, UsageSums>();
  for (const row of rows) {
    const id = idOf(row);
    sums.set(id, add(sums.get(id) ?? NOTHING, row.sums));
  }
  return sums;
}

/** Tokens in sum: cached ones are a part of input, reasoning of output. @internal */
export function allTokens({ tokens }: Pick<UsageSums, 'tokens'>): number {
  return tokens.input + tokens.output;
}

/**
 * Whether a call failed before it used anything: there was nothing to report, and nothing
 * to estimate.
 *
 * @internal
 */
export function failedUnbilled(
  call: Pick<UsageEvent, 'endState' | 'tokens' | 'audioMs'>,
): boolean {
  return (
    call.endState !== 'completed' &&
    allTokens(call) === 0 &&
    (call.audioMs ?? 0) === 0
  );
}

function largestFirst(one: UsageGroup, other: UsageGroup): number {
  const cost = BigInt(other.sums.cost) - BigInt(one.sums.cost);
  if (cost !== 0n) {
    return cost > 0n ? 1 : -1;
  }
  return (
    allTokens(other.sums) - allTokens(one.sums) || (one.id < other.id ? -1 : 1)
  );
}

/**
 * Sums a report per model, day, key or team.
 *
 * @param report - its rows tell apart what is asked for
 * @returns days newest first, with their start in ISO 8601 as id; else the dearest first
 * @internal
 */
export function groupUsage(
  report: Pick<UsageReport, 'rows' | 'timeZone'>,
  by: Grouping,
): UsageGroup[] {
  const { rows, timeZone } = report;
  const dayOf = ({ start }: UsageRow) =>
    new Date(
      startOfDay(dayAt(Date.parse(start), timeZone), timeZone),
    ).toISOString();
  const sums = sumBy(rows, by === 'day' ? dayOf : row => row[by] ?? '');
  const groups = [...sums].map(([id, of]) => ({ id, sums: of }));
  return by === 'day'
    ? groups.sort((one, other) => (one.id < other.id ? 1 : -1))
    : groups.sort(largestFirst);
}

/**
 * Stacks a report's rows into bars, one for each day or hour and each model.
 *
 * @param rows - by day or hour and model
 * @param starts - of the days or hours that are to be seen, used or not
 * @internal
 */
export function chartOf(
  rows: UsageRow[],
  starts: string[],
  metric: Metric,
): ChartData {
  const models = groupUsage({ rows, timeZone: 'UTC' }, 'model');
  const own = models.slice(
    0,
    models.length > MOST_SERIES ? MOST_SERIES - 1 : MOST_SERIES,
  );
  // By name, so that a colour does not wander when models overtake each other.
  const series = own.map(({ id }) => id).sort();
  if (own.length < models.length) {
    series.push(OTHER_MODELS);
  }
  const seriesOf = ({ model = '' }: UsageRow) =>
    series.includes(model) ? model : OTHER_MODELS;
  const length = (sums: UsageSums) =>
    metric === 'cost' ? drawnMoney(sums.cost) : allTokens(sums);

  const byStart = new Map<string, UsageRow[]>(starts.map(start => [start, []]));
  for (const row of rows) {
    // The ledger's word on where an hour begins counts, should it differ.
    const start = new Date(row.start).toISOString();
    byStart.set(start, [...(byStart.get(start) ?? []), row]);
  }
  const slots = [...byStart]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([start, of]) => {
      const sums = sumBy(of, seriesOf);
      return {
        start,
        sums,
        lengths: Object.fromEntries(
          series.map(id => [id, length(sums.get(id) ?? NOTHING)]),
        ),
      };
    });
  return { series, slots };
}
