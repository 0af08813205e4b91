/** A call of a gateway that must be refused. */
export interface BadGatewayInput {
  method: 'get' | 'post' | 'put';
  path: string;
  body?: unknown;
}

const get = (path: string) => ({ method: 'get', path } as const);
const post = (path: string, body?: unknown) =>
  ({ method: 'post', path, body } as const);

const POLICY = '/gateway/policy';
const RESOLVE = '/gateway/keys/resolve';
const USAGE = '/gateway/usage';
const REFUSALS = '/gateway/refusals';
const STATUS = '/gateway/status';
const EPOCH = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071';
const HASH = 'a'.repeat(64);

/** A report that is well formed. */
export const REPORT = {
  gateway: 'gw-1',
  startedAt: '2026-11-21T09:00:00.000Z',
  state: 'running',
  journal: { pendingEvents: 0, rejectedEvents: 0 },
};

/** A refusal that is well formed. */
export const REFUSAL = {
  id: '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6075',
  at: '2026-11-21T09:00:00.000Z',
  gateway: 'gw-1',
  team: 'group:default/cs-department',
  key: '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6073',
  model: 'small',
  plan: 'free',
  path: '/v1/chat/completions',
  status: 429,
  code: 'rate_limit_exceeded',
  message: 'The plan allows 200 tokens a minute. Try again in 3 s.',
  limit: {
    name: 'tokensPerMinute' as const,
    scope: 'plan free of group:default/cs-department',
    unit: 'tokens' as const,
    limit: '200',
    used: '190',
    wanted: '35',
    resetsAt: '2026-11-21T09:00:03.000Z',
  },
};

const refusal = (more: object) =>
  post(REFUSALS, { gateway: 'gw-1', refusals: [{ ...REFUSAL, ...more }] });
const refusedLimit = (more: object) =>
  refusal({ limit: { ...REFUSAL.limit, ...more } });

const status = (more: object) => post(STATUS, { ...REPORT, ...more });
const journal = (pendingEvents: unknown, more: object = {}) =>
  status({ journal: { pendingEvents, rejectedEvents: 0, ...more } });

const ENDPOINT = {
  model: 'small',
  endpoint: '10.0.0.7:8000',
  healthy: true,
  running: 0,
  requests: 0,
  failures: 0,
};
const endpoint = (more: object) =>
  status({ endpoints: [{ ...ENDPOINT, ...more }] });

/** What is wrong, the status it is answered with, and the call. */
export const BAD_GATEWAY_INPUTS: Array<[string, number, BadGatewayInput]> = [
  ['an epoch that is no UUID', 400, get(`${POLICY}?epoch=now&since=1`)],
  [
    'an epoch with SQL',
    400,
    get(`${POLICY}?since=1&epoch=${encodeURIComponent("' OR 1=1 --")}`),
  ],
  ['a negative revision', 400, get(`${POLICY}?epoch=${EPOCH}&since=-1`)],
  ['half a revision', 400, get(`${POLICY}?epoch=${EPOCH}&since=0.5`)],
  ['a revision in words', 400, get(`${POLICY}?epoch=${EPOCH}&since=last`)],
  [
    'a revision beyond all numbers',
    400,
    get(`${POLICY}?epoch=${EPOCH}&since=9007199254740992`),
  ],
  ['a wait that is too long', 400, get(`${POLICY}?waitSeconds=56`)],
  ['a negative wait', 400, get(`${POLICY}?waitSeconds=-1`)],
  ['a wait twice', 400, get(`${POLICY}?waitSeconds=1&waitSeconds=2`)],
  ['a query parameter that does not exist', 400, get(`${POLICY}?team=x`)],
  ['a policy by POST', 405, post(POLICY, {})],

  ['no hash', 400, post(RESOLVE, {})],
  ['a hash that is too short', 400, post(RESOLVE, { hash: 'abc' })],
  ['a hash in capitals', 400, post(RESOLVE, { hash: HASH.toUpperCase() })],
  ['a hash that is a list', 400, post(RESOLVE, { hash: [HASH] })],
  ['a whole key', 400, post(RESOLVE, { hash: `maas_${HASH}` })],
  ['a key beside the hash', 400, post(RESOLVE, { hash: HASH, key: 'k' })],
  ['a hash in the query', 400, post(`${RESOLVE}?hash=${HASH}`, { hash: HASH })],
  ['a key by GET', 405, get(RESOLVE)],

  ['usage of nobody', 400, post(USAGE, { events: [] })],
  ['usage without events', 400, post(USAGE, { gateway: 'gw-1', events: [] })],
  [
    'usage that is no event',
    400,
    post(USAGE, { gateway: 'gw-1', events: [{ id: EPOCH }] }),
  ],
  ['usage by PUT', 405, { method: 'put', path: USAGE, body: {} }],

  ['refusals of nobody', 400, post(REFUSALS, { refusals: [REFUSAL] })],
  [
    'refusals that are none',
    400,
    post(REFUSALS, { gateway: 'gw-1', refusals: [] }),
  ],
  [
    'too many refusals',
    400,
    post(REFUSALS, {
      gateway: 'gw-1',
      refusals: Array.from({ length: 1001 }, () => REFUSAL),
    }),
  ],
  ['a refusal without an id', 400, refusal({ id: undefined })],
  ['a refusal whose id has SQL', 400, refusal({ id: "' OR 1=1" })],
  ['a refusal at no time', 400, refusal({ at: '2026-02-30T00:00:00Z' })],
  ['a refusal in the year 0', 400, refusal({ at: '0000-01-01T00:00:00Z' })],
  ['a refusal that is a success', 400, refusal({ status: 200 })],
  ['a refusal without a code', 400, refusal({ code: '' })],
  ['a refusal of a broken team', 400, refusal({ team: "x' OR 1=1" })],
  ['a refusal of a key in words', 400, refusal({ key: 'mine' })],
  ['a refusal of no model', 400, refusal({ model: 'Not A Slug' })],
  ['a message that is too long', 400, refusal({ message: 'x'.repeat(1001) })],
  ['a prompt in a refusal', 400, refusal({ prompt: 'Hello' })],
  ['an unknown limit', 400, refusedLimit({ name: 'tokensPerDay' })],
  ['a limit that is a number', 400, refusedLimit({ limit: 200 })],
  ['a limit without an amount', 400, refusedLimit({ wanted: undefined })],
  ['refusals by GET', 405, get(REFUSALS)],

  ['a sharing that does not exist', 400, status({ sharing: 'redis' })],
  ['a half-named endpoint', 400, endpoint({ model: undefined })],
  ['an endpoint of no model', 400, endpoint({ model: 'Not A Slug' })],
  ['an endpoint that is well in words', 400, endpoint({ healthy: 'yes' })],
  ['fewer than no running calls', 400, endpoint({ running: -1 })],
  ['a problem too long', 400, endpoint({ problem: 'p'.repeat(301) })],
  ['an unknown figure', 400, endpoint({ gpu: 1 })],
  [
    'too many endpoints',
    400,
    status({ endpoints: Array.from({ length: 2001 }, () => ENDPOINT) }),
  ],
  ['a journal of half a byte', 400, journal(0, { bytes: 0.5 })],
  ['a report of nobody', 400, status({ gateway: undefined })],
  ['a gateway without a name', 400, status({ gateway: '' })],
  [
    'a gateway whose name is too long',
    400,
    status({ gateway: 'g'.repeat(101) }),
  ],
  ['a gateway named by markup', 400, status({ gateway: '<b>gw</b>' })],
  ['a gateway with a NUL', 400, status({ gateway: 'gw\u0000' })],
  ['a state that does not exist', 400, status({ state: 'happy' })],
  ['a start that is no time', 400, status({ startedAt: 'yesterday' })],
  ['a start on no day', 400, status({ startedAt: '2026-19-39T09:00:00Z' })],
  ['a report with an epoch that is no UUID', 400, status({ epoch: '1' })],
  ['a report with a negative revision', 400, status({ revision: -1 })],
  ['a report without a journal', 400, status({ journal: undefined })],
  ['fewer than no events', 400, journal(-1)],
  ['half an event', 400, journal(0.5)],
  ['more events than can be counted', 400, journal(9007199254740992)],
  ['an unknown field', 400, status({ lastSeenAt: REPORT.startedAt })],
  ['no report', 400, post(STATUS)],
];
