/** Texts about what became of one request. @internal */
export const findRequestMessages = {
  label: 'Find a request',
  description: 'Its x-request-id: a header of every answer, also of a refusal.',
  action: 'Find',
  malformed:
    'This is no request id. It looks like 019aa5c0-7d2e-7f00-8a1b-2c3d4e5f6091.',
  result: 'What became of the request',
  close: 'Close',
  copy: 'Copy the request id',
  notFound: {
    title: 'No such request is known here',
    text: 'It may be of another team, or mistyped. A refused request is kept for a day. A call shows up a moment after its end.',
    action: 'Look again',
  },
  title: {
    refused: 'Refused: HTTP {{status}}, {{code}}',
    shadow: 'Let in, though beyond a limit that only reports',
    made: 'Made, and in the ledger',
  },
  told: 'What the client was told',
  wouldBe: 'It would have been refused: HTTP {{status}}, {{code}}',
  limit: {
    name: 'Limit',
    scope: 'Whose',
    limit: 'At most',
    used: 'Used and reserved',
    wanted: 'Wanted',
    resets: 'Resets',
  },
  fact: {
    time: 'Time',
    state: 'State',
    model: 'Model',
    key: 'Key',
    team: 'Team',
    plan: 'Plan',
    path: 'Called',
    streamed: '{{path}}, streamed',
    gateway: 'Gateway',
    endpoint: 'Endpoint',
    attempts: 'Attempts',
    tokens: 'Tokens',
    cached: 'Cached input',
    reasoning: 'Reasoning',
    audio: 'Audio',
    cost: 'Cost',
    duration: 'Duration',
    unknown: 'not known',
  },
  next: {
    title: 'What to do next',
    rate: 'Send it again a little later; OpenAI’s and Anthropic’s clients do so by themselves. Where it happens often, ask for a larger plan, or send less at a time.',
    quota:
      'Nothing more gets through until it resets. Ask for a larger plan if this one is too small.',
    budget:
      'Nothing that costs more gets through until it resets. See what used the budget, and ask those who set it.',
    ownLimit:
      'This limit is of the key alone, not of its plan: send less at a time, or make another key with a larger one.',
    key: 'Look at the key: its page says what happened to it, and how to get another one.',
    access: 'Ask for access to the model for your team.',
    model:
      'It was not about the request, but about the model: try again later, or see in the catalog who owns it.',
    models:
      'Look among the models for the name to send. Models that your team may not see are answered like this, too.',
    request: 'Correct the request: what the client was told says where.',
    gateway:
      'It was not about the request: try again in a moment, and tell the platform team if it stays.',
    largerPlan: 'Ask for a larger plan',
    openKey: 'Open the key',
    usage: 'See this month’s usage',
    openModels: 'All models',
  },
} as const;
