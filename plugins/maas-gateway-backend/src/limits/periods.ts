import { DateTime } from 'luxon';
import { notReady } from '../policy/notReady';
import type { Period } from './counters';

/**
 * Tells the current month of a time zone; works it out once a month.
 *
 * @internal
 */
export class Periods {
  private zone: string | undefined;
  private period: Period | undefined;

  /**
   * The month that a moment is in.
   *
   * @param now - milliseconds since 1970
   * @param zone - IANA time zone
   * @throws GatewayError 503 where the zone is not known here
   */
  at(now: number, zone: string): Period {
    const { period } = this;
    if (
      period &&
      this.zone === zone &&
      now >= period.start &&
      now < period.end
    ) {
      return period;
    }
    this.zone = zone;
    this.period = monthOf(now, zone);
    return this.period;
  }
}

function monthOf(now: number, zone: string): Period {
  const start = DateTime.fromMillis(now, { zone }).startOf('month');
  // Zones may change their offset within a month, so the end is not a sum of hours.
  const end = start.plus({ months: 1 });
  if (!start.isValid || !end.isValid) {
    throw notReady(
      `This gateway does not know the time zone "${zone}", which months are counted in. Tell the platform team.`,
    );
  }
  return {
    name: start.toFormat('yyyy-MM'),
    start: start.toMillis(),
    end: end.toMillis(),
    resets: end.toISO({ suppressMilliseconds: true }),
  };
}
