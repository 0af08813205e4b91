import { textLocale } from './textLocale';

const UNITS: Array<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/**
 * Writes a day.
 *
 * @param time - ISO 8601
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns for example `Nov 21, 2026`, in the browser's time zone
 * @internal
 */
export function formatDate(time: string, locale = textLocale()): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(
    new Date(time),
  );
}

/**
 * Writes an exact time.
 *
 * @param time - ISO 8601
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns day, time and time zone
 * @internal
 */
export function formatDateTime(time: string, locale = textLocale()): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(time));
}

/**
 * Writes a time of day.
 *
 * @param at - milliseconds since the epoch
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns for example `2:30 PM`, in the browser's time zone
 * @internal
 */
export function formatTime(at: number, locale = textLocale()): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);
}

/**
 * Writes how far a time is from now.
 *
 * @param time - ISO 8601
 * @param now - milliseconds since the epoch
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns for example `in 3 months` or `2 hours ago`
 * @internal
 */
export function formatRelative(
  time: string,
  now: number,
  locale = textLocale(),
): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const seconds = (new Date(time).getTime() - now) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) {
      return format.format(Math.trunc(seconds / size), unit);
    }
  }
  return format.format(0, 'second');
}
