import { createParser } from 'eventsource-parser';
import { describeError } from '../errors';
import { brokenOff, failed, newAnswer, withChunk } from './answer';
import type { Answer, AnswerError } from './types';

const DONE = '[DONE]';

/** How a call is made, and who hears of its answer. @internal */
export interface ReadAnswerOptions {
  /** Id of the model. */
  model: string;
  /** Entity reference of the team that pays. */
  team?: string;
  /** Sends the prompt. */
  call: (signal: AbortSignal) => Promise<Response>;
  signal: AbortSignal;
  /** Is told of the answer so far, each time that more of it came. */
  onChange: (answer: Answer) => void;
  /** Milliseconds of a clock that never goes back. */
  now?: () => number;
}

/**
 * Asks a model, and reads its answer while it comes.
 *
 * @returns the answer at its end: done, stopped by the signal, or failed. Never rejects.
 * @internal
 */
export async function readAnswer({
  model,
  team,
  call,
  signal,
  onChange,
  now = () => performance.now(),
}: ReadAnswerOptions): Promise<Answer> {
  const startedAt = now();
  const elapsed = () => Math.round(now() - startedAt);
  let answer = newAnswer(model, team);
  try {
    const response = await call(signal);
    answer = {
      ...answer,
      requestId: response.headers.get('x-request-id') ?? undefined,
    };
    if (!response.ok) {
      return failed(answer, await errorOf(response));
    }
    let ended = false;
    const parser = createParser({
      onEvent({ data }) {
        if (data === DONE) {
          ended = true;
        } else if (answer.state !== 'failed') {
          answer = withChunk(answer, data, elapsed());
        }
      },
    });
    for await (const text of textsOf(response)) {
      parser.feed(text);
      onChange(answer);
      if (answer.state === 'failed') {
        return answer;
      }
    }
    answer = { ...answer, totalMs: elapsed() };
    return ended || answer.finishReason
      ? { ...answer, state: 'done' }
      : brokenOff(answer);
  } catch (error) {
    answer = { ...answer, totalMs: elapsed() };
    return signal.aborted
      ? { ...answer, state: 'stopped' }
      : failed(answer, describeError(error));
  }
}

async function* textsOf({ body }: Response): AsyncGenerator<string> {
  if (!body) {
    return;
  }
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    // Where the rest is not wanted, nobody needs to make it.
    reader.cancel().catch(() => {});
  }
}

/** The gateway's error, or the portal's, both of which have a message. */
async function errorOf(response: Response): Promise<AnswerError> {
  const { status } = response;
  const text = await response.text();
  let error: { message?: unknown; code?: unknown } | undefined;
  try {
    error = JSON.parse(text)?.error;
  } catch {
    // Something in between has answered.
  }
  return {
    status,
    code: typeof error?.code === 'string' ? error.code : undefined,
    message:
      typeof error?.message === 'string'
        ? error.message
        : `${status} ${response.statusText}`.trim(),
  };
}
