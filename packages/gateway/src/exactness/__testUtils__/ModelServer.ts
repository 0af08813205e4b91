import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, answerTo, ENDPOINTS } from './answers';
import type { Books } from './Books';
import { LoopbackServer } from './LoopbackServer';
import { Random } from './Random';

/** How an answer is sent, and where it ends before its time. */
interface Delivery {
  /** Before the head, in milliseconds. */
  delayMs: number;
  framing: 'length' | 'chunked' | 'close';
  /** Offsets at which the body is cut into pieces. */
  cuts: number[];
  /** Between two pieces, in milliseconds; 0 waits for nothing but its turn. */
  pauseMs: number;
  /** Byte of the body at which the connection ends; -1: before the head. */
  breakAt?: number;
  /** It ends as connections do, or what was on its way is lost. */
  reset?: boolean;
}

/** A model server that does anything a server may do, and keeps books of it. */
export class ModelServer extends LoopbackServer {
  /** @param modelName - what it calls its model */
  constructor(
    private readonly books: Books,
    private readonly seed: string,
    readonly modelName: string,
  ) {
    super();
    this.server.keepAliveTimeout = 60_000;
  }

  /** Base URL, ending in `/v1`. */
  get url(): string {
    return `${this.origin}/v1`;
  }

  protected async take(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (request.method !== 'POST') {
      // Somebody wants to know whether it is alive.
      response.end('{"data":[]}');
      return;
    }
    const path = request.url ?? '';
    const entry = this.books.entry(String(request.headers['x-request-id']));
    const attempt = this.books.attempt(entry);
    response.once('close', () => {
      attempt.end ??= 'broken';
    });
    const endpoint = ENDPOINTS.find(other => other.path === path);
    const body = fieldsOf(await text(request), endpoint?.form);
    if (!endpoint || body.model !== this.modelName) {
      entry.mistakes.push(`${path} of ${body.model} at ${this.modelName}`);
    }
    entry.path = path;
    entry.streamed = String(body.stream) === 'true';
    entry.call = Number(body.user);
    if (!endpoint) {
      response.writeHead(404).end();
      return;
    }
    const random = new Random(
      this.seed,
      'server',
      entry.call,
      entry.attempts.length,
    );
    attempt.answer = answerTo(endpoint, entry.streamed, random);
    await send(response, attempt, draw(attempt.answer, random));
  }
}

/** The fields of a request that tell one call from another. */
function fieldsOf(body: string, form = false): Record<string, unknown> {
  const field = /name="(\w+)"\r\n\r\n(.*)\r\n/g;
  return form
    ? Object.fromEntries([...body.matchAll(field)].map(found => found.slice(1)))
    : JSON.parse(body);
}

function draw({ body }: Answer, random: Random): Delivery {
  const cuts = Array.from({ length: random.between(0, 6) }, () =>
    random.between(0, body.length),
  );
  const delivery: Delivery = {
    delayMs: random.chance(0.05)
      ? random.between(100, 400)
      : random.between(0, 20),
    framing: random.pick(['length', 'chunked', 'chunked', 'chunked', 'close']),
    cuts: cuts.sort((a, b) => a - b),
    pauseMs: random.chance(0.2) ? random.between(1, 15) : 0,
  };
  if (random.chance(0.1)) {
    delivery.breakAt = random.chance(0.3) ? -1 : random.between(0, body.length);
    delivery.reset = random.chance(0.3);
  }
  return delivery;
}

async function send(
  response: ServerResponse,
  attempt: ReturnType<Books['attempt']>,
  { delayMs, framing, cuts, pauseMs, breakAt, reset }: Delivery,
): Promise<void> {
  const { answer } = attempt;
  if (!answer) {
    return;
  }
  const { body, status, contentType } = answer;
  await sleep(delayMs);
  const breakOff = () => {
    const { socket } = response;
    attempt.end ??= reset ? 'broken' : 'cut';
    if (reset) {
      socket?.resetAndDestroy();
    } else {
      socket?.end();
    }
  };
  if (breakAt === -1) {
    breakOff();
    return;
  }
  if (framing === 'length') {
    response.setHeader('content-length', body.length);
  } else if (framing === 'close') {
    response.shouldKeepAlive = false;
    response.removeHeader('transfer-encoding');
  }
  response.writeHead(status, { 'content-type': contentType });
  response.flushHeaders();
  attempt.answered = true;
  const end = breakAt ?? body.length;
  for (const upTo of [...cuts.filter(cut => cut < end), end]) {
    if (response.destroyed) {
      return;
    }
    // An empty piece would end a chunked body.
    if (upTo > attempt.sent) {
      response.write(body.subarray(attempt.sent, upTo));
      attempt.sent = upTo;
    }
    await sleep(pauseMs);
  }
  if (breakAt !== undefined) {
    breakOff();
    return;
  }
  response.end();
  response.once('finish', () => {
    attempt.end ??= 'whole';
  });
}
