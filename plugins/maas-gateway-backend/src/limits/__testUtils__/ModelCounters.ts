import type { Counter } from '../counters';

/** What is found of a counter. */
export interface Found {
  fits: boolean;
  spent: bigint;
  held: bigint;
  taken: bigint;
}

/** A call of the model that was let in: what it holds, by counter. */
export type ModelCall = Map<Counter, Found>;

interface State {
  /** When a rate is full again; what is settled of a sum. */
  spent: bigint;
  holds: Map<ModelCall, bigint>;
}

/**
 * What the counters have to do, written down as plainly as possible: in exact numbers, one
 * thing after the other, each hold by itself.
 */
export class ModelCounters {
  private readonly states = new Map<Counter, State>();

  take(wanted: Map<Counter, bigint>, now: bigint) {
    const found: ModelCall = new Map();
    for (const [counter, amount] of wanted) {
      found.set(counter, this.look(counter, amount, now));
    }
    const letIn = [...found].every(([{ shadow }, { fits }]) => fits || shadow);
    if (letIn) {
      for (const [counter, { fits, taken }] of found) {
        const state = this.state(counter);
        if (counter.kind === 'sum') {
          state.spent = larger(state.spent, counter.base);
        }
        if (counter.kind === 'rate' && counter.atOnce) {
          state.spent = fits ? larger(state.spent, now) + taken : state.spent;
        } else {
          state.holds.set(found, taken);
        }
      }
    }
    return { letIn, found };
  }

  end(call: ModelCall, charges: Map<Counter, bigint>, now: bigint): void {
    for (const [counter, { fits }] of call) {
      const state = this.state(counter);
      const charge = charges.get(counter) ?? 0n;
      state.holds.delete(call);
      if (counter.kind === 'sum') {
        state.spent += charge;
      } else if (counter.kind === 'rate' && !counter.atOnce && fits) {
        state.spent = larger(state.spent, now) + charge;
      }
    }
  }

  private look(counter: Counter, wanted: bigint, now: bigint): Found {
    const state = this.state(counter);
    const held = [...state.holds.values()].reduce((sum, one) => sum + one, 0n);
    if (counter.kind === 'rate') {
      const spent = larger(state.spent - now, 0n);
      const room = BigInt(counter.rate.periodUs) - spent - held;
      const fits = room >= BigInt(counter.least);
      const most = wanted < room ? wanted : room;
      return { fits, spent, held, taken: fits ? most : 0n };
    }
    if (counter.kind === 'sum') {
      const spent = larger(state.spent, counter.base);
      const fits = spent + held + wanted <= counter.limit;
      return { fits, spent, held, taken: wanted };
    }
    const fits = held + wanted <= BigInt(counter.limit);
    return { fits, spent: 0n, held, taken: fits ? wanted : 0n };
  }

  private state(counter: Counter): State {
    const state = this.states.get(counter) ?? { spent: 0n, holds: new Map() };
    this.states.set(counter, state);
    return state;
  }
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
