import { type StoredTime, toDate } from '../../database/columns';
import type { StoredStop } from '../ModelStore';

/** The columns of `models` that say that somebody stopped it. @internal */
export interface StopRow {
  stopped_at: StoredTime | null;
  stopped_by: string | null;
  stop_reason: string | null;
}

/** @internal */
export const STOP_COLUMNS = [
  'stopped_at',
  'stopped_by',
  'stop_reason',
] as const satisfies Array<keyof StopRow>;

/** @internal */
export function toStop(row: StopRow): StoredStop | undefined {
  return row.stopped_at === null
    ? undefined
    : {
        at: toDate(row.stopped_at),
        by: row.stopped_by ?? '',
        reason: row.stop_reason ?? '',
      };
}

/** @internal */
export function fromStop(stop: StoredStop | undefined): StopRow {
  return {
    stopped_at: stop?.at ?? null,
    stopped_by: stop?.by ?? null,
    stop_reason: stop?.reason ?? null,
  };
}
