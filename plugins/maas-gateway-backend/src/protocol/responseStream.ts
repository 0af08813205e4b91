import { codeOf, type EventFate, EventStream, parseEvent } from './eventStream';
import type { AnswerFigures } from './Protocol';
import { member, string } from './values';

/** Events that end the stream; the response in them has the usage. */
const LAST = ['response.completed', 'response.incomplete', 'response.failed'];
const TELLING = [...LAST, '"error"'].map(text => Buffer.from(text));

/** Events that add to what the model wrote: text, thoughts, calls of tools. */
const DELTA =
  /^response\.(output_text|refusal|reasoning(_text|_summary_text)?|(function|mcp)_call_arguments|custom_tool_call_input|code_interpreter_call_code)\.delta$/;

/** The stream of a response: all of its events go on as they come. @internal */
export class ResponseStream extends EventStream {
  private said: AnswerFigures = {};

  /** @param figuresOf - what a whole response says of itself */
  constructor(
    private readonly figuresOf: (response: unknown) => AnswerFigures,
  ) {
    super();
  }

  figures(): AnswerFigures {
    return this.said;
  }

  protected note(event: Buffer): EventFate {
    if (!TELLING.some(text => event.includes(text))) {
      return 'pass';
    }
    const said = parseEvent(event);
    const type = string(member(said, 'type'));
    if (LAST.includes(type)) {
      const figures = this.figuresOf(member(said, 'response'));
      const errorCode = figures.errorCode ?? this.said.errorCode;
      this.said = { ...figures, errorCode };
      return 'close';
    }
    // Some write an event that holds the error, others one that is it.
    const error =
      member(said, 'error') ??
      (type === 'error' ? { code: member(said, 'code') } : undefined);
    if (error) {
      this.said = { ...this.said, errorCode: codeOf(error) };
    }
    return 'pass';
  }

  protected textOf(event: unknown): string {
    const type = string(member(event, 'type'));
    if (type === 'response.output_item.added') {
      return string(member(member(event, 'item'), 'name'));
    }
    return DELTA.test(type) ? string(member(event, 'delta')) : '';
  }
}
