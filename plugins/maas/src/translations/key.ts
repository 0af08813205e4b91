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
    label: 'Label',
    addresses: 'Only from these addresses',
    onlyModels: 'Restricted to',
    previousSecret: 'Secret before the last rotation',
    previousSecretEnds: 'works until {{time}}',
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
    lost: 'Lost it? Rotate the key to get a new secret, or revoke it.',
    lostForeign: 'Lost it? Revoke this key and make a new one.',
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
    cause: {
      person: '{{person}} suspended it {{time}}.',
      makerLeft:
        'Its maker left the team, and was missed first {{time}}. It works again by itself when they come back; nobody can resume it until then.',
      teamGone:
        'Its team is not in the catalog any more, as was noticed {{time}}. It works again by itself when the team comes back.',
    },
    somebody: 'Somebody',
    reason: 'Reason: {{reason}}',
  },
  expired: {
    title: 'This key has expired',
    text: 'Calls with it are refused. Ask for access again to get a new one.',
  },
  revoked: {
    title: 'This key was revoked',
    text: 'Calls with it are refused, for good. Ask for access again to get a new one.',
  },
  rotate: {
    action: 'Rotate…',
    title: 'A new secret for “{{name}}”',
    text: 'The key keeps its name, its rights and its usage, and gets another secret, which is shown once. Put it into your programs while the one before still works.',
    grace: 'The secret before works on for',
    hours: {
      h0: 'no time: it ends at once',
      h1: 'one hour',
      h24: 'one day',
      h72: 'three days',
      h168: 'one week',
    },
    atOnce:
      'Programs that still use the secret before are refused from now on. Right where it may have got into wrong hands.',
    twice:
      'An earlier secret, which was to work on until {{time}}, ends at once: only one works beside the new one.',
    confirm: 'Make a new secret',
  },
  suspend: {
    action: 'Suspend…',
    title: 'Suspend “{{name}}”?',
    text: 'Calls with this key are refused until somebody resumes it. Nothing of it is lost.',
    confirm: 'Suspend',
  },
  resume: {
    action: 'Resume…',
    title: 'Resume “{{name}}”?',
    text: 'Calls with this key are answered again, as far as its team has access.',
    confirm: 'Resume',
  },
  revoke: {
    action: 'Revoke…',
    title: 'Revoke “{{name}}”?',
    text: 'Programs that use this key are refused from now on. This is for good: a revoked key cannot come back.',
    confirm: 'Revoke for good',
  },
  reason: 'Reason',
  reasonDescription:
    'May be left empty. Everybody who sees the key can read it.',
  edit: {
    action: 'Edit…',
    title: 'Edit “{{name}}”',
    expiry: 'Ends in (days, from today)',
    expiryDescription: 'Left empty, it ends when it ends now: {{time}}.',
    expiryNever: 'Left empty, it goes on without an end.',
    gone: 'The team cannot call it now.',
    save: 'Save',
    saved: 'The key {{name}} is saved',
  },
  snippets: {
    title: 'Call a model',
    model: 'Model',
  },
} as const;
