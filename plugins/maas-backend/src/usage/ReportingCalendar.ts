import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { DateTime, IANAZone } from 'luxon';

/** How long the periods of a report are; total makes one of all. @internal */
export type Granularity = 'total' | 'hour' | 'day' | 'month';

/** A part of a report's time. @internal */
export interface Period {
  /** Start of the hour, day or month, be it before the report's own. */
  start: Date;
  /** First moment of the report in it. */
  from: Date;
  /** First moment after it. */
  to: Date;
}

/** A calendar month. @internal */
export interface Month extends Period {
  /** Such as `2026-11`. */
  name: string;
}

const QUARTER_MS = 15 * 60 * 1000;
const MOST_PERIODS = 10_000;

/** Start of the quarter of an hour, the ledger's grain, that a time is in. @internal */
export function quarterOf(time: Date): Date {
  return new Date(Math.floor(time.getTime() / QUARTER_MS) * QUARTER_MS);
}

/** Start of the first quarter of an hour that is not before a time. @internal */
export function quarterFrom(time: Date): Date {
  return new Date(Math.ceil(time.getTime() / QUARTER_MS) * QUARTER_MS);
}

/**
 * Days and months as the installation's reports know them.
 *
 * @internal
 */
export class ReportingCalendar {
  private constructor(readonly timeZone: string) {}

  /**
   * Reads `maas.reporting.timeZone`, UTC if it is not set.
   *
   * @throws InputError where there is no such zone
   */
  static fromConfig(config: Config): ReportingCalendar {
    const key = 'maas.reporting.timeZone';
    const timeZone = config.getOptionalString(key) ?? 'UTC';
    if (!IANAZone.isValidZone(timeZone)) {
      throw new InputError(
        `Configuration ${key} must be an IANA time zone such as Europe/Berlin, not "${timeZone}"`,
      );
    }
    return new ReportingCalendar(timeZone);
  }

  /** The whole month that a time is in. */
  month(at: Date): Month {
    const start = firstStart(
      DateTime.fromJSDate(at, { zone: this.timeZone }),
      'month',
    );
    const from = start.toJSDate();
    return {
      name: start.toFormat('yyyy-MM'),
      start: from,
      from,
      to: nextStart(start, 'month').toJSDate(),
    };
  }

  /**
   * Cuts a time into periods, oldest first. Days and months begin and end with the
   * zone's own, however long they are.
   *
   * @throws InputError where there would be too many
   */
  periods(from: Date, to: Date, granularity: Granularity): Period[] {
    if (granularity === 'total') {
      return [{ start: from, from, to }];
    }
    const periods: Period[] = [];
    let start = firstStart(
      DateTime.fromJSDate(from, { zone: this.timeZone }),
      granularity,
    );
    while (start.toMillis() < to.getTime()) {
      if (periods.length === MOST_PERIODS) {
        throw new InputError(
          `There are more than ${MOST_PERIODS} periods between from and to: choose a shorter time or a coarser granularity`,
        );
      }
      const next = nextStart(start, granularity);
      // An hour that half comes again is over before that begins.
      if (next.toMillis() > from.getTime()) {
        periods.push({
          start: start.toJSDate(),
          from: new Date(Math.max(start.toMillis(), from.getTime())),
          to: new Date(Math.min(next.toMillis(), to.getTime())),
        });
      }
      start = next;
    }
    return periods;
  }
}

/** Where the clock is put back to midnight, there are two; a day begins with the first. */
function firstStart(
  time: DateTime,
  granularity: Exclude<Granularity, 'total'>,
): DateTime {
  const start = time.startOf(granularity);
  const before = start.minus({ hours: 1 });
  // Not by hasSame: to that, the day before lasts until the second midnight.
  return granularity !== 'hour' && before.day === start.day ? before : start;
}

/** An hour has sixty minutes even where the clock is put back by half of one. */
function nextStart(
  start: DateTime,
  granularity: Exclude<Granularity, 'total'>,
): DateTime {
  return granularity === 'hour'
    ? start.plus({ hours: 1 })
    : start.plus({ [granularity]: 1 }).startOf(granularity);
}
