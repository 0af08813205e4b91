import {
  type BilledPrice,
  costOf as priceOf,
  parseAmount,
  type Plan,
  type PolicyModel,
  type TokenCounts,
} from '@openmaas/backstage-plugin-maas-common';
import {
  type Counter,
  type Entry,
  isRate,
  isSum,
  type ParallelCounter,
  type RateCounter,
  type SumCounter,
  type SumEntry,
} from './counters';
import { costOf } from './gcra';
import type { AdmissionRequest } from './Limiter';

/** Weighed tokens are added up in thousandths, each call's rounded up to one. @internal */
export const WEIGHED_SCALE = 1000n;

/** Weights are in billionths. */
const WEIGHT_PER_SCALE = 1_000_000n;
const ONE = 1_000_000_000n;

/**
 * The most that one call holds of a sum, a million units of money: whatever a client
 * asks for, the holds of many calls together stay within 64 bits.
 */
const MOST_HELD = 1_000_000_000_000_000n;

/** The counters that the calls of one key, plan and model fall under. @internal */
export class CounterSet {
  private readonly weight: bigint;
  private readonly price: BilledPrice;
  /** The same with every token at the price of the dearest class it can be of. */
  private readonly dearest: BilledPrice;
  private readonly hasMoney: boolean;

  constructor(
    readonly plan: Plan,
    { multiplier, prices = {} }: Pick<PolicyModel, 'multiplier' | 'prices'>,
    private readonly counters: readonly Counter[],
  ) {
    const factor = plan.priceFactor;
    this.weight = parseAmount(multiplier);
    this.price = { ...prices, factor };
    this.dearest = {
      input: larger(prices.input, prices.cachedInput),
      output: larger(prices.output, prices.reasoning),
      audioSecond: prices.audioSecond,
      factor,
    };
    this.hasMoney = counters.some(({ unit }) => unit === 'money');
  }

  /** Lines for a call in all counters: what it wants of each. */
  entries(request: AdmissionRequest): Entry[] {
    const { estimatedTokens, mostInput, mostOutput } = request;
    const cost = this.hasMoney ? this.mostCost(request) : 0n;
    return this.counters.map((counter): Entry => {
      switch (counter.kind) {
        case 'rate': {
          const wanted = counter.atOnce
            ? counter.least
            : costOf(counter.rate, estimatedTokens, this.weight);
          return line(counter, wanted);
        }
        case 'parallel':
          return line(counter, 1);
        default: {
          const wanted =
            counter.measure === 'money'
              ? cost
              : this.tokensOf(counter, mostInput + mostOutput);
          return sumLine(counter, capped(wanted));
        }
      }
    });
  }

  /** Notes in a call's lines what it used. */
  charge(entries: Entry[], tokens: TokenCounts, audioMs?: number): void {
    const used = tokens.input + tokens.output;
    const cost = this.hasMoney ? priceOf(tokens, this.price, audioMs) : 0n;
    for (const entry of entries) {
      if (isSum(entry)) {
        entry.charge =
          entry.counter.measure === 'money'
            ? cost
            : this.tokensOf(entry.counter, used);
      } else if (isRate(entry)) {
        entry.charge = costOf(entry.counter.rate, used, this.weight);
      }
    }
  }

  /** What a call costs at most, in nano-units. */
  mostCost({
    mostInput,
    mostOutput,
    mostAudioMs,
  }: Pick<
    AdmissionRequest,
    'mostInput' | 'mostOutput' | 'mostAudioMs'
  >): bigint {
    return priceOf(
      { input: mostInput, output: mostOutput, cachedInput: 0, reasoning: 0 },
      this.dearest,
      mostAudioMs,
    );
  }

  private tokensOf({ measure }: SumCounter, tokens: number): bigint {
    if (measure === 'tokens') {
      return BigInt(tokens);
    }
    return this.weight === ONE
      ? BigInt(tokens) * WEIGHED_SCALE
      : (BigInt(tokens) * this.weight + WEIGHT_PER_SCALE - 1n) /
          WEIGHT_PER_SCALE;
  }
}

/** Of it nothing is known yet but what is wanted. */
function line<C extends RateCounter | ParallelCounter>(
  counter: C,
  wanted: number,
) {
  return {
    counter,
    wanted,
    fits: true,
    spent: 0,
    held: 0,
    taken: 0,
    charge: 0,
  };
}

function sumLine(counter: SumCounter, wanted: bigint): SumEntry {
  return {
    counter,
    wanted,
    fits: true,
    spent: 0n,
    held: 0n,
    taken: 0n,
    charge: 0n,
  };
}

function capped(amount: bigint): bigint {
  return amount < MOST_HELD ? amount : MOST_HELD;
}

function larger(price: string = '0', other: string = '0'): string {
  return BigInt(price) > BigInt(other) ? price : other;
}
