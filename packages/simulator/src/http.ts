import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, invalidRequest } from './errors';

/** Largest body that is accepted, in bytes. */
const BODY_LIMIT = 20 * 1024 * 1024;

/** Largest form: a file of 25 MiB, vLLM's limit, and what is around it. */
const FORM_LIMIT = 26 * 1024 * 1024;

/** A client that sends so many times what is accepted is cut off instead of answered. */
const PATIENCE = 4;

/**
 * Reads a request's JSON body.
 *
 * @throws ApiError 413 above 20 MiB, 400 for what is not JSON
 * @internal
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type']?.split(';')[0].trim();
  const body = await readBody(request, BODY_LIMIT);
  if (type?.toLowerCase() !== 'application/json') {
    throw invalidRequest(
      "Unsupported Media Type: Only 'application/json' is allowed",
    );
  }
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw invalidRequest(
      `The body is not valid JSON: ${(error as Error).message}`,
    );
  }
}

/**
 * Reads a request's form with a file.
 *
 * @returns fields and files by their names; of several with one name the last
 * @throws ApiError 413 above 26 MiB, 400 for what is no form
 * @internal
 */
export async function readForm(
  request: IncomingMessage,
): Promise<Record<string, string | File>> {
  const body = await readBody(request, FORM_LIMIT);
  try {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData();
    return Object.fromEntries(form);
  } catch {
    throw invalidRequest('There was an error parsing the body');
  }
}

async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > PATIENCE * limit) {
      request.destroy();
      break;
    }
    // A body that is too large is still read to its end, unless it is endless:
    // a client that is in the middle of writing would not see the answer.
    if (size <= limit) {
      chunks.push(chunk);
    }
  }
  if (size > limit) {
    throw new ApiError(
      413,
      'Request Entity Too Large',
      `The body has more than ${limit} bytes.`,
      null,
      { connection: 'close' },
    );
  }
  return Buffer.concat(chunks);
}

/**
 * Answers with JSON.
 *
 * @internal
 */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  send(response, status, 'application/json', JSON.stringify(body), headers);
}

/**
 * Answers with a text of any type.
 *
 * @internal
 */
export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    ...headers,
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/**
 * A stream of server-sent events, as the OpenAI API sends them.
 *
 * @internal
 */
export class EventStream {
  /** @param signal - aborted when the client goes away */
  constructor(
    private readonly response: ServerResponse,
    private readonly signal: AbortSignal,
  ) {}

  /** Sends the headers; from here on there is no other status. */
  open(): void {
    this.response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
    });
  }

  /** Sends one object and waits if the client reads too slowly. */
  async send(data: unknown): Promise<void> {
    await this.write(`data: ${JSON.stringify(data)}\n\n`);
  }

  /** Sends the end mark and ends. */
  async close(): Promise<void> {
    await this.write('data: [DONE]\n\n');
    this.response.end();
  }

  private async write(text: string): Promise<void> {
    if (!this.response.write(text)) {
      await once(this.response, 'drain', { signal: this.signal });
    }
  }
}
