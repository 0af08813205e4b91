/** Texts about the life of a model, and about what data it may be sent. @internal */
export const modelLifeMessages = {
  location: {
    label: 'Where data goes',
    internal: 'Stays in the organisation',
    external: 'Leaves the organisation',
    with: '{{location}}: {{region}}',
  },
  region: 'Region',
  regionText: 'Where it is served, such as eu-central-1. May be left empty.',
  allowed: 'Data that may be sent',
  allowedText: 'Asking for access with other data is refused.',
  allowedNone: 'none',
  dataClass: {
    public: 'Public',
    internal: 'Internal',
    confidential: 'Confidential',
    personal: 'About people',
  },
  mark: {
    internal: 'Internal',
    external: 'External',
    explanation: '{{location}}. Data that may be sent: {{classes}}.',
  },
  retires: 'Retires',
  retiresWith: '{{date}} → {{successor}}',
  retiresMark: 'Retires {{date}}',
  retiresMarkWhy: {
    successor: 'From then on {{successor}} answers in its place.',
    none: 'From then on calls are refused.',
  },
  stopped: {
    title: 'This model is stopped for everybody',
    reason: 'Reason: {{reason}}',
    by: '{{person}} stopped it {{time}}. Calls are refused until somebody resumes it.',
  },
  retiring: {
    title: 'This model retires on {{date}}',
    successor:
      'From then on {{successor}} answers under its names, for teams that have access to it. Ask for it in time.',
    none: 'From then on calls are refused. Ask its owner what to use instead.',
  },
  retired: {
    title: 'This model retired on {{date}}',
    successor:
      '{{successor}} answers under its names, for teams that have access to it.',
    none: 'Calls are refused. Ask its owner what to use instead.',
  },
  field: {
    at: 'Retires on',
    atText:
      'Calls of it end as this day begins; those who use it are told now and again before. Emptied, nothing is announced in the portal.',
    successor: 'Successor',
    successorText: 'Takes over its names on that day.',
    noSuccessor: 'None',
    note: 'Note',
    noteText: 'For those who use it, such as what is different.',
  },
  fault: {
    location: 'Choose where the data goes.',
    at: 'Choose the day on which it retires.',
    past: 'This day has begun already. Choose one to come; to end a model at once, stop it.',
  },
  history: {
    stopped: 'Stopped for everybody: {{reason}}',
    resumed: 'Can be called again',
  },
  stop: {
    action: 'Stop…',
    title: 'Stop {{model}} for everybody?',
    text: 'All calls of this model are refused at once, on every gateway and whoever makes them, until somebody resumes it. Calls that run go on to their end.',
    teams_one: '{{count}} team can call it now, and is told.',
    teams_other: '{{count}} teams can call it now, and are told.',
    noTeams: 'No team can call it now.',
    teamsUnknown: 'How many teams can call it is not known now.',
    reason: 'Reason',
    reasonText: 'Everybody whose call is refused reads it.',
    type: 'Write {{id}} to confirm',
    confirm: 'Stop it for everybody',
    done: '{{model}} is stopped',
  },
  resume: {
    action: 'Resume…',
    title: 'Let {{model}} be called again?',
    text: 'Calls are answered again at once, and those who use it are told.',
    reason: 'Reason',
    reasonText: 'May be left empty. Everybody can read it in the history.',
    confirm: 'Resume',
    done: '{{model}} can be called again',
  },
} as const;
