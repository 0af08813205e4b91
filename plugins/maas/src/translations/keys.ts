/** Texts of the dialog that makes a key, and of the fields that it shares. @internal */
const dialogMessages = {
  title: 'New key',
  team: 'Team',
  teamDescription: 'Every call with the key is charged to this team.',
  name: 'Name',
  nameDescription: 'What the key is for, such as “thesis chatbot”.',
  label: 'Label',
  labelDescription:
    'Marks the calls of this key in the usage, such as an app or a cost unit. May be left empty.',
  labelFault:
    'At most 63 characters: letters without accents, digits, spaces and . _ / : = - in between. It begins and ends with a letter or a digit.',
  models: 'Models',
  modelsDescription:
    'Choose some to narrow the key down; none chosen means all of the team’s models.',
  addresses: 'Only from these addresses',
  addressesDescription:
    'One network or address per line, such as 10.1.0.0/16 or 2001:db8::/32. Left empty, calls may come from anywhere.',
  addressesFault: {
    invalid:
      '“{{address}}” is no network or address. Write it like 10.1.0.0/16, 192.0.2.7 or 2001:db8::/32.',
    twice: '“{{address}}” is there twice. Leave one of them out.',
    tooMany: 'At most 50. Take larger networks to need fewer of them.',
  },
  expiry: 'Expires after (days)',
  expiryDescription: 'Left empty, the portal decides.',
  limits: 'Limits of this key',
  limitsDescription:
    'They count beside those of the plans, which all keys of the team share: what is reached first refuses. Left empty, only the plans limit the key.',
  create: 'Make the key',
  noTeams: 'You are in no team, and a key needs one. Ask the platform team.',
  noGrants:
    'This team has access to no model yet, so that a key would be of no use.',
} as const;

/** Texts about doing something with many keys at once. @internal */
const bulkMessages = {
  label: 'What to do with the chosen keys',
  select: 'Choose {{name}}',
  chosen_one: '{{count}} key chosen',
  chosen_other: '{{count}} keys chosen',
  tooMany: 'At most {{most}} at once. Choose fewer.',
  clear: 'Choose none',
  suspend: 'Suspend…',
  resume: 'Resume…',
  revoke: 'Revoke…',
  suspendUnused: 'Suspend unused keys…',
  revokeUnused: 'Revoke unused keys…',
  looking: 'Looking what would happen. Nothing is changed yet.',
  action: {
    suspend: {
      title: 'Suspend keys',
      text: 'Calls with a suspended key are refused until somebody resumes it.',
      would_one: '{{count}} key would be suspended',
      would_other: '{{count}} keys would be suspended',
      confirm_one: 'Suspend {{count}} key',
      confirm_other: 'Suspend {{count}} keys',
      done_one: '{{count}} key is suspended',
      done_other: '{{count}} keys are suspended',
    },
    resume: {
      title: 'Resume keys',
      text: 'Calls with these keys are answered again, as far as their teams have access.',
      would_one: '{{count}} key would be resumed',
      would_other: '{{count}} keys would be resumed',
      confirm_one: 'Resume {{count}} key',
      confirm_other: 'Resume {{count}} keys',
      done_one: '{{count}} key is resumed',
      done_other: '{{count}} keys are resumed',
    },
    revoke: {
      title: 'Revoke keys',
      text: 'Programs that use these keys are refused from then on. This is for good: a revoked key cannot come back.',
      would_one: '{{count}} key would be revoked',
      would_other: '{{count}} keys would be revoked',
      confirm_one: 'Revoke {{count}} key for good',
      confirm_other: 'Revoke {{count}} keys for good',
      done_one: '{{count}} key is revoked',
      done_other: '{{count}} keys are revoked',
    },
  },
  left_one: '{{count}} key stays as it is',
  left_other: '{{count}} keys stay as they are',
  failed_one: '{{count}} key could not be changed',
  failed_other: '{{count}} keys could not be changed',
  nothing: 'There is nothing to do: no key fits.',
  column: { key: 'Key', team: 'Team', why: 'Why' },
  reason: 'Reason',
  reasonDescription: 'May be left empty. The makers of the keys can read it.',
  close: 'Close',
} as const;

/** Texts of the page with all keys, and of its dialogs. @internal */
export const keysPageMessages = {
  title: 'Keys',
  description:
    'A key belongs to a team and calls the models that the team has access to.',
  newKey: 'New key',
  table: 'API keys',
  scope: {
    label: 'Which keys',
    mine: 'Mine',
    teams: 'My teams',
    all: 'All I may see',
  },
  search: 'Search keys',
  searchPlaceholder: 'Name, label, start of the key, team or maker',
  filter: {
    team: 'Team',
    anyTeam: 'All teams',
    state: 'State',
    anyState: 'In any state',
    unused: 'Not used for {{days}} days',
    clear: 'Clear the filters',
  },
  sort: {
    label: 'Sort',
    '-created': 'Newest first',
    created: 'Oldest first',
    name: 'Name, from A',
    '-name': 'Name, from Z',
    team: 'Team, from A',
    '-team': 'Team, from Z',
    '-used': 'Used last',
    used: 'Longest not used',
    expires: 'Expires first',
    '-expires': 'Expires last',
  },
  total_one: '{{count}} key',
  total_other: '{{count}} keys',
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
  labelled: 'Label {{label}}',
  noModels: 'none now',
  expiryOpen: 'days count from the decision',
  usedFrom: 'from {{address}}',
  usedBy: 'by {{client}}',
  unused: {
    label: 'Unused',
    explanation:
      'There was no call with it for {{days}} days. A key that nobody needs is best revoked.',
    note_one: '{{count}} key was not used for {{days}} days',
    note_other: '{{count}} keys were not used for {{days}} days',
    noteText:
      'A key that nobody needs is best revoked: it cannot get into wrong hands then.',
    show: 'Show them',
  },
  empty: {
    mine: {
      title: 'You have no keys yet',
      text: 'Ask for access to a model: a key comes with it.',
    },
    teams: {
      title: 'This team has no keys yet',
      text: 'Ask for access to a model: a key comes with it.',
    },
    all: {
      title: 'There are no keys that you may see',
      text: 'Ask for access to a model: a key comes with it.',
    },
    noTeam: {
      title: 'You are in no team yet',
      text: 'Keys belong to teams. Ask the owner of a team, or the platform team, to add you to one.',
    },
    filtered: {
      title: 'No key fits',
      text: 'Try other words, or take filters away.',
    },
    action: 'Go to the models',
  },
  bulk: bulkMessages,
  dialog: dialogMessages,
} as const;
