import { Connection } from './Connection.mjs';

/**
 * @typedef {object} LoadOptions
 * @property {'closed' | 'open' | 'streams'} kind
 * @property {number} port
 * @property {Record<string, string>} headers
 * @property {string} body of each request
 * @property {number} [connections] of a closed loop; streams at the same time
 * @property {number} [rate] of an open loop, calls per second
 * @property {number} [events] of each stream
 * @property {number} [rampMs] over which the first streams begin
 */

/**
 * @typedef {object} Load
 * @property {() => void} start
 * @property {() => void} stop begins no more calls
 * @property {Connection[]} connections
 */

/** What a load has done; samples are in milliseconds. */
export class Tally {
  begun = 0;
  ended = 0;
  /** Of streams. */
  events = 0;
  /** @type {number[]} from the request to the last byte of its answer */
  latencies = [];
  /** @type {number[]} from the request to the first byte of a stream */
  firstBytes = [];
  /** @type {number[]} by how much a call of an open loop began late, which no server can help */
  lateness = [];
}

/**
 * @param {LoadOptions} options
 * @returns {Buffer}
 */
function requestOf({ port, headers, body }) {
  const lines = {
    host: `127.0.0.1:${port}`,
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': 'OpenAI/JS 7.55.0',
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
  };
  const head = Object.entries(lines).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return Buffer.from(
    `POST /v1/chat/completions HTTP/1.1\r\n${head.join('')}\r\n${body}`,
  );
}

/**
 * @param {LoadOptions} options
 * @param {Tally} tally
 * @param {(problem: string) => void} onProblem
 * @returns {Load}
 */
export function createLoad(options, tally, onProblem) {
  const create = { closed: closedLoop, open: openLoop, streams: streamLoop }[
    options.kind
  ];
  return create(options, tally, onProblem);
}

/** @type {typeof createLoad} each connection calls again as soon as it has its answer */
function closedLoop(options, tally, onProblem) {
  const request = requestOf(options);
  let running = true;
  const connections = connect(options.connections ?? 1, options, onProblem);
  const call = (/** @type {Connection} */ connection) => {
    tally.begun += 1;
    connection.send(request, {
      onEnd() {
        tally.ended += 1;
        if (running) {
          call(connection);
        }
      },
    });
  };
  return {
    connections,
    start: () => connections.forEach(call),
    stop() {
      running = false;
    },
  };
}

/**
 * Calls begin when their time has come, whatever became of those before: a slow answer delays no
 * other call, so that none of them is left out of what is measured.
 *
 * @type {typeof createLoad}
 */
function openLoop(options, tally, onProblem) {
  const request = requestOf(options);
  const period = 1000 / (options.rate ?? 1);
  /** @type {Connection[]} */
  const connections = [];
  /** @type {Connection[]} */
  const idle = [];
  const call = (/** @type {number} */ due) => {
    let connection = idle.pop();
    if (!connection) {
      connection = new Connection(options.port, onProblem);
      connections.push(connection);
    }
    const used = connection;
    const begun = performance.now();
    tally.begun += 1;
    tally.lateness.push(begun - due);
    used.send(request, {
      onEnd() {
        tally.latencies.push(performance.now() - begun);
        tally.ended += 1;
        idle.push(used);
      },
    });
  };
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  return {
    connections,
    start() {
      let due = performance.now();
      timer = setInterval(() => {
        for (const now = performance.now(); due <= now; due += period) {
          call(due);
        }
      }, 1);
    },
    stop: () => clearInterval(timer),
  };
}

/** @type {typeof createLoad} each connection asks for the next stream when one has ended */
function streamLoop(options, tally, onProblem) {
  const request = requestOf(options);
  let running = true;
  const connections = connect(options.connections ?? 1, options, onProblem);
  const call = (/** @type {Connection} */ connection) => {
    if (!running) {
      return;
    }
    const begun = performance.now();
    let events = 0;
    let lineFeed = false;
    let first = true;
    tally.begun += 1;
    connection.send(request, {
      onBody(piece) {
        if (first) {
          first = false;
          tally.firstBytes.push(performance.now() - begun);
        }
        const before = events;
        for (const byte of piece) {
          events += lineFeed && byte === 10 ? 1 : 0;
          lineFeed = byte === 10 && !lineFeed;
        }
        tally.events += events - before;
      },
      onEnd() {
        if (events !== options.events) {
          onProblem(
            `A stream had ${events} events instead of ${options.events}.`,
          );
          return;
        }
        tally.ended += 1;
        call(connection);
      },
    });
  };
  const pause = (options.rampMs ?? 0) / connections.length;
  return {
    connections,
    start: () =>
      connections.forEach((connection, index) => {
        setTimeout(() => call(connection), index * pause);
      }),
    stop() {
      running = false;
    },
  };
}

/**
 * @param {number} count
 * @param {LoadOptions} options
 * @param {(problem: string) => void} onProblem
 */
function connect(count, { port }, onProblem) {
  return Array.from({ length: count }, () => new Connection(port, onProblem));
}
