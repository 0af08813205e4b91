/** Texts of the page with all keys, and of its dialog. @internal */
export const keysPageMessages = {
  title: 'Keys',
  description:
    'A key belongs to a team and calls the models that the team has access to.',
  newKey: 'New key',
  table: 'API keys',
  scope: { label: 'Which keys', mine: 'Mine', all: 'All I may see' },
  column: {
    name: 'Name',
    team: 'Team',
    maker: 'Made by',
    state: 'State',
    models: 'Models',
    created: 'Created',
    lastUsed: 'Last used',
    expires: 'Expires',
  },
  noModels: 'none now',
  expiryOpen: 'days count from the decision',
  empty: {
    mine: {
      title: 'You have no keys yet',
      text: 'Ask for access to a model: a key comes with it.',
    },
    all: {
      title: 'There are no keys that you may see',
      text: 'Ask for access to a model: a key comes with it.',
    },
    action: 'Go to the models',
  },
  dialog: {
    title: 'New key',
    team: 'Team',
    teamDescription: 'Every call with the key is charged to this team.',
    name: 'Name',
    nameDescription: 'What the key is for, such as “thesis chatbot”.',
    models: 'Models',
    modelsDescription:
      'Choose some to narrow the key down; none chosen means all of the team’s models.',
    expiry: 'Expires after (days)',
    expiryDescription: 'Left empty, the portal decides.',
    limits: 'Limits of this key',
    limitsDescription:
      'They count beside those of the plans, which all keys of the team share: what is reached first refuses. Left empty, only the plans limit the key.',
    create: 'Make the key',
    noTeams: 'You are in no team, and a key needs one. Ask the platform team.',
    noGrants:
      'This team has access to no model yet, so that a key would be of no use.',
  },
} as const;

/** Texts of the page of one key. @internal */
export const keyPageMessages = {
  facts: {
    title: 'About this key',
    team: 'Team',
    maker: 'Made by',
    created: 'Created',
    expires: 'Expires',
    revealed: 'Revealed',
    revoked: 'Revoked',
    lastUsed: 'Last used',
    neverUsed: 'never used',
    usage: 'See its usage',
    prefix: 'Starts with',
    models: 'Can call',
    modelUnder: 'plan {{plan}}',
    noModels: 'No model now',
    request: 'Request',
    openRequest: 'Open the request',
  },
  limits: {
    title: 'Limits',
    own: 'This key alone',
    plan: 'Plan {{plan}}',
    none: 'no limit',
    explanation:
      'A plan’s limits are shared by all keys of the team that call under it. What is reached first refuses.',
  },
  notFound: {
    title: 'No such key, or not yours',
    text: 'Keys are seen by their maker and their team. Check the address, or look through the keys that you may see.',
    action: 'All keys',
  },
  waiting: {
    title: 'This key waits for a decision',
    text: 'It can be revealed as soon as its request is granted.',
    action: 'See the request',
  },
  reveal: {
    title: 'Reveal the secret once',
    text: 'The secret is made at the moment you reveal it, and shown this one time. Only a hash of it is kept: nobody can show it again, not even the platform team.',
    hint: 'Have a safe place for it ready, such as a password manager or a secret store.',
    action: 'Reveal key',
  },
  secret: {
    title: 'Your key: store it now',
    warning:
      'It is shown this once. When you leave or reload this page, it is gone for good.',
    label: 'API key',
    environment: 'As an environment variable',
    copyEnvironment: 'Copy the export line',
    done: 'I have stored it',
    leave:
      'The key is shown only this once and is lost when you leave. Leave without storing it?',
  },
  foreign: {
    title: 'Only {{maker}} can reveal this key',
    text: 'A secret is shown to the person who made the key, and to nobody else. Make a key of your own if you need one.',
  },
  denied: {
    title: 'You may not reveal this key',
    text: 'The rules of this portal do not allow it. Ask the platform team.',
  },
  active: {
    title: 'This key has been revealed',
    text: 'It was revealed {{time}} and starts with {{prefix}}. The secret cannot be shown again.',
    lost: 'Lost it? Revoke this key and make a new one.',
    newKey: 'Make a new key',
  },
  playground: {
    title: 'This is a key of the playground',
    text: 'The portal calls with it while its maker tries models out. Its secrets last a short while and are shown to nobody; each visit goes on with the same key.',
  },
  refused: 'It cannot be revealed now',
  suspended: {
    title: 'This key is suspended',
    text: 'Calls with it are refused until it is resumed. Ask the owner of the team.',
  },
  expired: {
    title: 'This key has expired',
    text: 'Calls with it are refused. Ask for access again to get a new one.',
  },
  revoked: {
    title: 'This key was revoked',
    text: 'Calls with it are refused, for good. Ask for access again to get a new one.',
  },
  revoke: {
    action: 'Revoke key',
    title: 'Revoke “{{name}}”?',
    text: 'Programs that use this key are refused from now on. This is for good: a revoked key cannot come back.',
    confirm: 'Revoke for good',
  },
  snippets: {
    title: 'Call a model',
    model: 'Model',
  },
} as const;

/** Texts of the page with all access requests. @internal */
export const requestsPageMessages = {
  title: 'Requests',
  one: 'Request',
  description: 'Who asks for access to which models, and what became of it.',
  scope: {
    label: 'Which requests',
    mine: 'Mine',
    toDecide: 'To decide',
    all: 'All I may see',
  },
  empty: {
    mine: {
      title: 'You have not asked for anything yet',
      text: 'Find a model and ask for access for your team.',
      action: 'Go to the models',
    },
    toDecide: {
      title: 'Nothing waits for you',
      text: 'Requests that you can approve or deny show up here.',
    },
    all: {
      title: 'There are no requests that you may see',
      text: 'Requests of your teams and about your models show up here.',
    },
  },
  notFound: {
    title: 'No such request, or not yours',
    text: 'Requests are seen by their team and by those who decide about them.',
    action: 'All requests',
  },
  request: {
    team: 'Team',
    requester: 'Asked by',
    created: 'Asked',
    plan: 'Plan',
    purpose: 'Purpose',
    waitsFor: 'Waits for',
    decided: 'Decided',
    decidedBy: 'Decided by',
    rule: 'the rule “{{name}}”',
    reason: 'Reason',
    key: 'Open the key',
    withdraw: 'Withdraw',
    approve: 'Approve',
    deny: 'Deny',
  },
  withdraw: {
    title: 'Withdraw this request?',
    text: 'The request ends, and its key cannot be used. You can ask again at any time.',
    confirm: 'Withdraw',
  },
  approve: {
    title: 'Approve this request?',
    text: 'The team can call the models at once.',
    confirm: 'Approve',
  },
  deny: {
    title: 'Deny this request?',
    text: 'The team gets no access. Say why, so that they can ask for the right thing.',
    confirm: 'Deny',
  },
  reason: 'Reason',
  reasonDescription: 'The requester can read it.',
} as const;
