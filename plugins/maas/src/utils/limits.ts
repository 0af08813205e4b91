import { formatAmount } from '@openmaas/backstage-plugin-maas-common';
import type {
  KeyLimits,
  RefusedLimit,
} from '@openmaas/backstage-plugin-maas-common';
import { formatCount, formatExactMoney } from './numbers';

/** The limits that keys and plans can have. @internal */
export const LIMITS = [
  'tokensPerMinute',
  'requestsPerMinute',
  'parallelRequests',
  'tokensPerMonth',
] as const satisfies ReadonlyArray<keyof KeyLimits>;

/**
 * Writes an amount of what a limit counts.
 *
 * @param amount - whole; money in nano-units
 * @param currency - ISO 4217 code; without it, money is a plain number
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns every digit, for example `1,234` or `$12.345`
 * @internal
 */
export function formatLimitAmount(
  amount: string,
  unit: RefusedLimit['unit'],
  currency?: string,
  locale?: string,
): string {
  if (unit !== 'money') {
    return formatCount(BigInt(amount), locale);
  }
  return currency
    ? formatExactMoney(amount, currency, locale)
    : formatAmount(BigInt(amount));
}
