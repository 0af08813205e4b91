import { codeOf, type EventFate, EventStream, parseEvent } from './eventStream';
import type { AnswerFigures } from './Protocol';
import { dataOf } from './sse';
import { readTranscriptionUsage } from './transcriptionAnswer';
import { items, member, string } from './values';

const TELLING = ['transcript.text.done', '"usage"', '"error"'].map(text =>
  Buffer.from(text),
);
const DONE = Buffer.from('[DONE]');

/**
 * The stream of a transcription, with the events of OpenAI or the chunks of vLLM. All of
 * it goes on as it comes.
 *
 * @internal
 */
export class TranscriptionStream extends EventStream {
  private said: AnswerFigures = {};

  figures(): AnswerFigures {
    return this.said;
  }

  protected note(event: Buffer): EventFate {
    if (event.includes(DONE) && dataOf(event).trim() === '[DONE]') {
      return 'close';
    }
    if (!TELLING.some(text => event.includes(text))) {
      return 'pass';
    }
    const said = parseEvent(event);
    const error = member(said, 'error');
    this.said = {
      ...this.said,
      ...readTranscriptionUsage(said),
      ...(error !== undefined &&
        error !== null && { errorCode: codeOf(error) }),
    };
    return member(said, 'type') === 'transcript.text.done' ? 'close' : 'pass';
  }

  protected textOf(event: unknown): string {
    return member(event, 'type') === 'transcript.text.delta'
      ? string(member(event, 'delta'))
      : items(member(event, 'choices'))
          .map(choice => string(member(member(choice, 'delta'), 'content')))
          .join('');
  }
}
