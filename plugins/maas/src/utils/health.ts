import type { ModelHealthPoint } from '@openmaas/backstage-plugin-maas-common';

/** A stretch of time as it is drawn. @internal */
export interface DrawnPoint {
  /** Its middle, in milliseconds since the epoch. */
  at: number;
  /** Null where nothing was measured: the line is broken there. */
  tokensPerSecond: number | null;
  /** Milliseconds; null where nothing was measured. */
  timeToFirstTokenMs: number | null;
  /** What it comes from; nothing is known of a break. */
  point?: ModelHealthPoint;
}

/**
 * Points of a line that is broken where nobody called the model.
 *
 * @param points - oldest first; times without a call are left out
 * @param pointSeconds - how long each point is
 * @internal
 */
export function drawnPoints(
  points: ModelHealthPoint[],
  pointSeconds: number,
): DrawnPoint[] {
  const length = pointSeconds * 1000;
  const drawn: DrawnPoint[] = [];
  for (const point of points) {
    const at = new Date(point.start).getTime() + length / 2;
    const before = drawn.at(-1)?.at;
    if (before !== undefined && at - before > 1.5 * length) {
      drawn.push({
        at: before + length,
        tokensPerSecond: null,
        timeToFirstTokenMs: null,
      });
    }
    drawn.push({
      at,
      tokensPerSecond: point.tokensPerSecond ?? null,
      timeToFirstTokenMs: point.timeToFirstTokenMs ?? null,
      point,
    });
  }
  return drawn;
}

const TICK_HOURS = 6;

/**
 * Full hours to name on an axis, in the browser's time zone.
 *
 * @param from - first moment, in milliseconds since the epoch
 * @param to - last moment
 * @internal
 */
export function hourTicks(from: number, to: number): number[] {
  const tick = new Date(from);
  tick.setHours(Math.floor(tick.getHours() / TICK_HOURS) * TICK_HOURS, 0, 0, 0);
  const ticks: number[] = [];
  while (tick.getTime() <= to) {
    if (tick.getTime() >= from) {
      ticks.push(tick.getTime());
    }
    tick.setHours(tick.getHours() + TICK_HOURS);
  }
  return ticks;
}

/**
 * Whether something went wrong in a stretch of time.
 *
 * @internal
 */
export function hadTrouble(point: ModelHealthPoint): boolean {
  return point.failures > 0 || !point.healthy;
}
