import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a model server knows of a call. */
export interface BookEntry {
  /** What it reports, or would have. */
  input: number;
  cachedInput: number;
  output: number;
}

/** A model server that takes its time and keeps books of every call that reached it. */
export class BookkeepingServer {
  /** By the id of the call, its `x-request-id`. */
  readonly books = new Map<string, BookEntry>();
  /** Ids that came more than once. */
  readonly repeated: string[] = [];

  private readonly server = createServer((request, response) => {
    this.answer(request, response);
  });

  static async start(): Promise<BookkeepingServer> {
    const server = new BookkeepingServer();
    server.server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    return server;
  }

  /** Base URL, ending in `/v1`. */
  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (request.method === 'GET') {
      // A gateway looks whether anybody is here.
      response.end();
      return;
    }
    const id = String(request.headers['x-request-id']);
    if (this.books.has(id)) {
      this.repeated.push(id);
    }
    const number = this.books.size + 1;
    const entry = {
      input: 100 + number,
      cachedInput: number % 50,
      output: 3 + (number % 7),
    };
    this.books.set(id, entry);

    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const { stream } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (stream) {
      await writeStream(response, entry);
    } else {
      await sleep(number % 40);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          choices: [{ index: 0, message: { content: 'words' } }],
          usage: usageOf(entry),
        }),
      );
    }
  }
}

async function writeStream(
  response: ServerResponse,
  entry: BookEntry,
): Promise<void> {
  const write = (chunk: object) =>
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let token = 0; token < entry.output; token++) {
    write({ choices: [{ index: 0, delta: { content: ' word' } }] });
    await sleep(5);
  }
  write({ choices: [], usage: usageOf(entry) });
  response.end('data: [DONE]\n\n');
}

function usageOf({ input, cachedInput, output }: BookEntry) {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cachedInput },
  };
}
