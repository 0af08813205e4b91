/** A day of the calendar; months count from 1. @internal */
export interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What the clock on the wall shows, as if it were UTC. */
function wallClock(instant: number, timeZone: string): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
}

function offsetAt(instant: number, timeZone: string): number {
  const seconds = Math.floor(instant / 1000) * 1000;
  return wallClock(seconds, timeZone) - seconds;
}

/**
 * Which day it is somewhere.
 *
 * @param instant - milliseconds since the epoch
 * @param timeZone - IANA name
 * @throws RangeError where the time zone is not known
 * @internal
 */
export function dayAt(instant: number, timeZone: string): CalendarDay {
  const wall = new Date(wallClock(instant, timeZone));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
  };
}

/**
 * The first moment of a day. Clocks may change at midnight, so that a day can begin at one
 * o'clock, or have two midnights.
 *
 * @param date - may be out of range, such as the day 0 or -5 of a month
 * @param timeZone - IANA name
 * @returns milliseconds since the epoch
 * @internal
 */
export function startOfDay(date: CalendarDay, timeZone: string): number {
  const midnight = Date.UTC(date.year, date.month - 1, date.day);
  const candidates = [midnight - DAY_MS, midnight + DAY_MS].map(
    near => midnight - offsetAt(near, timeZone),
  );
  const reached = candidates.filter(
    instant => wallClock(instant, timeZone) >= midnight,
  );
  return Math.min(...(reached.length > 0 ? reached : candidates));
}

/**
 * The first moment of the next day.
 *
 * @param instant - milliseconds since the epoch
 * @param timeZone - IANA name
 * @internal
 */
export function startOfNextDay(instant: number, timeZone: string): number {
  const { year, month, day } = dayAt(instant, timeZone);
  return startOfDay({ year, month, day: day + 1 }, timeZone);
}

/**
 * The first moment of the next hour on the clock of a zone, which need not be one of UTC.
 *
 * @param instant - milliseconds since the epoch
 * @param timeZone - IANA name
 * @internal
 */
export function startOfNextHour(instant: number, timeZone: string): number {
  const wall = wallClock(instant, timeZone);
  return instant + HOUR_MS - (wall % HOUR_MS);
}
