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

const status = (more: object) => post(STATUS, { ...REPORT, ...more });
const journal = (pendingEvents: unknown) =>
  status({ journal: { pendingEvents, rejectedEvents: 0 } });

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
