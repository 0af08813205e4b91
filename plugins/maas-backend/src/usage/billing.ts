import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  type BilledPrice,
  costOf,
} from '@openmaas/backstage-plugin-maas-common';
import type { ModelService } from '../models/ModelService';
import { type PriceChange, pricesAt } from '../models/prices';
import type { PlanService } from '../plans/PlanService';
import type { CheckedCall } from './checkCall';

/** What a call is billed at, and what it costs in nano-units. @internal */
export interface Bill {
  price: BilledPrice;
  cost: bigint;
}

/** Nano-units: a hundred million units, far from what a column of sums holds. */
const MOST_COST = 10n ** 17n;

/**
 * Bills calls at the prices in force at their start, and by the factor that their plan
 * has now: plans are configuration and have no history.
 *
 * @internal
 */
export class Billing {
  private readonly told = new Set<string>();

  constructor(
    private readonly options: {
      models: Pick<ModelService, 'priceHistories'>;
      plans: PlanService;
      logger: LoggerService;
    },
  ) {}

  /**
   * The bills of calls, in their order. A call that went to a model or under a plan
   * that is not known is billed by what is known, so that nothing is lost: without
   * prices it is free, without a plan the factor is 1. The log tells once.
   *
   * @throws InputError where a call costs more than can be meant
   */
  async bill(calls: CheckedCall[]): Promise<Bill[]> {
    const histories = await this.options.models.priceHistories([
      ...new Set(calls.map(call => call.model)),
    ]);
    return calls.map(call => {
      const price = {
        ...toBilled(this.history(call.model, histories), call.startedAt),
        factor: this.factor(call.plan),
      };
      const cost = costOf(call.tokens, price, call.audioMs);
      if (cost > MOST_COST) {
        throw new InputError(
          `Event ${call.id}: its tokens and audio would cost ${cost} nano-units, more than one call can`,
        );
      }
      return { price, cost };
    });
  }

  private history(
    model: string,
    histories: Map<string, PriceChange[]>,
  ): PriceChange[] {
    const history = histories.get(model);
    if (!history) {
      this.tellOnce(
        `There were calls of the model "${model}", which is not known here: they are in the ledger without a price`,
      );
    }
    return history ?? [];
  }

  private factor(id: string): string {
    const plan = this.options.plans.find(id);
    if (!plan) {
      this.tellOnce(
        `There were calls under the plan "${id}", which is not configured any more: they are billed with the factor 1`,
      );
    }
    return plan?.priceFactor ?? '1';
  }

  private tellOnce(message: string): void {
    if (!this.told.has(message)) {
      this.told.add(message);
      this.options.logger.error(message);
    }
  }
}

function toBilled(
  history: PriceChange[],
  startedAt: Date,
): Omit<BilledPrice, 'factor'> {
  return Object.fromEntries(
    pricesAt(history, startedAt).map(({ tokenClass, nanosPerMillion }) => [
      tokenClass,
      nanosPerMillion.toString(),
    ]),
  );
}
