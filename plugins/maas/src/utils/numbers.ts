import {
  formatAmount,
  NANOS_PER_UNIT,
} from '@openmaas/backstage-plugin-maas-common';
import { textLocale } from './textLocale';

/** From here on, counts are written short where there is little room. */
const COMPACT_FROM = 1_000_000;

/** Digits that are always seen of an amount below one unit of the currency. */
const SMALL_AMOUNT_DIGITS = 2;

/**
 * Writes a count with all its digits.
 *
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns for example `1,234,567`
 * @internal
 */
export function formatCount(
  count: number | bigint,
  locale = textLocale(),
): string {
  return new Intl.NumberFormat(locale).format(count);
}

/**
 * Writes a count where there is little room: short from a million on.
 *
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns for example `12.3M`, or `999,999`
 * @internal
 */
export function formatShortCount(count: number, locale = textLocale()): string {
  return count < COMPACT_FROM
    ? formatCount(count, locale)
    : new Intl.NumberFormat(locale, {
        notation: 'compact',
        maximumFractionDigits: 1,
      }).format(count);
}

function inCurrency(
  nanos: bigint,
  currency: string,
  locale: string,
  maximumFractionDigits?: number,
): string {
  const own = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const { minimumFractionDigits = 0 } = own.resolvedOptions();
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits,
    maximumFractionDigits: Math.max(
      minimumFractionDigits,
      maximumFractionDigits ?? 0,
    ),
  });
  // A decimal string stays exact; TypeScript's library knows this only as a branded type.
  return format.format(formatAmount(nanos) as Intl.StringNumericLiteral);
}

/**
 * Writes an amount with every digit it has.
 *
 * @param nanos - nano-units of the currency
 * @param currency - ISO 4217 code
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns for example `$0.000003134`
 * @internal
 */
export function formatExactMoney(
  nanos: string,
  currency: string,
  locale = textLocale(),
): string {
  return inCurrency(BigInt(nanos), currency, locale, 9);
}

/**
 * Writes an amount for reading: rounded as the currency does it, but below one unit never
 * to less than two digits that say something, so that no cost looks like none.
 *
 * @param nanos - nano-units of the currency
 * @param currency - ISO 4217 code
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns for example `$12.35`, `$0.12` or `$0.0000031`
 * @internal
 */
export function formatMoney(
  nanos: string,
  currency: string,
  locale = textLocale(),
): string {
  const value = BigInt(nanos);
  const abs = value < 0n ? -value : value;
  if (abs === 0n || abs >= NANOS_PER_UNIT) {
    return inCurrency(value, currency, locale);
  }
  const leadingZeros = 9 - abs.toString().length;
  const digits = Math.min(leadingZeros + SMALL_AMOUNT_DIGITS, 9);
  return inCurrency(value, currency, locale, digits);
}

/**
 * An amount as a length to draw: the only place where money becomes a float, and nothing
 * is counted with it.
 *
 * @param nanos - nano-units of the currency
 * @returns units of the currency, about
 * @internal
 */
export function drawnMoney(nanos: string): number {
  return Number(nanos) / Number(NANOS_PER_UNIT);
}

/**
 * Names a length that was drawn for an amount, such as one on an axis.
 *
 * @param units - of the currency, about
 * @param currency - ISO 4217 code
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns for example `$0.0003` or `$1.2M`
 * @internal
 */
export function formatDrawnMoney(
  units: number,
  currency: string,
  locale = textLocale(),
): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumSignificantDigits: 3,
  }).format(units);
}

/**
 * Writes how long something took.
 *
 * @param milliseconds - whole, ≥ 0
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns for example `850 ms`, `1.2 sec` or `95 sec`
 * @internal
 */
export function formatDuration(
  milliseconds: number,
  locale = textLocale(),
): string {
  const short = milliseconds < 1000;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: short ? 'millisecond' : 'second',
    unitDisplay: 'short',
    maximumFractionDigits: milliseconds < 60_000 ? 1 : 0,
  }).format(short ? milliseconds : milliseconds / 1000);
}

/**
 * Writes a speed.
 *
 * @param perSecond - for example tokens per second, ≥ 0
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns for example `41.7` or `1,240`
 * @internal
 */
export function formatSpeed(perSecond: number, locale = textLocale()): string {
  return new Intl.NumberFormat(locale, {
    maximumFractionDigits: perSecond < 100 ? 1 : 0,
  }).format(perSecond);
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/**
 * Writes how much room something takes.
 *
 * @param bytes - whole, ≥ 0
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns for example `512 byte`, `1.5 MB` or `2 GB`; 1 kB has 1000 bytes
 * @internal
 */
export function formatBytes(bytes: number, locale = textLocale()): string {
  const power = Math.min(
    Math.floor(Math.log10(Math.max(bytes, 1)) / 3),
    BYTE_UNITS.length - 1,
  );
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: BYTE_UNITS[power],
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** power);
}
