import { codeOf, type EventFate, EventStream, parseEvent } from './eventStream';
import type { AnswerFigures } from './Protocol';
import { readMessageUsage } from './usage';
import { count, member, string, word } from './values';

const TELLING = [
  'message_start',
  'message_delta',
  'message_stop',
  '"error"',
].map(text => Buffer.from(text));

/** The stream of a message: all of its events go on as they come. @internal */
export class MessageStream extends EventStream {
  /** The last value of each count that came. */
  private readonly counts: Record<string, number | undefined> = {
    output_tokens: 0,
  };
  /** The answer has been counted: what the start says of it is not its length. */
  private counted = false;
  private finishReason: string | undefined;
  private errorCode: string | undefined;

  figures(): AnswerFigures {
    const { finishReason, errorCode, counted } = this;
    const usage = readMessageUsage(this.counts);
    return {
      usage: counted ? usage : undefined,
      // No prompt is empty: a server that says so at the start does not know yet.
      promptUsage: usage?.input
        ? { input: usage.input, cachedInput: usage.cachedInput }
        : undefined,
      finishReason,
      errorCode,
    };
  }

  protected note(event: Buffer): EventFate {
    if (!TELLING.some(text => event.includes(text))) {
      return 'pass';
    }
    const said = parseEvent(event);
    switch (member(said, 'type')) {
      case 'message_start':
        // Some versions of vLLM write it beside the message.
        this.noteCounts(member(said, 'usage'));
        this.noteCounts(member(member(said, 'message'), 'usage'));
        return 'pass';
      case 'message_delta':
        this.noteCounts(member(said, 'usage'));
        this.counted ||=
          count(member(said, 'usage'), 'output_tokens') !== undefined;
        this.finishReason =
          word(member(member(said, 'delta'), 'stop_reason')) ??
          this.finishReason;
        return 'pass';
      case 'error':
        this.errorCode = codeOf(member(said, 'error'));
        return 'pass';
      case 'message_stop':
        return 'close';
      default:
        return 'pass';
    }
  }

  protected textOf(event: unknown): string {
    const delta = member(event, 'delta');
    switch (member(event, 'type')) {
      case 'content_block_start':
        return string(member(member(event, 'content_block'), 'name'));
      case 'content_block_delta':
        return ['text', 'thinking', 'partial_json']
          .map(name => string(member(delta, name)))
          .join('');
      default:
        return '';
    }
  }

  /**
   * Each is a total of its own: it takes the place of the one before. But a total never
   * falls to 0: some servers write that where they have nothing to add.
   */
  private noteCounts(usage: unknown): void {
    for (const name of Object.keys(Object(usage))) {
      this.counts[name] =
        count(usage, name) || (this.counts[name] ?? count(usage, name));
    }
  }
}
