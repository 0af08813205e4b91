/** Nano-units in one unit of a currency: 1 USD = 1 000 000 000. @public */
export const NANOS_PER_UNIT = 1_000_000_000n;

const DECIMAL = /^(\d{1,9})(?:\.(\d{1,9}))?$/;

/**
 * Reads an amount as a person writes it, without ever going through a float.
 *
 * @param amount - decimal in units of the currency, ≥ 0, at most nine digits on either
 *   side of the point; a number is taken as the decimal it was written as
 * @returns nano-units
 * @throws RangeError where it is not such a decimal
 * @public
 */
export function parseAmount(amount: string | number): bigint {
  const match = DECIMAL.exec(String(amount).trim());
  if (!match) {
    throw new RangeError(
      `"${amount}" is not an amount: write a decimal such as 0.15, with at most nine digits on either side of the point`,
    );
  }
  const [, whole, fraction = ''] = match;
  return BigInt(whole) * NANOS_PER_UNIT + BigInt(fraction.padEnd(9, '0'));
}

/**
 * Writes nano-units as a decimal, with no digit lost.
 *
 * @param nanos - nano-units, negative for corrections
 * @param minimumFractionDigits - digits after the point that are kept even if zero
 * @returns for example `0.15` for 150 000 000
 * @public
 */
export function formatAmount(
  nanos: bigint | string,
  minimumFractionDigits = 2,
): string {
  const value = BigInt(nanos);
  const abs = value < 0n ? -value : value;
  const digits = (abs % NANOS_PER_UNIT).toString().padStart(9, '0');
  const fraction = digits
    .replace(/0+$/, '')
    .padEnd(Math.min(minimumFractionDigits, 9), '0');
  const text = `${abs / NANOS_PER_UNIT}${fraction && `.${fraction}`}`;
  return value < 0n ? `-${text}` : text;
}

/**
 * Writes a price for people.
 *
 * @param price - nano-units per million tokens, and the currency's ISO 4217 code
 * @param locale - BCP 47 tag; the runtime's own if left out
 * @returns for example `$0.15`
 * @public
 */
export function formatPrice(
  price: { nanosPerMillion: string; currency: string },
  locale?: string,
): string {
  const amount = formatAmount(price.nanosPerMillion);
  const fractionDigits = amount.split('.')[1]?.length ?? 0;
  // Intl takes a decimal string as it stands; TypeScript's library knows this only
  // as the branded type.
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: price.currency,
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  }).format(amount as Intl.StringNumericLiteral);
}

/**
 * Normalises an exact factor such as a model's multiplier or a plan's price factor.
 *
 * @param factor - positive decimal, at most nine digits on either side of the point
 * @returns the shortest decimal of the same value, such as `1.5`
 * @throws RangeError where it is not such a decimal
 * @public
 */
export function parseFactor(factor: string | number): string {
  const nanos = parseAmount(factor);
  if (nanos === 0n) {
    throw new RangeError('A factor must be greater than 0');
  }
  return formatAmount(nanos, 0);
}
