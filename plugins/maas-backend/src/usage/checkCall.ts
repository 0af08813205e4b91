import { InputError } from '@backstage/errors';
import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import { readTime } from '../http/readTime';

/** How far the clock of a gateway may be ahead. */
const MOST_AHEAD_MS = 10 * 60 * 1000;

/** NUL, or half of what UTF-16 writes in two: whoever cut a text may have left it. */
const NO_TEXT = /\0|\p{Surrogate}/u;

/** A metered call that can be true, with its times read. @internal */
export type CheckedCall = Omit<MeteredCall, 'startedAt' | 'endedAt'> & {
  startedAt: Date;
  endedAt: Date;
};

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
  // No engine but SQLite takes these into a text.
  const broken = Object.entries(call).find(
    ([, value]) => typeof value === 'string' && NO_TEXT.test(value),
  );
  if (broken) {
    refuse(`${broken[0]} has a NUL or half a character in it`);
  }
  return { ...call, startedAt, endedAt };
}
