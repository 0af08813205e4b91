import type { TokenCounts } from '@openmaas/backstage-plugin-maas-common';
import { codeOf, type EventFate, EventStream, parseEvent } from './eventStream';
import type { AnswerFigures } from './Protocol';
import { dataOf } from './sse';
import { readCompletionUsage } from './usage';
import { items, member, word } from './values';

/** One answer is over; others of the same chunk need not be. */
const FINISHED = /"finish_reason"(?!:null)/;

/**
 * The stream of a chat or text completion. Every event goes on but for the chunk with the
 * usage where the client did not ask for it.
 *
 * @internal
 */
export class CompletionStream extends EventStream {
  private usage: TokenCounts | undefined;
  private finishReason: string | undefined;
  private errorCode: string | undefined;

  /**
   * @param passUsage - the client asked for the chunk with the usage
   * @param textOf - what a chunk adds to the answer
   */
  constructor(
    private readonly passUsage: boolean,
    private readonly textOfChunk: (chunk: unknown) => string,
  ) {
    super();
  }

  figures(): AnswerFigures {
    const { usage, finishReason, errorCode } = this;
    return { usage, finishReason, errorCode };
  }

  protected textOf(chunk: unknown): string {
    return this.textOfChunk(chunk);
  }

  protected note(event: Buffer): EventFate {
    // Texts are searched faster than bytes.
    const text = event.toString('latin1');
    if (text.includes('[DONE]') && dataOf(event).trim() === '[DONE]') {
      return 'close';
    }
    const telling =
      text.includes('"usage"') ||
      text.includes('"error"') ||
      FINISHED.test(text);
    return telling ? this.readFigures(parseEvent(event)) : 'pass';
  }

  private readFigures(chunk: unknown): EventFate {
    // Some servers put a running total on every chunk: the last one is the sum.
    this.usage = readCompletionUsage(member(chunk, 'usage')) ?? this.usage;
    for (const choice of items(member(chunk, 'choices'))) {
      this.finishReason =
        word(member(choice, 'finish_reason')) ?? this.finishReason;
    }
    const error = member(chunk, 'error');
    if (error !== undefined && error !== null) {
      this.errorCode = codeOf(error);
    }
    return this.passUsage || !isUsageChunk(chunk) ? 'pass' : 'drop';
  }
}

function isUsageChunk(chunk: unknown): boolean {
  const choices = member(chunk, 'choices');
  const usage = member(chunk, 'usage');
  return (
    Array.isArray(choices) &&
    choices.length === 0 &&
    usage !== undefined &&
    usage !== null
  );
}
