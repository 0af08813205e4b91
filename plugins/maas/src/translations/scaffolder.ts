/** Texts of the fields of software templates. @internal */
export const scaffolderMessages = {
  team: {
    title: 'Team',
    placeholder: 'Choose a team',
    none: 'You are in no team yet: ask the platform team to add you to one.',
  },
  models: {
    title: 'Models',
    search: 'Search models',
    none: 'No model fits.',
    more_one: 'One more model: search to see it.',
    more_other: '{{count}} more models: search to see them.',
    restricted: 'Restricted: its owner decides',
    held: 'Your team has it under {{plan}}',
    data: 'Allowed data: {{classes}}',
    retires: 'Retires on {{date}}',
  },
  data: {
    public: 'public',
    internal: 'internal',
    confidential: 'confidential',
    personal: 'personal',
  },
  plan: {
    title: 'Plan',
    none: 'No plan fits all chosen models: ask for them one by one.',
    unlimited: 'No limits',
    atOnce: 'Granted at once',
    cost: 'What your team used in the last 30 days would cost',
    limit: {
      tokensPerMinute: '{{amount}} tokens per minute',
      requestsPerMinute: '{{amount}} requests per minute',
      parallelRequests: '{{amount}} at once',
      tokensPerMonth: '{{amount}} tokens per month',
    },
  },
  source: {
    title: 'Source',
    models: 'Is it one of these? Then ask for access instead.',
    requests: 'Somebody asked for this already. Join them there:',
    wanted_one: '{{title}}, wanted by one team',
    wanted_other: '{{title}}, wanted by {{count}}',
  },
} as const;
