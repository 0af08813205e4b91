import type { RefusedLimit } from '@openmaas/backstage-plugin-maas-common';
import type { Rate } from './gcra';

/** What every counter says of itself. */
interface Described {
  /** Its name in every store; that of a sum holds the period. */
  id: string;
  name: RefusedLimit['name'];
  unit: 'tokens' | 'requests' | 'money';
  /** Whose it is, such as `plan "free" of group:default/a`. */
  scope: string;
  /** All keys of a team share it. */
  isShared: boolean;
  /** It refuses nobody: what it would have refused is only reported. */
  shadow: boolean;
}

/** So much per minute, with a burst of one minute's worth. @internal */
export interface RateCounter extends Described {
  kind: 'rate';
  rate: Rate;
  /** What one unit costs: who finds less than that is refused. Microseconds. */
  least: number;
  /** Counted when a call is let in, for good: a request is one whatever comes of it. */
  atOnce: boolean;
}

/** So many at the same time. @internal */
export interface ParallelCounter extends Described {
  kind: 'parallel';
  limit: number;
}

/** So much in a period. @internal */
export interface SumCounter extends Described {
  kind: 'sum';
  /** What it adds up: tokens in thousandths weighed by multipliers, or as they are; money. */
  measure: 'weighed' | 'tokens' | 'money';
  limit: bigint;
  /** What the ledger has of it: the sum is never below that, whatever a store has lost. */
  base: bigint;
  period: Period;
}

/** A counter that calls fall under; its state is in a store. @internal */
export type Counter = RateCounter | ParallelCounter | SumCounter;

/** The month that sums are about. @internal */
export interface Period {
  /** Such as `2026-11`. */
  name: string;
  /** Milliseconds since 1970. */
  start: number;
  /** When the next one begins, in milliseconds since 1970. */
  end: number;
  /** The same for people: ISO 8601 in the zone that months are counted in. */
  resets: string;
}

/** What stands of a call in a counter; a store fills in what it finds and takes. */
interface EntryOf<C extends Counter, A extends number | bigint> {
  counter: C;
  /** Of a rate in microseconds, of parallel calls 1, of a sum in its measure. */
  wanted: A;
  /** Whether there was room for the call. */
  fits: boolean;
  /** What was used for good before the call came: of a rate, the time until it is full. */
  spent: A;
  /** What other calls held. */
  held: A;
  /** What the call holds, or has used up at once. */
  taken: A;
  /** What it turned out to use; counted when its holds are given back. */
  charge: A;
}

/** @internal */
export type RateEntry = EntryOf<RateCounter, number>;
/** @internal */
export type ParallelEntry = EntryOf<ParallelCounter, number>;
/** @internal */
export type SumEntry = EntryOf<SumCounter, bigint>;

/** A call's line in one counter. @internal */
export type Entry = RateEntry | ParallelEntry | SumEntry;

/** @internal */
export function isRate(entry: Entry): entry is RateEntry {
  return entry.counter.kind === 'rate';
}

/** @internal */
export function isSum(entry: Entry): entry is SumEntry {
  return entry.counter.kind === 'sum';
}

/** What is left of a rate for one more call; less than 0 in debt. Microseconds. @internal */
export function roomOf({ counter, spent, held }: RateEntry): number {
  return counter.rate.periodUs - spent - held;
}

/**
 * The one rule of what is let in, once `spent` and `held` are known: fills in the rest.
 * The script of the shared store follows it to the letter.
 *
 * A rate lets in while one unit is left, and holds no more than it has, so that a small
 * plan can make a long call and then waits. A call that a rate or the number of parallel
 * ones would have refused is not counted there, just as if it had been: or else one burst
 * in shadow mode would be reported for ever. Sums follow the ledger, which has every call.
 *
 * @returns whether the call may pass, as far as this counter goes
 * @internal
 */
export function judge(entry: Entry): boolean {
  if (isSum(entry)) {
    const { counter, spent, held, wanted } = entry;
    entry.fits = spent + held + wanted <= counter.limit;
    entry.taken = wanted;
  } else if (isRate(entry)) {
    const { counter, wanted } = entry;
    const room = roomOf(entry);
    entry.fits = room >= counter.least;
    entry.taken = entry.fits ? Math.min(wanted, room) : 0;
  } else {
    entry.fits = entry.held + entry.wanted <= entry.counter.limit;
    entry.taken = entry.fits ? entry.wanted : 0;
  }
  return entry.fits || entry.counter.shadow;
}
