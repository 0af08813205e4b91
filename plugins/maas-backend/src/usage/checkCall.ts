import { InputError } from '@backstage/errors';
import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';

/** How far the clock of a gateway may be ahead. */
const MOST_AHEAD_MS = 10 * 60 * 1000;

/** A metered call that can be true, with its times read. @internal */
export type CheckedCall = Omit<MeteredCall, 'startedAt' | 'endedAt'> & {
  startedAt: Date;
  endedAt: Date;
};

/**
 * Reads a time of a request.
 *
 * @param text - date-time of RFC 3339
 * @param name - what it is, for the message
 * @throws InputError where the calendar has no such time: a leap second, 30 February
 * @internal
 */
export function readTime(text: string, name: string): Date {
  const time = new Date(text);
  const date = text.slice(0, 10);
  // A day too many would be taken for one of the next month.
  const isOfCalendar = new Date(date).getUTCDate() === Number(date.slice(8));
  if (Number.isNaN(time.getTime()) || !isOfCalendar) {
    throw new InputError(`${name} is not a time: ${text}`);
  }
  return time;
}

/**
 * Refuses a call that cannot have been, by its fields alone.
 *
 * @throws InputError naming the event and the field
 * @internal
 */
export function checkCall(call: MeteredCall, now: Date): CheckedCall {
  const startedAt = readTime(call.startedAt, `Event ${call.id}: startedAt`);
  const endedAt = readTime(call.endedAt, `Event ${call.id}: endedAt`);
  const refuse = (fault: string) => {
    throw new InputError(`Event ${call.id}: ${fault}`);
  };
  if (endedAt < startedAt) {
    refuse('endedAt is before startedAt');
  }
  if (endedAt.getTime() > now.getTime() + MOST_AHEAD_MS) {
    refuse(
      'endedAt is more than ten minutes ahead: set the clock of the gateway',
    );
  }
  if (call.tokens.cachedInput > call.tokens.input) {
    refuse('tokens.cachedInput is more than tokens.input, which it is part of');
  }
  if (call.tokens.reasoning > call.tokens.output) {
    refuse('tokens.reasoning is more than tokens.output, which it is part of');
  }
  // No engine but SQLite takes it into a text.
  const withNul = Object.entries(call).find(
    ([, value]) => typeof value === 'string' && value.includes('\0'),
  );
  if (withNul) {
    refuse(`${withNul[0]} has a NUL character in it`);
  }
  return { ...call, startedAt, endedAt };
}
