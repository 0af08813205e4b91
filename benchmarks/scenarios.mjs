/**
 * @typedef {object} Scenario
 * @property {string} name for `--only`
 * @property {string} title
 * @property {(settings: {seconds: number}) => Omit<import('./load/loads.mjs').LoadOptions, 'port' | 'headers'>} load
 * @property {number} [chunksPerSecond] that the model server sends on each stream
 * @property {'call' | 'event'} per what CPU time is divided by
 * @property {Array<'fsync' | 'log' | 'direct'>} [also] the gateway with fsync, or with its log of requests; the model server without anything before it
 * @property {boolean} [fresh] what is measured is started anew for each round, and its memory is watched
 */

/** @param {object} [more] */
function chat(
  more = {},
  content = 'What does a gateway do? Answer in one sentence.',
) {
  return JSON.stringify({
    model: 'bench',
    ...more,
    messages: [
      { role: 'system', content: 'You are a helpful assistant.' },
      { role: 'user', content },
    ],
  });
}

/** @param {number} words */
function streamOf(words) {
  return {
    kind: /** @type {const} */ ('streams'),
    body: chat({ stream: true, max_tokens: words }),
    // The words, the reason of the end, and [DONE].
    events: words + 2,
  };
}

/** A long conversation's worth of text with the characters that JSON has to escape. */
const LONG_TEXT =
  'He said "no", then\nwent on: a line of text, like so many others — and one more.\n'
    .repeat(4_000)
    .slice(0, 256 * 1024);

/** @type {Scenario[]} */
export const SCENARIOS = [
  {
    name: 'json',
    title: 'Small JSON answers, 64 connections',
    load: () => ({ kind: 'closed', connections: 64, body: chat() }),
    per: 'call',
    also: ['fsync', 'log'],
  },
  {
    name: 'open',
    title: 'Open loop, 500 calls/s',
    load: () => ({ kind: 'open', rate: 500, body: chat() }),
    per: 'call',
    also: ['direct'],
  },
  {
    name: 'stream',
    title: '50 streams × 100 chunks/s, 200 chunks each',
    load: () => ({ ...streamOf(200), connections: 50, rampMs: 2_000 }),
    chunksPerSecond: 100,
    per: 'event',
    also: ['direct'],
  },
  {
    name: 'prompt',
    title: 'Prompts of 260 KiB, 8 connections',
    load: () => ({ kind: 'closed', connections: 8, body: chat({}, LONG_TEXT) }),
    per: 'call',
  },
  {
    name: 'many',
    title: '500 streams at once, 10 chunks/s each',
    load: ({ seconds }) => ({
      ...streamOf(10 * (seconds + 2)),
      connections: 500,
      rampMs: 1_000,
    }),
    chunksPerSecond: 10,
    per: 'event',
    fresh: true,
  },
];
