// A model server that costs as little as Node can do: it answers from buffers made beforehand,
// straight on the socket, and keeps books of what it was asked and what it reported.
import { createServer } from 'node:net';
import { serveParent, tellProblem } from '../lib/parent.mjs';

const MODEL = 'bench';
const PROMPT_TOKENS = 24;
const ANSWER_TOKENS = 18;

/** Larger requests are answered without a look at them, in bytes. */
const LOOK_AT = 16 * 1024;

const books = { calls: 0, input: 0, output: 0 };
let chunksPerSecond = 100;

const ANSWER = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 1763700000,
    model: MODEL,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content:
            'A gateway lets many share one model: it knows who calls, what they may use and what they used.',
        },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: usageOf(ANSWER_TOKENS),
  }),
);
const WHOLE_ANSWER = Buffer.concat([
  Buffer.from(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${ANSWER.length}\r\n\r\n`,
  ),
  ANSWER,
]);

const STREAM_HEAD = Buffer.from(
  // The last one asks nginx to pass each chunk at once, as others do by themselves.
  'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\nx-accel-buffering: no\r\n\r\n',
);
const WORD = streamEvent({ choices: [choice({ content: ' word' }, null)] });
const FINISH = streamEvent({ choices: [choice({}, 'stop')] });
const DONE = Buffer.concat([
  inChunk('data: [DONE]\n\n'),
  Buffer.from('0\r\n\r\n'),
]);

/** @param {number} output */
function usageOf(output) {
  return {
    prompt_tokens: PROMPT_TOKENS,
    completion_tokens: output,
    total_tokens: PROMPT_TOKENS + output,
  };
}

/**
 * @param {object} delta
 * @param {string | null} finish
 */
function choice(delta, finish) {
  return { index: 0, delta, logprobs: null, finish_reason: finish };
}

/** @param {object} more */
function streamEvent(more) {
  const event = {
    id: 'chatcmpl-bench',
    object: 'chat.completion.chunk',
    created: 1763700000,
    model: MODEL,
    ...more,
  };
  return inChunk(`data: ${JSON.stringify(event)}\n\n`);
}

/** @param {string} text */
function inChunk(text) {
  return Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
}

/** Somebody looks through a proxy whether anybody is here. */
const GET = 'G'.charCodeAt(0);
const HEALTHY = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');

/** @typedef {{socket: import('node:net').Socket, left: number, words: number, usage: boolean, next: number}} Stream */

/** @type {Set<Stream>} */
const streams = new Set();

// One clock for all, as one timer for each would come late and together.
setInterval(() => {
  const now = performance.now();
  for (const stream of streams) {
    while (stream.next <= now && streams.has(stream)) {
      stream.next += 1000 / chunksPerSecond;
      sendWord(stream);
    }
  }
}, 1);

/** @param {Stream} stream */
function sendWord(stream) {
  const { socket, words, usage } = stream;
  stream.left -= 1;
  if (stream.left > 0) {
    socket.write(WORD);
    return;
  }
  streams.delete(stream);
  const last = usage
    ? [streamEvent({ choices: [], usage: usageOf(words) })]
    : [];
  socket.write(Buffer.concat([WORD, FINISH, ...last, DONE]));
}

/**
 * @param {import('node:net').Socket} socket
 * @param {string} body empty where it is too large to be looked at
 */
function answer(socket, body) {
  books.calls += 1;
  if (!/"stream":\s*true/.test(body)) {
    books.input += PROMPT_TOKENS;
    books.output += ANSWER_TOKENS;
    socket.write(WHOLE_ANSWER);
    return;
  }
  const words = Number(/"max_tokens":\s*(\d+)/.exec(body)?.[1] ?? 10);
  const usage = /"include_usage":\s*true/.test(body);
  if (usage) {
    books.input += PROMPT_TOKENS;
    books.output += words;
  }
  const next = performance.now() + 1000 / chunksPerSecond;
  const stream = { socket, left: words - 1, words, usage, next };
  streams.add(stream);
  socket.write(Buffer.concat([STREAM_HEAD, WORD]));
}

const server = createServer({ noDelay: true }, socket => {
  /** @type {Buffer[]} */
  let chunks = [];
  let size = 0;
  /** Bytes of head and body; 0 while the head is not whole. */
  let whole = 0;
  let bodyAt = 0;
  socket.on('data', data => {
    chunks.push(data);
    size += data.length;
    if (whole === 0) {
      const head = Buffer.concat(chunks);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) {
        return;
      }
      if (head[0] === GET) {
        chunks = [];
        size = 0;
        socket.write(HEALTHY);
        return;
      }
      const length = /\r\ncontent-length: *(\d+)/i.exec(
        head.toString('latin1', 0, end),
      );
      if (!length) {
        tellProblem('A request came to the model server without its length.');
        socket.destroy();
        return;
      }
      bodyAt = end + 4;
      whole = bodyAt + Number(length[1]);
    }
    if (whole - bodyAt > LOOK_AT) {
      chunks = [];
    }
    if (size >= whole) {
      const body = Buffer.concat(chunks).toString('latin1', bodyAt);
      chunks = [];
      size = 0;
      whole = 0;
      answer(socket, body);
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    for (const stream of streams) {
      if (stream.socket === socket) {
        streams.delete(stream);
      }
    }
  });
});

server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (
    server.address()
  );
  serveParent({ port }, message => {
    chunksPerSecond = message.chunksPerSecond ?? chunksPerSecond;
    return { ...books };
  });
});
