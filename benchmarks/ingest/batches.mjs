import { randomBytes, randomUUID } from 'node:crypto';

const KEYS = Array.from({ length: 50 }, () => randomUUID());
const TEAMS = 20;

/** @returns {string} a UUIDv7 of now */
function uuid7() {
  const time = Date.now().toString(16).padStart(12, '0');
  const dice = randomBytes(10).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${dice.slice(
    0,
    3,
  )}-a${dice.slice(3, 6)}-${dice.slice(6, 18)}`;
}

/**
 * One call of many teams and keys, as a gateway meters it.
 *
 * @param {number} n any number, another one for each call
 */
function meteredCall(n) {
  const now = Date.now();
  return {
    id: uuid7(),
    startedAt: new Date(now - 1500 - (n % 2000)).toISOString(),
    endedAt: new Date(now - (n % 2000)).toISOString(),
    gateway: 'bench',
    team: `group:default/team-${n % TEAMS}`,
    maker: `user:default/person-${n % KEYS.length}`,
    key: KEYS[n % KEYS.length],
    grant: KEYS[n % TEAMS],
    plan: n % 2 ? 'free' : 'premium',
    model: n % 3 ? 'small' : 'large',
    endpoint: '10.0.0.7:8000',
    path: '/v1/chat/completions',
    streamed: n % 2 === 0,
    tokens: {
      input: 1000 + (n % 500),
      cachedInput: n % 400,
      output: 200,
      reasoning: 50,
    },
    estimated: false,
    endState: 'completed',
    status: 200,
    finishReason: 'stop',
    attempts: 1,
    latencyMs: 1500,
    timeToFirstTokenMs: 120,
  };
}

/**
 * @param {number} size
 * @returns {string} the body of one batch, with calls that no other batch has
 */
export function makeBatch(size) {
  return JSON.stringify({
    gateway: 'bench',
    events: Array.from({ length: size }, (_, i) => meteredCall(i)),
  });
}
