import { findRequestMessages } from './findRequest';
import { gatewayMessages } from './gateways';

/** Texts of the page with what was used. @internal */
export const usagePageMessages = {
  title: 'Usage',
  description:
    'Use and cost of all the teams that you may see, as the gateway metered every call.',
  period: {
    label: 'Time',
    today: 'Today',
    week: '7 days',
    thirtyDays: '30 days',
    month: 'This month',
  },
  filter: {
    team: 'Team',
    allTeams: 'All teams',
    model: 'Model',
    allModels: 'All models',
    clearKey: 'Only the key “{{name}}”: show all keys',
  },
  timeZone: 'Days in the time zone {{zone}}',
  updated: 'updated just now',
  notUpdated: 'Not refreshed since {{time}}: {{reason}}',
  figure: {
    requests: 'Requests',
    failed: '{{requests}} failed: they did not end with a whole answer',
    estimated: '{{requests}} estimated: the model did not report its tokens',
    tokens: 'Tokens',
    input: '{{tokens}} input, of which {{cached}} cached',
    output: '{{tokens}} output, of which {{reasoning}} reasoning',
    cost: 'Cost',
    exactly: 'exactly {{cost}}',
  },
  chart: {
    label: 'What the bars show',
    tokens: { name: 'Tokens', day: 'Tokens per day', hour: 'Tokens per hour' },
    cost: { name: 'Cost', day: 'Cost per day', hour: 'Cost per hour' },
    keyboard:
      'Bars: go through them with the arrow keys. The table below has the numbers.',
    others: 'Other models',
    nothing: 'Nothing used',
    slot: '{{model}}: {{tokens}} tokens, {{cost}}',
  },
  by: {
    label: 'Group by',
    model: 'Model',
    day: 'Day',
    key: 'Key',
    team: 'Team',
  },
  column: {
    requests: 'Requests',
    input: 'Tokens in',
    cached: 'Cached',
    output: 'Tokens out',
    reasoning: 'Reasoning',
    cost: 'Cost',
  },
  table: {
    title: 'In detail',
    total: 'Total',
    shown: '{{from}} to {{to}} of {{total}}',
  },
  calls: {
    title: 'Latest calls',
    none: 'No calls in this time.',
    most: 'Choose a team, a model or a shorter time to see others.',
    column: {
      time: 'Time',
      model: 'Model',
      key: 'Key',
      state: 'State',
      tokens: 'Tokens',
      cost: 'Cost',
      duration: 'Duration',
      id: 'Request id',
    },
    input: '{{tokens}} in',
    output: '{{tokens}} out',
    firstToken: 'first token {{time}}',
    estimated: 'estimated',
    estimatedWhy:
      'The model did not report how many tokens it used, so that they were estimated.',
    nothingBilled: 'failed, nothing billed',
    nothingBilledWhy:
      'The call ended before it used anything, so that it costs nothing.',
    copyId: 'Copy the request id',
    find: 'What became of the request {{id}}',
  },
  gateways: gatewayMessages,
  find: findRequestMessages,
  empty: {
    title: 'Nothing was used in this time',
    text: 'Call a model with one of your keys: the page of each key has examples to copy. The call shows up here moments later.',
    action: 'Go to the keys',
  },
  noHit: {
    title: 'Nothing of this kind was used in this time',
    text: 'Choose another time, or look at everything.',
    clear: 'Show all usage',
  },
  notAllowed: {
    title: 'There is no usage that you may see',
    text: 'The rules of this portal do not allow it. Ask the platform team.',
  },
} as const;
