import { BAD_MODEL_REQUESTS } from './badModelRequestInputs';
import { TEAM } from './domain';

/** A request that is well formed; each bad one differs in one thing. */
export const GOOD = {
  team: TEAM,
  models: ['small'],
  plan: 'free',
  purpose: 'Intro course',
};
const { team: _team, ...WITHOUT_TEAM } = GOOD;
const { purpose: _purpose, ...WITHOUT_PURPOSE } = GOOD;

/** An id that nothing has. */
export const MISSING = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071';

/** A call that must be refused. */
export interface BadInput {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  body?: unknown;
  /** Sent as it is, as `type`. */
  raw?: string;
  type?: string;
  /** Dana unless said otherwise. */
  as?: 'nobody-at-all' | 'bea';
  headers?: Record<string, string>;
}

const post = (path: string, body?: unknown) =>
  ({ method: 'post', path, body } as const);
const get = (path: string) => ({ method: 'get', path } as const);
const time = (name: string, day: number) => `${name}=2026-11-0${day}T00:00:00Z`;
const requests = '/access-requests';
const reveal = `/keys/${MISSING}/reveal`;

/** What is wrong, the status it is answered with, and the call. */
export const BAD_INPUTS: Array<[string, number, BadInput]> = [
  // Asking
  ['no team', 400, post(requests, WITHOUT_TEAM)],
  ['no purpose', 400, post(requests, WITHOUT_PURPOSE)],
  ['an empty purpose', 400, post(requests, { ...GOOD, purpose: '' })],
  ['a purpose of blanks', 400, post(requests, { ...GOOD, purpose: ' \n\t ' })],
  [
    'a purpose with a NUL',
    400,
    post(requests, { ...GOOD, purpose: 'a\u0000b' }),
  ],
  [
    'a purpose that is too long',
    400,
    post(requests, { ...GOOD, purpose: 'x'.repeat(1001) }),
  ],
  ['a purpose that is a number', 400, post(requests, { ...GOOD, purpose: 7 })],
  ['no models', 400, post(requests, { ...GOOD, models: [] })],
  [
    'a model that is no list',
    400,
    post(requests, { ...GOOD, models: 'small' }),
  ],
  [
    'a model twice',
    400,
    post(requests, { ...GOOD, models: ['small', 'small'] }),
  ],
  [
    'too many models',
    400,
    post(requests, {
      ...GOOD,
      models: Array.from({ length: 51 }, (_, i) => `m${i}`),
    }),
  ],
  ['an unknown model', 400, post(requests, { ...GOOD, models: ['gpt-9'] })],
  ['a hidden model', 400, post(requests, { ...GOOD, models: ['unseen'] })],
  [
    'a model id with SQL',
    400,
    post(requests, { ...GOOD, models: ["small' OR '1'='1"] }),
  ],
  ['an unknown plan', 400, post(requests, { ...GOOD, plan: 'gold' })],
  [
    'a plan from the prototype',
    400,
    post(requests, { ...GOOD, plan: '__proto__' }),
  ],
  [
    'a plan the model is not offered under',
    400,
    post(requests, { ...GOOD, models: ['large'], plan: 'enterprise' }),
  ],
  [
    'a foreign team',
    403,
    post(requests, { ...GOOD, team: 'group:default/library' }),
  ],
  [
    'a team with SQL',
    400,
    post(requests, { ...GOOD, team: "x'; DROP TABLE grants; --/a/b" }),
  ],
  [
    'a user as the team',
    400,
    post(requests, { ...GOOD, team: 'user:default/dana' }),
  ],
  [
    'an identity in the body',
    400,
    post(requests, { ...GOOD, requester: 'user:default/petra' }),
  ],
  ['an expiry of nothing', 400, post(requests, { ...GOOD, expiresInDays: 0 })],
  [
    'an expiry in the past',
    400,
    post(requests, { ...GOOD, expiresInDays: -1 }),
  ],
  [
    'an expiry of half a day',
    400,
    post(requests, { ...GOOD, expiresInDays: 0.5 }),
  ],
  [
    'an expiry beyond the maximum',
    400,
    post(requests, { ...GOOD, expiresInDays: 3650 }),
  ],
  ['an expiry as text', 400, post(requests, { ...GOOD, expiresInDays: '30' })],
  [
    'a key name that is too long',
    400,
    post(requests, { ...GOOD, keyName: 'k'.repeat(101) }),
  ],
  ['a body that is a list', 400, post(requests, [GOOD])],
  ['no body', 400, post(requests)],
  [
    'a body that is not JSON',
    400,
    { ...post(requests), raw: '{"team": ', type: 'application/json' },
  ],
  [
    'a body of another type',
    400,
    { ...post(requests), raw: '<team/>', type: 'application/xml' },
  ],
  [
    'a body that is too large',
    413,
    post(requests, { ...GOOD, purpose: 'x'.repeat(70_000) }),
  ],
  [
    'a huge number of nested lists',
    413,
    {
      ...post(requests),
      raw: '['.repeat(70_000),
      type: 'application/json',
    },
  ],
  [
    'an Idempotency-Key with blanks',
    400,
    { ...post(requests, GOOD), headers: { 'idempotency-key': 'a b' } },
  ],
  [
    'an Idempotency-Key that is too long',
    400,
    {
      ...post(requests, GOOD),
      headers: { 'idempotency-key': 'a'.repeat(201) },
    },
  ],
  ['nobody asking', 401, { ...post(requests, GOOD), as: 'nobody-at-all' }],
  [
    'a forged token',
    401,
    {
      ...post(requests, GOOD),
      headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' },
    },
  ],
  // Deciding
  ['a decision about nothing', 404, post(`${requests}/${MISSING}/approve`, {})],
  [
    'a decision with an unknown field',
    400,
    post(`${requests}/${MISSING}/deny`, { why: 'x' }),
  ],
  ...['deny', 'ask-back', 'answer', 'comments'].flatMap(
    (action): Array<[string, number, BadInput]> => [
      [
        `${action} without a word`,
        400,
        post(`${requests}/${MISSING}/${action}`, {}),
      ],
      [
        `${action} of blanks`,
        400,
        post(`${requests}/${MISSING}/${action}`, { reason: ' ', text: ' ' }),
      ],
    ],
  ),
  ...[
    { models: [] },
    { monthlyBudget: 5 },
    { expiresInDays: 0 },
    { plan: '' },
  ].map((body): [string, number, BadInput] => [
    `an approval of ${JSON.stringify(body)}`,
    400,
    post(`${requests}/${MISSING}/approve`, body),
  ]),
  ...[
    { ids: [], decision: 'approve' },
    { ids: [MISSING], decision: 'withdraw' },
    { ids: [MISSING], decision: 'deny' },
    { ids: ['42'], decision: 'approve' },
    { ids: [MISSING, MISSING], decision: 'approve' },
  ].map((body): [string, number, BadInput] => [
    `decisions of ${JSON.stringify(body)}`,
    400,
    post(`${requests}/decisions`, body),
  ]),
  ...[
    { monthlyBudget: '-1' },
    { monthlyBudget: '1.5' },
    { monthlyBudget: 100 },
    { data: 'secret' },
    { newKey: 'no' },
    { replaces: '42' },
  ].map((body): [string, number, BadInput] => [
    `a request with ${JSON.stringify(body)}`,
    400,
    post(requests, { ...GOOD, ...body }),
  ]),
  [
    'a request in place of none',
    404,
    post(requests, { ...GOOD, replaces: MISSING }),
  ],
  [
    'a preview for a foreign team',
    403,
    {
      ...post(`${requests}/preview`, GOOD),
      as: 'bea',
    },
  ],
  ...['state=open', 'sort=plan', 'cursor=x', 'model=A', 'search=%00'].map(
    (query): [string, number, BadInput] => [
      `requests of ${query}`,
      400,
      get(`${requests}?${query}`),
    ],
  ),
  ['grants in no state', 400, get('/grants?state=open')],
  ['grants of a foreign cursor', 400, get('/grants?cursor=bm9wZQ')],
  [
    'revoking no grant',
    404,
    post(`/grants/${MISSING}/revoke`, { reason: 'x' }),
  ],
  ['revoking a grant silently', 400, post(`/grants/${MISSING}/revoke`, {})],
  [
    'a delegation to a group',
    400,
    {
      method: 'put',
      path: '/delegations',
      body: { to: 'group:default/x', endsAt: '2099-01-01T00:00:00Z' },
    },
  ],
  [
    'a delegation as nobody',
    401,
    {
      method: 'put',
      path: '/delegations',
      body: { to: 'user:default/tom', endsAt: '2099-01-01T00:00:00Z' },
      as: 'nobody-at-all',
    },
  ],
  ['a request id that is no UUID', 400, get(`${requests}/42`)],
  ['a scope that does not exist', 400, get(`${requests}?scope=everything`)],
  // Keys
  ['a key id that is no UUID', 400, post('/keys/42/reveal')],
  [
    'a key id with SQL',
    400,
    get(`/keys/${encodeURIComponent("1' OR '1'='1")}`),
  ],
  ['an unknown key', 404, get(`/keys/${MISSING}`)],
  ['revealing an unknown key', 404, post(reveal)],
  ['revealing by GET', 405, get(reveal)],
  ['revealing as nobody', 401, { ...post(reveal), as: 'nobody-at-all' }],
  [
    'a key for a foreign team',
    403,
    post('/keys', { team: 'group:default/library', name: 'k' }),
  ],
  [
    'a key for a team without access',
    409,
    {
      ...post('/keys', {
        team: 'group:default/business-school',
        name: 'k',
      }),
      as: 'bea',
    },
  ],
  [
    'a key with a name of blanks',
    400,
    post('/keys', { team: TEAM, name: '  ' }),
  ],
  [
    'a secret chosen by the client',
    400,
    post('/keys', { team: TEAM, name: 'k', secret: 'x' }),
  ],
  ...[
    {},
    { tokensPerMinute: 0 },
    { requestsPerMinute: 1.5 },
    { parallelRequests: '3' },
    { tokensPerMonth: -1 },
    { tokensPerMonth: 2 ** 53 },
    { requestsPerMinute: 1e300 },
    { tokensPerDay: 5 },
    [],
    5,
  ].map((limits): [string, number, BadInput] => [
    `a key with limits of ${JSON.stringify(limits)}`,
    400,
    post('/keys', { team: TEAM, name: 'k', limits }),
  ]),
  ...['10.0.0.0/33', '10.1/8', 'localhost', '::1%eth0', '010.0.0.1/8'].map(
    (block): [string, number, BadInput] => [
      `a key for ${block}`,
      400,
      post('/keys', { team: TEAM, name: 'k', addresses: [block] }),
    ],
  ),
  ...['-x', 'a\nb', 'x'.repeat(64), '', '<b>'].map(
    (label): [string, number, BadInput] => [
      `a key with the label ${JSON.stringify(label.slice(0, 20))}`,
      400,
      post('/keys', { team: TEAM, name: 'k', label }),
    ],
  ),
  ...[
    {},
    { team: TEAM },
    { name: null },
    { name: ' ' },
    { models: [] },
    { models: ['small', 'small'] },
    { limits: {} },
    { addresses: [] },
    { expiresInDays: 0 },
    { expiresInDays: null },
    { secret: 'x' },
    { state: 'active' },
  ].map((change): [string, number, BadInput] => [
    `changing a key by ${JSON.stringify(change)}`,
    400,
    { method: 'patch', path: `/keys/${MISSING}`, body: change },
  ]),
  [
    'changing an unknown key',
    404,
    { method: 'patch', path: `/keys/${MISSING}`, body: { name: 'x' } },
  ],
  ...['suspend', 'resume', 'revoke', 'rotate'].flatMap(
    (action): Array<[string, number, BadInput]> => [
      [`to ${action} an unknown key`, 404, post(`/keys/${MISSING}/${action}`)],
      [`to ${action} no UUID`, 400, post(`/keys/42/${action}`)],
      [`to ${action} by GET`, 405, get(`/keys/${MISSING}/${action}`)],
      [
        `to ${action} as nobody`,
        401,
        { ...post(`/keys/${MISSING}/${action}`), as: 'nobody-at-all' },
      ],
    ],
  ),
  ...[
    { graceHours: -1 },
    { graceHours: 721 },
    { graceHours: '1' },
    { at: 0 },
  ].map((body): [string, number, BadInput] => [
    `to rotate with ${JSON.stringify(body)}`,
    400,
    post(`/keys/${MISSING}/rotate`, body),
  ]),
  ...[
    {},
    { action: 'revoke' },
    { action: 'reveal', ids: [MISSING] },
    { action: 'revoke', ids: [] },
    { action: 'revoke', ids: ['42'] },
    { action: 'revoke', ids: [MISSING, MISSING] },
    { action: 'revoke', ids: [MISSING], team: TEAM },
    { action: 'revoke', team: 'user:default/dana' },
    { action: 'revoke', unusedDays: 0 },
    { action: 'revoke', maker: "x'; DROP TABLE api_keys; --" },
    { action: 'revoke', team: TEAM, dryRun: 'yes' },
  ].map((body): [string, number, BadInput] => [
    `to many keys ${JSON.stringify(body)}`,
    400,
    post('/keys/actions', body),
  ]),
  ['to many keys by GET', 405, get('/keys/actions')],
  [
    'to many keys as nobody',
    401,
    {
      ...post('/keys/actions', { action: 'revoke', ids: [MISSING] }),
      as: 'nobody-at-all',
    },
  ],
  ...[
    'sort=secret',
    'sort=name&sort=used',
    'state=on',
    'state=active,revoked',
    'team=user:default/dana',
    'team=',
    'unusedDays=0',
    'unusedDays=x',
    'search=%00',
    'scope=ours',
    'kind=playground',
    `cursor=${Buffer.from('["-created",{},"x"]').toString('base64url')}`,
    `cursor=${Buffer.from(`["name","a","${MISSING}"]`).toString('base64url')}`,
  ].map((query): [string, number, BadInput] => [
    `keys of ${query.slice(0, 40)}`,
    400,
    get(`/keys?${query}`),
  ]),
  // Lists
  ['a limit of 0', 400, get('/keys?limit=0')],
  ['a limit beyond the maximum', 400, get('/models?limit=501')],
  ['a limit that is no number', 400, get('/keys?limit=many')],
  ['a foreign cursor', 400, get('/keys?cursor=bm9wZQ')],
  [
    'a cursor with a forged id',
    400,
    get(`/keys?cursor=${Buffer.from("id:1' OR 1=1").toString('base64url')}`),
  ],
  // Which models
  ...[
    'sort=price',
    'sort=constructor',
    'sort=id&sort=title',
    'cursor=bm9wZQ',
    `cursor=${Buffer.from('title:small:Small').toString('base64url')}`,
    'capability=',
    'capability=Chat',
    "capability=x'%20OR%201=1",
    'capability[x]=chat',
    `${'capability=a&'.repeat(21)}`,
    'modality=smell',
    'modality=text,image',
    'provider=%00',
    `provider=${'x'.repeat(501)}`,
    `${'provider=a&'.repeat(51)}`,
    'license=%00',
    'state=on',
    'state=ready,off',
    'minContext=0',
    'minContext=many',
    'minContext=1.5',
    'minContext=1000000001',
    'minContext=1&minContext=2',
    'maxInputPrice=-1',
    'maxInputPrice=0.05',
    'maxInputPrice=1000000000000000000',
    'maxOutputPrice=cheap',
    'mine=maybe',
    'mine=true&mine=true',
    'team=user:default/dana',
    "team=x'%20OR%201=1",
    'team=',
    'team=a&team=b',
    'hidden=1',
    'ids=A',
    'ids=',
    'ids=a,b',
    `${'ids=a&'.repeat(51)}`,
  ].map((query): [string, number, BadInput] => [
    `models of ${query.slice(0, 40)}`,
    400,
    get(`/models?${query}`),
  ]),
  ['hidden models', 403, get('/models?hidden=true')],
  ['models of a foreign team', 404, get('/models?team=business-school')],
  ['models as nobody', 401, { ...get('/models'), as: 'nobody-at-all' }],
  ['facets of a query', 400, get('/models/facets?capability=chat')],
  ['a stop without a reason', 400, post('/models/small/stop', {})],
  [
    'a stop with a reason of blanks',
    400,
    post('/models/small/stop', { reason: ' ' }),
  ],
  ['a stop by who may not', 403, post('/models/small/stop', { reason: 'x' })],
  [
    'a stop as nobody',
    401,
    { ...post('/models/small/stop', { reason: 'x' }), as: 'nobody-at-all' },
  ],
  ['going on with more', 400, post('/models/small/resume', { at: 'once' })],
  ['going on by who may not', 403, post('/models/small/resume', {})],
  ['facets as nobody', 401, { ...get('/models/facets'), as: 'nobody-at-all' }],
  ...['/health', '/allowances'].flatMap(
    (path): Array<[string, number, BadInput]> => [
      [`${path} of no model`, 404, get(`/models/nothing${path}`)],
      [`${path} of a hidden model`, 404, get(`/models/unseen${path}`)],
      [`${path} of no slug`, 400, get(`/models/NO${path}`)],
      [`${path} with a query`, 400, get(`/models/small${path}?days=2`)],
      [
        `${path} as nobody`,
        401,
        { ...get(`/models/small${path}`), as: 'nobody-at-all' },
      ],
      [`writing ${path}`, 405, post(`/models/small${path}`, {})],
    ],
  ),
  // Usage
  [
    'usage to before from',
    400,
    get(`/usage?${time('from', 5)}&${time('to', 4)}`),
  ],
  [
    'usage of no time at all',
    400,
    get(`/usage?${time('from', 5)}&${time('to', 5)}`),
  ],
  [
    'events of no time at all',
    400,
    get(`/usage/events?${time('from', 5)}&${time('to', 5)}`),
  ],
  ['usage since a date', 400, get('/usage?from=2026-11-05')],
  ['usage since yesterday', 400, get('/usage?from=yesterday')],
  [
    'usage since a day that is not',
    400,
    get('/usage?from=2026-02-30T00:00:00Z'),
  ],
  ['usage since a leap second', 400, get('/usage?from=2016-12-31T23:59:60Z')],
  ['events until SQL', 400, get("/usage/events?to=2026-01-01T00:00:00Z'--")],
  [
    'hours of thirty years',
    400,
    get('/usage?granularity=hour&from=1996-01-01T00:00:00Z'),
  ],
  ['a granularity that does not exist', 400, get('/usage?granularity=year')],
  ['a group that does not exist', 400, get('/usage?groupBy=cost')],
  ['a group with SQL', 400, get('/usage?groupBy=team;DROP')],
  ['too many groups', 400, get('/usage?groupBy=team,team,team,team,team,team')],
  ['no group', 400, get('/usage?groupBy=')],
  ['usage of two teams', 400, get('/usage?team=a&team=b')],
  ['usage of a user', 400, get('/usage?team=user:default/dana')],
  ['usage of a team with SQL', 400, get("/usage?team=x'%20OR%201=1")],
  ['usage of a model with SQL', 400, get("/usage?model=x'%20OR%201=1")],
  ['usage of a key that is no UUID', 400, get('/usage?key=42')],
  ['events of a key that is no UUID', 400, get('/usage/events?key=42')],
  ['events by a foreign cursor', 400, get('/usage/events?cursor=bm9wZQ')],
  [
    'events by a cursor of no time',
    400,
    get(
      `/usage/events?cursor=${Buffer.from(
        'id:999999999999999/019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071',
      ).toString('base64url')}`,
    ),
  ],
  ['events by a group', 400, get('/usage/events?groupBy=team')],
  ['a report on a request of nothing', 404, get(`/usage/requests/${MISSING}`)],
  ['a report on a request in capitals', 400, get('/usage/requests/019A')],
  [
    'a report on a request with SQL',
    400,
    get(`/usage/requests/${encodeURIComponent("1' OR '1'='1")}`),
  ],
  ['all reports on requests', 404, get('/usage/requests')],
  [
    'a report on a request as nobody',
    401,
    { ...get(`/usage/requests/${MISSING}`), as: 'nobody-at-all' },
  ],
  ['usage since the year 0', 400, get('/usage?from=0000-06-01T00:00:00Z')],
  ['usage as nobody', 401, { ...get('/usage'), as: 'nobody-at-all' }],
  ['events as nobody', 401, { ...get('/usage/events'), as: 'nobody-at-all' }],
  ['an event by its id', 404, get(`/usage/events/${MISSING}`)],
  ['writing usage as a person', 405, post('/usage', {})],
  ...BAD_MODEL_REQUESTS,
  // Anything
  ['a query parameter that does not exist', 400, get('/models?owner=me')],
  ['a search with a NUL', 400, get('/models?search=%00')],
  ['a search that is too long', 400, get(`/models?search=${'x'.repeat(201)}`)],
  ['a broken escape in the path', 400, get('/models/%E0%A4%A')],
  ['a hidden model by its id', 404, get('/models/unseen')],
  ['a model id that is no slug', 400, get('/models/..%2F..%2Fetc')],
  ['a path that does not exist', 404, get('/secrets')],
  ['a path that starts with a dot', 404, get('/.env')],
  [
    'a method that does not exist',
    405,
    { method: 'put', path: requests, body: GOOD },
  ],
  ['deleting a key', 405, { method: 'delete', path: `/keys/${MISSING}` }],
];
