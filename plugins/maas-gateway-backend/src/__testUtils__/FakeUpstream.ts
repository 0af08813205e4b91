import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A call as it reached the server. */
export interface ReceivedCall {
  id: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** As it came. */
  bytes: Buffer;
  /** The same as text. */
  body: string;
  response: ServerResponse;
  /** Is fulfilled when the client of this server hung up before the answer was whole. */
  hungUp: Promise<void>;
}

/** In PEM. */
export interface TlsIdentity {
  key: string;
  cert: string;
}

/** What the server does with a call. */
export type Behaviour = (call: ReceivedCall) => void | Promise<void>;

/** A model server that does as the test says and keeps books of what reached it. */
export class FakeUpstream {
  readonly calls: ReceivedCall[] = [];
  /** Who asked whether it is alive; that is no call. */
  readonly checks: ReceivedCall[] = [];
  /** For calls that come next. */
  behaviour: Behaviour = answerWith(completion('Hello'));
  /** For checks that come next. */
  checkBehaviour: Behaviour = answerWith({ object: 'list', data: [] });
  /** Answers without reading the request. */
  early: ((response: ServerResponse) => void) | undefined;

  private readonly server;
  private waiting: Array<() => void> = [];

  /** @param tls - with it, the server speaks HTTPS only */
  private constructor(private readonly tls?: TlsIdentity) {
    const take = (request: IncomingMessage, response: ServerResponse) => {
      this.take(request, response);
    };
    this.server = tls ? createTlsServer(tls, take) : createServer(take);
    // Who hangs up shall do so for another reason than that nothing happens.
    this.server.keepAliveTimeout = 60_000;
  }

  static async start(port = 0, tls?: TlsIdentity): Promise<FakeUpstream> {
    const upstream = new FakeUpstream(tls);
    await new Promise<void>(resolve => {
      upstream.server.listen(port, '127.0.0.1', resolve);
    });
    return upstream;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Base URL, ending in `/v1`. */
  get url(): string {
    return `${this.tls ? 'https' : 'http'}://127.0.0.1:${this.port}/v1`;
  }

  /** Waits until so many calls have come in all. */
  async received(count: number): Promise<ReceivedCall[]> {
    while (this.calls.length < count) {
      await new Promise<void>(resolve => {
        this.waiting.push(resolve);
      });
    }
    return this.calls;
  }

  /** Waits until so many checks have come in all. */
  async checked(count: number): Promise<ReceivedCall[]> {
    while (this.checks.length < count) {
      await new Promise<void>(resolve => {
        this.waiting.push(resolve);
      });
    }
    return this.checks;
  }

  async stop(): Promise<void> {
    await new Promise(resolve => {
      this.server.close(resolve);
      this.server.closeAllConnections();
    });
  }

  private async take(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (this.early) {
      this.early(response);
      return;
    }
    const chunks: Buffer[] = [];
    try {
      for await (const bytes of request) {
        chunks.push(bytes as Buffer);
      }
    } catch {
      // Who sent it has left.
      return;
    }
    const body = Buffer.concat(chunks);
    const call: ReceivedCall = {
      id: String(request.headers['x-request-id']),
      path: request.url ?? '',
      headers: request.headers,
      bytes: body,
      body: body.toString('utf8'),
      response,
      hungUp: new Promise(resolve => {
        response.once('close', () => {
          if (!response.writableFinished) {
            resolve();
          }
        });
      }),
    };
    const isCheck = request.method === 'GET';
    (isCheck ? this.checks : this.calls).push(call);
    this.waiting.splice(0).forEach(resolve => resolve());
    await (isCheck ? this.checkBehaviour : this.behaviour)(call);
  }
}

/** Usage as vLLM reports it. */
export const usageOf = (input: number, output: number, cached = 0) => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  prompt_tokens_details: { cached_tokens: cached },
});

/** A whole answer. */
export function completion(
  content: string,
  usage: unknown = usageOf(10, 5),
): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content },
        finish_reason: 'stop',
      },
    ],
    usage,
  };
}

/** A chunk of a stream. */
export function chunk(content: string, more: object = {}): string {
  return `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [{ index: 0, delta: { content }, finish_reason: null }],
    ...more,
  })}\n\n`;
}

/** The chunk that ends an answer, the one with its usage, and the end of the stream. */
export const FINISH = chunk('', {
  choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
});
export const usageChunk = (usage: unknown): string =>
  chunk('', { choices: [], usage });
export const DONE = 'data: [DONE]\n\n';

/** Answers with a JSON value. */
export function answerWith(
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
): Behaviour {
  return ({ response }) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(typeof value === 'string' ? value : JSON.stringify(value));
  };
}

/** Answers with a stream of these pieces. */
export function streamOf(...pieces: string[]): Behaviour {
  return ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const piece of pieces) {
      response.write(piece);
    }
    response.end();
  };
}
