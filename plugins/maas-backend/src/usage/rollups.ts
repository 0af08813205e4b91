import { quarterOf } from './ReportingCalendar';
import {
  DIMENSIONS,
  MEASURES,
  type Rollup,
  type StoredUsageEvent,
  type Sums,
} from './UsageStore';

/** The sums of nothing. @internal */
export function noSums(): Sums {
  return Object.fromEntries(MEASURES.map(name => [name, 0n])) as Sums;
}

/** Adds sums to others, in place. @internal */
export function addTo(sums: Sums, more: Sums): void {
  for (const name of MEASURES) {
    sums[name] += more[name];
  }
}

/**
 * What events add to the rollups.
 *
 * @returns each quarter and group once
 * @internal
 */
export function rollUp(events: StoredUsageEvent[]): Rollup[] {
  const rollups = new Map<string, Rollup>();
  for (const event of events) {
    const bucket = quarterOf(event.startedAt);
    const { team, key, maker, model, plan } = event;
    const group = { team, key, maker, model, plan };
    const id = [bucket.getTime(), ...DIMENSIONS.map(name => group[name])].join(
      '\n',
    );
    const rollup = rollups.get(id) ?? { bucket, group, sums: noSums() };
    addTo(rollup.sums, sumsOf(event));
    rollups.set(id, rollup);
  }
  return [...rollups.values()];
}

function sumsOf(event: StoredUsageEvent): Sums {
  const { tokens } = event;
  return {
    requests: 1n,
    failedRequests: event.endState === 'completed' ? 0n : 1n,
    estimatedRequests: event.estimated ? 1n : 0n,
    input: BigInt(tokens.input),
    cachedInput: BigInt(tokens.cachedInput),
    output: BigInt(tokens.output),
    reasoning: BigInt(tokens.reasoning),
    cost: event.cost,
  };
}
