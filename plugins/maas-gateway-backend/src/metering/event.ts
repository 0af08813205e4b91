import type {
  MeteredCall,
  TokenCounts,
} from '@openmaas/backstage-plugin-maas-common';
import type { CallEnd, CallIntent } from './Meter';

/** Longest texts that the ledger takes, in characters. */
const MAX_ENDPOINT = 200;
const MAX_WORD = 100;
const MAX_ATTEMPTS = 100;

/** What no database takes into a text: NUL, and half of what UTF-16 writes in two. */
const NO_TEXT = /\0|\p{Surrogate}/gu;

/**
 * The fields of an intent and no others, whatever else the object of the caller holds:
 * what goes to disk is decided here.
 *
 * @internal
 */
export function intentRecord(intent: CallIntent): CallIntent {
  return {
    ...callOf(intent),
    estimatedInput: count(intent.estimatedInput),
  };
}

/** But where it came from: that is told once, when the call has ended. */
function callOf(
  intent: CallIntent,
): Omit<CallIntent, 'estimatedInput' | 'caller'> {
  return {
    id: intent.id,
    startedAt: intent.startedAt,
    team: intent.team,
    maker: intent.maker,
    key: intent.key,
    grant: intent.grant,
    plan: intent.plan,
    model: intent.model,
    path: intent.path,
    streamed: intent.streamed,
    label: intent.label,
  };
}

/**
 * What a call's intent and its event have in common, as the beginning of a JSON object:
 * both lines of the journal begin with it, so it is written once.
 *
 * @internal
 */
export function beginningOf(intent: CallIntent): string {
  return JSON.stringify(callOf(intent)).slice(0, -1);
}

/**
 * An intent as JSON.
 *
 * @param beginning - as `beginningOf` has it
 * @internal
 */
export function intentText(beginning: string, intent: CallIntent): string {
  return `${beginning},"estimatedInput":${count(intent.estimatedInput)}}`;
}

/**
 * The usage event of a call that ended, a `MeteredCall` as JSON. Texts and figures of a
 * model server are cut to what the ledger takes, so that no oddity of theirs can make an
 * event unacceptable.
 *
 * @param beginning - as `beginningOf` has it
 * @param caller - who made it
 * @param startedAt - of the call, in milliseconds since 1970
 * @param latencyMs - from admission to the end, by a clock that never jumps
 * @internal
 */
export function eventText(
  beginning: string,
  caller: CallIntent['caller'],
  startedAt: number,
  end: CallEnd,
  gateway: string,
  latencyMs: number,
): string {
  const latency = count(latencyMs);
  const rest: Omit<MeteredCall, Exclude<keyof CallIntent, 'caller'>> = {
    gateway,
    caller,
    endedAt: new Date(startedAt + latency).toISOString(),
    endpoint: text(end.endpoint, MAX_ENDPOINT),
    tokens: tokenCounts(end.tokens),
    audioMs: end.audioMs === undefined ? undefined : count(end.audioMs),
    estimated: end.estimated,
    endState: end.endState,
    status: end.status,
    errorCode: text(end.errorCode, MAX_WORD),
    finishReason: text(end.finishReason, MAX_WORD),
    attempts: Math.min(count(end.attempts), MAX_ATTEMPTS),
    latencyMs: latency,
    timeToFirstTokenMs:
      end.timeToFirstTokenMs === undefined
        ? undefined
        : count(end.timeToFirstTokenMs),
  };
  return `${beginning},${JSON.stringify(rest).slice(1)}`;
}

/**
 * The usage event of a call of which nothing is known but that it was about to go
 * upstream. It is billed as one attempt that read the prompt. When it ended is not known
 * either: it counts as no time at all, so that neither the length of an outage gets into
 * the latencies nor a second crash changes the event.
 *
 * @internal
 */
export function lostCall(intent: CallIntent, gateway: string): MeteredCall {
  return {
    ...callOf(intent),
    gateway,
    endedAt: intent.startedAt,
    tokens: {
      input: count(intent.estimatedInput),
      cachedInput: 0,
      output: 0,
      reasoning: 0,
    },
    estimated: true,
    endState: 'lost',
    attempts: 1,
    latencyMs: 0,
  };
}

/** A part is never more than its whole. */
function tokenCounts(tokens: TokenCounts): TokenCounts {
  const input = count(tokens.input);
  const output = count(tokens.output);
  return {
    input,
    cachedInput: Math.min(count(tokens.cachedInput), input),
    output,
    reasoning: Math.min(count(tokens.reasoning), output),
  };
}

/**
 * Cut first: that may leave half a character.
 */
function text(value: string | undefined, most: number): string | undefined {
  return value?.slice(0, most).replace(NO_TEXT, '\ufffd');
}

function count(value: number): number {
  return value > 0 ? Math.min(Math.round(value), Number.MAX_SAFE_INTEGER) : 0;
}
