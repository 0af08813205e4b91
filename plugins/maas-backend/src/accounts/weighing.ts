import {
  NANOS_PER_UNIT,
  parseAmount,
} from '@openmaas/backstage-plugin-maas-common';

/** Tokens of one model. @internal */
export interface ModelTokens {
  model: string;
  tokens: bigint;
}

/**
 * What tokens weigh against a limit: those of each model times its multiplier, exactly,
 * and the sum rounded up once.
 *
 * @param multipliers - exact decimals by model; one that is not there is 1
 * @returns a whole number that JSON holds exactly: what is more is the largest one
 * @internal
 */
export function weigh(
  uses: ModelTokens[],
  multipliers: Map<string, string>,
): number {
  const sum = uses.reduce(
    (total, { model, tokens }) =>
      total + tokens * parseAmount(multipliers.get(model) ?? '1'),
    0n,
  );
  const whole = (sum + NANOS_PER_UNIT - 1n) / NANOS_PER_UNIT;
  return Math.min(Number(whole), Number.MAX_SAFE_INTEGER);
}
