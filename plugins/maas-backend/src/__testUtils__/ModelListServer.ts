import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server answers to `GET /v1/models`. */
export interface ListAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON, or as it is where it is text. */
  body?: unknown;
  /** Nothing is sent, ever. */
  silent?: boolean;
  /** The connection is cut after the body. */
  broken?: boolean;
}

/** An OpenAI-compatible server on a real socket that lists what a test wants. */
export class ModelListServer {
  private readonly server = http.createServer();
  /** What it answers next. */
  answer: ListAnswer = { body: { object: 'list', data: [] } };
  readonly requests: Array<{
    url?: string;
    headers: http.IncomingHttpHeaders;
  }> = [];

  constructor() {
    this.server.on('request', (request, response) => {
      this.requests.push({ url: request.url, headers: request.headers });
      const { status = 200, headers, body = '', silent, broken } = this.answer;
      if (silent) {
        return;
      }
      response.writeHead(status, {
        'content-type': 'application/json',
        ...headers,
      });
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      if (broken) {
        response.write(text, () => response.destroy());
      } else {
        response.end(text);
      }
    });
  }

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  get baseUrl(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/v1`;
  }

  /** Lists these from now on, by name or as they are. */
  list(...models: Array<string | object>): void {
    const data = models.map(model =>
      typeof model === 'string'
        ? { id: model, object: 'model', owned_by: 'lab' }
        : model,
    );
    this.answer = { body: { object: 'list', data } };
  }
}
