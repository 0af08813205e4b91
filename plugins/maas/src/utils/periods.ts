import { textLocale } from './textLocale';
import {
  dayAt,
  startOfDay,
  startOfNextDay,
  startOfNextHour,
} from './timeZones';

/** Times that usage is shown for. @internal */
export const PERIODS = ['today', '7d', '30d', 'month'] as const;

/** A time that usage is shown for; each ends now. @internal */
export type Period = (typeof PERIODS)[number];

/** How long each bar of the chart is. @internal */
export type Granularity = 'hour' | 'day';

/** How a period is divided. @internal */
export function granularityOf(period: Period): Granularity {
  return period === 'today' ? 'hour' : 'day';
}

const DAYS_BEFORE_TODAY = { today: 0, '7d': 6, '30d': 29 };

/**
 * When a period began: always the start of a day, today being the last one.
 *
 * @param now - milliseconds since the epoch
 * @param timeZone - IANA name of the zone that days are told in
 * @returns ISO 8601
 * @throws RangeError where the browser does not know the time zone
 * @internal
 */
export function periodStart(
  period: Period,
  now: number,
  timeZone: string,
): string {
  const today = dayAt(now, timeZone);
  const day = period === 'month' ? 1 : today.day - DAYS_BEFORE_TODAY[period];
  return new Date(startOfDay({ ...today, day }, timeZone)).toISOString();
}

/**
 * The days or hours of a time, so that those without use are seen too.
 *
 * @param from - ISO 8601, included
 * @param to - ISO 8601, excluded
 * @param timeZone - IANA name of the zone that days and hours are told in
 * @returns their starts in ISO 8601, oldest first
 * @internal
 */
export function slotStarts(
  from: string,
  to: string,
  granularity: Granularity,
  timeZone: string,
): string[] {
  const next = granularity === 'hour' ? startOfNextHour : startOfNextDay;
  const end = Date.parse(to);
  const starts: string[] = [];
  for (let at = Date.parse(from); at < end; at = next(at, timeZone)) {
    starts.push(new Date(at).toISOString());
  }
  return starts;
}

/**
 * Names a day or an hour.
 *
 * @param start - ISO 8601
 * @param timeZone - IANA name
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns for example `Nov 21` or `3 PM`
 * @internal
 */
export function formatSlot(
  start: string,
  granularity: Granularity,
  timeZone: string,
  locale = textLocale(),
): string {
  const parts: Intl.DateTimeFormatOptions =
    granularity === 'hour'
      ? { hour: 'numeric' }
      : { month: 'short', day: 'numeric' };
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone }).format(
    new Date(start),
  );
}

/**
 * Names a day in full.
 *
 * @param start - ISO 8601
 * @param timeZone - IANA name
 * @param locale - BCP 47 tag; that of the texts if left out
 * @returns for example `Sat, Nov 21, 2026`
 * @internal
 */
export function formatDay(
  start: string,
  timeZone: string,
  locale = textLocale(),
): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone,
  }).format(new Date(start));
}
