/** An answer of the gateway that a test gives piece by piece. */
export class FakeStream {
  /** What `fetch` returns. */
  readonly response: Response;
  /** Whether nobody reads it any more. */
  cancelled = false;
  private readonly pieces: string[] = [];
  private ended = false;
  private broken?: Error;
  private wake: () => void = () => {};

  constructor({ status = 200 }: { status?: number } = {}) {
    // jsdom has no Response; these are the parts of it that are read.
    this.response = {
      ok: status < 300,
      status,
      statusText: '',
      headers: new Headers({ 'x-request-id': 'request-1' }),
      body: {
        getReader: () => ({
          read: () => this.read(),
          cancel: async () => {
            this.cancelled = true;
          },
        }),
      },
      text: async () => {
        let text = '';
        for (;;) {
          const { done, value } = await this.read();
          if (done) {
            return text;
          }
          text += new TextDecoder().decode(value);
        }
      },
    } as unknown as Response;
  }

  /** Chunks of a chat completion, each an event. */
  push(...chunks: object[]): this {
    return this.raw(
      chunks.map(chunk => `data: ${JSON.stringify(chunk)}\n\n`).join(''),
    );
  }

  raw(text: string): this {
    this.pieces.push(text);
    this.wake();
    return this;
  }

  /** The end of a whole stream. */
  done(): this {
    return this.raw('data: [DONE]\n\n').end();
  }

  end(): this {
    this.ended = true;
    this.wake();
    return this;
  }

  /** Breaks off, as it does where the signal of the call is aborted. */
  breakOff(error = new Error('The connection broke')): void {
    this.broken = error;
    this.wake();
  }

  private async read(): Promise<{ done: boolean; value?: Uint8Array }> {
    for (;;) {
      const piece = this.pieces.shift();
      if (piece !== undefined) {
        return { done: false, value: new TextEncoder().encode(piece) };
      }
      if (this.broken) {
        throw this.broken;
      }
      if (this.ended) {
        return { done: true };
      }
      await new Promise<void>(resolve => {
        this.wake = resolve;
      });
    }
  }
}

/** A chunk that says something. */
export const says = (content: string, more: object = {}) => ({
  choices: [{ index: 0, delta: { content }, ...more }],
});

/** The chunk at the end of what is said. */
export const ends = (finishReason = 'stop') => ({
  choices: [{ index: 0, delta: {}, finish_reason: finishReason }],
});

/** The chunk with the tokens. */
export const uses = (
  input: number,
  output: number,
  details: { cached?: number; reasoning?: number } = {},
) => ({
  choices: [],
  usage: {
    prompt_tokens: input,
    completion_tokens: output,
    prompt_tokens_details: { cached_tokens: details.cached ?? null },
    completion_tokens_details: { reasoning_tokens: details.reasoning ?? 0 },
  },
});
