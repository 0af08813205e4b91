import {
  costOf,
  type Model,
  type Plan,
} from '@openmaas/backstage-plugin-maas-common';
import { billedPrice } from '../../utils/models';
import type { LastMonth } from './useLastMonth';

/**
 * What the use of some models would have cost under a plan, at the prices of now.
 *
 * @returns undefined where none of them was used, or one has no price
 * @internal
 */
export function likelyCost(
  plan: Pick<Plan, 'priceFactor'>,
  models: Array<Pick<Model, 'id' | 'prices'>>,
  use: LastMonth,
): { nanos: string; currency: string } | undefined {
  const used = models.filter(model => use.has(model.id));
  const currency = used[0]?.prices[0]?.currency;
  if (!currency || used.some(model => model.prices.length === 0)) {
    return undefined;
  }
  const nanos = used.reduce((sum, model) => {
    const tokens = use.get(model.id);
    return tokens ? sum + costOf(tokens, billedPrice(model, plan)) : sum;
  }, 0n);
  return { nanos: nanos.toString(), currency };
}
