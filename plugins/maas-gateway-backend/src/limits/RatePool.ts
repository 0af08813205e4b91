import type { LimitState } from './Limiter';
import { type Rate, returnable, room, take, unitsLeft } from './gcra';

/** What was taken from a pool and may be corrected once. @internal */
export interface Taking {
  /** Microseconds. */
  cost: number;
  /** Until when the pool refills what was taken. */
  until: number;
}

/** A pool that refills by time; in memory. Times are in whole microseconds. @internal */
export class RatePool {
  private fullAt = 0;
  /** In the order in which they were taken. */
  private readonly open = new Set<Taking>();

  /** Whether nothing would be lost by forgetting it. */
  isIdle(now: number): boolean {
    return this.open.size === 0 && this.fullAt <= now;
  }

  room(rate: Rate, now: number): number {
    return room(rate, this.fullAt, now);
  }

  state(rate: Rate, now: number): LimitState {
    return {
      limit: rate.limit,
      remaining: unitsLeft(rate, this.fullAt, now),
      resetMs: Math.max(0, Math.ceil((this.fullAt - now) / 1000)),
    };
  }

  take(now: number, cost: number): Taking {
    this.fullAt = take(this.fullAt, now, cost);
    const taking = { cost, until: this.fullAt };
    this.open.add(taking);
    return taking;
  }

  /** It has cost this in truth: the difference is given back or taken as well. */
  correct(taking: Taking, now: number, cost: number): void {
    if (cost > taking.cost) {
      this.fullAt = take(this.fullAt, now, cost - taking.cost);
    } else {
      this.giveBack(taking, returnable(taking.until, now, taking.cost - cost));
    }
    this.open.delete(taking);
  }

  private giveBack(taking: Taking, given: number): void {
    this.fullAt -= given;
    let isLater = false;
    for (const other of this.open) {
      if (isLater) {
        other.until -= given;
      }
      isLater ||= other === taking;
    }
  }
}
