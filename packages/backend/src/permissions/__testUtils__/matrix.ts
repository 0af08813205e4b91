/** People and programs of the matrix, with their teams. */
export const PERSONAS = {
  dana: { title: 'Developer', teams: ['cs-department'] },
  tom: { title: 'Team owner', teams: ['cs-department'] },
  mo: { title: 'Model owner', teams: ['model-owners'] },
  bea: { title: 'Another team', teams: ['business-school'] },
  olga: { title: 'Read-only admin', teams: ['finance'] },
  petra: { title: 'Admin', teams: ['platform-team'] },
  robot: { title: 'Program', teams: ['cs-department'] },
} as const;

/** One of them. */
export type Persona = keyof typeof PERSONAS;

/** All of them, in the order of the columns. */
export const EVERYBODY = Object.keys(PERSONAS) as Persona[];

/** What the program is allowed by configuration. */
export const ROBOT_PERMISSIONS = [
  'maas.access-request.create',
  'maas.access-request.read',
  'maas.api-key.create',
  'maas.api-key.read',
  'maas.model.read',
  'maas.usage.read',
];

/** What is there before a call, all of it Dana's and of her team. */
export interface Ids {
  request: string;
  key: string;
  grant: string;
  modelRequest: string;
  /** Differs in every preparation. */
  unique: string;
}

/** How far Dana's things have come before a call. */
export type Stage = 'asked' | 'asked-back' | 'granted' | 'revealed' | 'none';

/** An action, who may do it, and what the others are answered. */
export interface Row {
  action: string;
  /** Method and path as the REST contract has them. */
  route: string;
  body?: (ids: Ids, persona: Persona) => object;
  query?: string;
  stage: Stage;
  allowed: Persona[];
  /**
   * Who may see the thing that it is done to: who may do nothing with it is answered
   * 403, anybody else 404, as if it were not there. Left out: 403 for all.
   */
  seenBy?: Persona[];
  /** Who is answered something else. */
  others?: Partial<Record<Persona, number>>;
}

const PEOPLE = EVERYBODY.filter(name => name !== 'robot');
const CS: Persona[] = ['dana', 'tom', 'robot'];
const REQUEST_SEEN_BY: Persona[] = [...CS, 'mo', 'olga', 'petra'];
const KEY_SEEN_BY: Persona[] = [...CS, 'olga', 'petra'];
const GRANT_SEEN_BY: Persona[] = ['dana', 'tom', 'mo', 'olga', 'petra'];
const READ_ALL: Persona[] = ['olga', 'petra'];
const WRITERS: Persona[] = ['dana', 'tom', 'mo', 'bea', 'petra'];

const ask = (plan: string) => () => ({
  team: 'cs-department',
  models: ['m'],
  plan,
  purpose: 'Course',
});
const reason = () => ({ reason: 'Because' });
const text = () => ({ text: 'What for?' });
const away = (_: Ids, persona: Persona) => ({
  to: persona === 'dana' ? 'user:default/tom' : 'user:default/dana',
  startsAt: '2099-01-01T00:00:00.000Z',
  endsAt: '2099-02-01T00:00:00.000Z',
});

const MODELS: Row[] = [
  row('List models', 'get /models', EVERYBODY),
  row('See a model', 'get /models/{id}', EVERYBODY),
  row('See what tells models apart', 'get /models/facets', EVERYBODY),
  row('See how a model is', 'get /models/{id}/health', EVERYBODY),
  row(
    "See one's allowances of a model",
    'get /models/{id}/allowances',
    EVERYBODY,
  ),
  row('See the history of a model', 'get /models/{id}/history', EVERYBODY),
  row('List hidden models', 'get /models', ['petra'], {
    query: '?hidden=true',
  }),
  row('See the terms of a model', 'get /models/{id}/terms', ['petra']),
  row('Edit the terms of a model', 'patch /models/{id}', ['petra'], {
    body: () => ({ version: 0, title: null }),
  }),
  row('Stop a model for everybody', 'post /models/{id}/stop', ['petra'], {
    body: reason,
  }),
  row('Let it be called again', 'post /models/{id}/resume', ['petra'], {
    body: reason,
  }),
  row('See where models come from', 'get /model-sources', READ_ALL),
  row('List plans', 'get /plans', EVERYBODY),
  row('Get a key of the playground', 'post /playground/keys', [], {
    body: () => ({ team: 'cs-department' }),
  }),
];

const REQUESTS: Row[] = [
  row('List access requests', 'get /access-requests', EVERYBODY),
  row('Ask for access for a team', 'post /access-requests', CS, {
    body: ask('premium'),
  }),
  row('See what would become of it', 'post /access-requests/preview', CS, {
    body: ask('premium'),
  }),
  row('See a request', 'get /access-requests/{id}', REQUEST_SEEN_BY, {
    stage: 'asked',
    seenBy: REQUEST_SEEN_BY,
  }),
  ...(['approve', 'deny', 'ask-back'] as const).map(verb =>
    row(
      {
        approve: 'Approve a request',
        deny: 'Deny a request',
        'ask-back': 'Ask back',
      }[verb],
      `post /access-requests/{id}/${verb}`,
      ['mo', 'petra'],
      {
        stage: 'asked',
        seenBy: REQUEST_SEEN_BY,
        body: verb === 'ask-back' ? text : reason,
      },
    ),
  ),
  row(
    'Answer what was asked back',
    'post /access-requests/{id}/answer',
    ['dana'],
    {
      stage: 'asked-back',
      seenBy: REQUEST_SEEN_BY,
      body: text,
    },
  ),
  row(
    'Comment on a request',
    'post /access-requests/{id}/comments',
    ['dana', 'tom', 'mo', 'petra'],
    { stage: 'asked', seenBy: REQUEST_SEEN_BY, body: text },
  ),
  row('Withdraw a request', 'post /access-requests/{id}/withdraw', ['dana'], {
    stage: 'asked',
    seenBy: REQUEST_SEEN_BY,
  }),
  row(
    'Decide about many, each by its own right',
    'post /access-requests/decisions',
    EVERYBODY,
    {
      stage: 'asked',
      body: ids => ({ ids: [ids.request], decision: 'deny', reason: 'Late' }),
    },
  ),
  row('See who decides for whom', 'get /delegations', EVERYBODY),
  row('Let somebody else decide', 'put /delegations', WRITERS, { body: away }),
  row('Decide again oneself', 'delete /delegations', WRITERS),
];

const GRANTS: Row[] = [
  row('List grants', 'get /grants', EVERYBODY),
  ...(['suspend', 'resume', 'revoke'] as const).map(verb =>
    row(
      `${verb[0].toUpperCase()}${verb.slice(1)} a grant`,
      `post /grants/{id}/${verb}`,
      ['tom', 'mo', 'petra'],
      { stage: 'granted', seenBy: GRANT_SEEN_BY, body: reason },
    ),
  ),
];

const MODEL_REQUESTS: Row[] = [
  row('List model requests', 'get /model-requests', PEOPLE),
  row('Find similar models', 'get /model-requests/similar', PEOPLE, {
    query: '?to=qwen',
  }),
  row('See a model request', 'get /model-requests/{id}', PEOPLE, {
    stage: 'asked',
  }),
  row('Ask for a model for a team', 'post /model-requests', ['dana', 'tom'], {
    body: ids => ({
      model: `wanted-${ids.unique}`,
      source: { kind: 'huggingface', uri: `org/wanted-${ids.unique}` },
      team: 'cs-department',
      payer: 'cs-department',
      reason: 'Comparison',
      expectedUse: 'Course',
    }),
  }),
  row(
    "Join another one's request",
    'post /model-requests/{id}/join',
    ['tom', 'mo', 'bea', 'petra'],
    {
      stage: 'asked',
      // It is Dana's own: she wants it anyhow.
      others: { dana: 409 },
      body: (_, persona) => ({ team: PERSONAS[persona].teams[0] }),
    },
  ),
  ...(['review', 'approve', 'decline'] as const).map(verb =>
    row(
      `${verb[0].toUpperCase()}${verb.slice(1)} a model request`,
      `post /model-requests/{id}/${verb}`,
      ['petra'],
      { stage: 'asked', body: reason },
    ),
  ),
  row(
    'Comment on a model request',
    'post /model-requests/{id}/comments',
    WRITERS,
    {
      stage: 'asked',
      body: text,
    },
  ),
  row(
    'Withdraw a model request',
    'post /model-requests/{id}/withdraw',
    ['dana'],
    {
      stage: 'asked',
    },
  ),
];

const KEYS: Row[] = [
  row('List keys', 'get /keys', EVERYBODY),
  row('Make another key for a team', 'post /keys', CS, {
    stage: 'granted',
    body: () => ({ team: 'cs-department', name: 'k' }),
  }),
  row('See a key', 'get /keys/{id}', KEY_SEEN_BY, {
    stage: 'granted',
    seenBy: KEY_SEEN_BY,
  }),
  row('Reveal a key, once', 'post /keys/{id}/reveal', ['dana'], {
    stage: 'granted',
    seenBy: KEY_SEEN_BY,
  }),
  row('Rotate a key', 'post /keys/{id}/rotate', ['dana'], {
    stage: 'revealed',
    seenBy: KEY_SEEN_BY,
  }),
  row(
    'Rename and restrict a key',
    'patch /keys/{id}',
    ['dana', 'tom', 'petra'],
    {
      stage: 'granted',
      seenBy: KEY_SEEN_BY,
      body: () => ({ name: 'other' }),
    },
  ),
  ...(['suspend', 'revoke'] as const).map(verb =>
    row(
      `${verb[0].toUpperCase()}${verb.slice(1)} a key`,
      `post /keys/{id}/${verb}`,
      ['dana', 'tom', 'petra'],
      { stage: 'revealed', seenBy: KEY_SEEN_BY },
    ),
  ),
  row(
    'Act on many keys, each by its own right',
    'post /keys/actions',
    EVERYBODY,
    {
      stage: 'granted',
      body: ids => ({ ids: [ids.key], action: 'revoke', dryRun: true }),
    },
  ),
];

const REST: Row[] = [
  row("See one's own usage, or more", 'get /usage', EVERYBODY),
  row('See single calls', 'get /usage/events', EVERYBODY),
  row("List one's teams", 'get /teams', EVERYBODY),
  row('Read the audit log', 'get /audit', READ_ALL),
  row('Export the audit log', 'get /audit/export', READ_ALL),
  row('List gateways', 'get /gateways', READ_ALL),
  row('Be a gateway and read the policy', 'get /gateway/policy', []),
];

/** What there is to do, by subject. */
export const MATRIX: Record<string, Row[]> = {
  Models: MODELS,
  'Access requests': REQUESTS,
  Grants: GRANTS,
  'Model requests': MODEL_REQUESTS,
  Keys: KEYS,
  'Everything else': REST,
};

/** What somebody who may not do it is answered. */
export function refusalOf({ seenBy, others }: Row, persona: Persona): number {
  const unseen = seenBy && !seenBy.includes(persona);
  return others?.[persona] ?? (unseen ? 404 : 403);
}

/** The matrix as a page of the documentation shows it. */
export function matrixMarkdown(): string {
  return Object.entries(MATRIX)
    .map(([subject, rows]) => `### ${subject}\n\n${tableOf(rows)}`)
    .join('\n\n');
}

function tableOf(rows: Row[]): string {
  const cells = [
    ['', ...EVERYBODY.map(name => PERSONAS[name].title)],
    ...rows.map(({ action, allowed }) => [
      action,
      ...EVERYBODY.map(name => (allowed.includes(name) ? 'yes' : '–')),
    ]),
  ];
  const widths = cells[0].map((_, column) =>
    Math.max(3, ...cells.map(line => line[column].length)),
  );
  const lines = cells.map(line =>
    line.map((cell, column) => cell.padEnd(widths[column])).join(' | '),
  );
  lines.splice(1, 0, widths.map(width => '-'.repeat(width)).join(' | '));
  return lines.map(line => `| ${line} |`).join('\n');
}

function row(
  action: string,
  route: string,
  allowed: Persona[],
  more: Partial<Row> = {},
): Row {
  return { action, route, allowed, stage: 'none', ...more };
}
