/** Texts about gateways and their endpoints. @internal */
export const gatewayMessages = {
  incomplete: 'Figures may be incomplete',
  silent: 'The gateway {{gateway}} was last heard from {{time}}.',
  dropped:
    'The gateway {{gateway}} gave up calls because its journal was full: {{calls}}. They are in no ledger and never will be.',
  rejected:
    'The gateway {{gateway}} holds calls that the control plane does not take: {{calls}}.',
  pending:
    'The gateway {{gateway}} has calls that are still on their way here: {{calls}}.',
  attention: 'Gateways need attention',
  filling:
    'The journal of the gateway {{gateway}} takes {{bytes}} of {{maxBytes}}. It empties as soon as the control plane takes its calls; look why it does not.',
  lost: 'The gateway {{gateway}} does not reach Valkey, where gateways share their counters. Until it does, each decides by itself as its configuration says: by its share of the limits, or not at all.',
  unhealthy_one:
    '{{count}} endpoint does not answer as it should. Calls go to others of its model, where there are any.',
  unhealthy_other:
    '{{count}} endpoints do not answer as they should. Calls go to others of their models, where there are any.',
  good_one: 'Gateways: {{count}} running, up to date',
  good_other: 'Gateways: {{count}} running, up to date',
  outdated_one: 'Gateways: {{count}} running, catching up with changes',
  outdated_other: 'Gateways: {{count}} running, catching up with changes',
  none: 'Gateways: none running',
  unknown: 'The state of the gateways is not known now.',
  table: 'Gateways',
  column: {
    gateway: 'Gateway',
    state: 'State',
    sharing: 'Counters',
    seen: 'Last heard from',
    journal: 'Journal',
    model: 'Model',
    endpoint: 'Endpoint',
    running: 'Calls now',
    failures: 'Failed',
    firstToken: 'First token',
    speed: 'Tokens/s',
  },
  sharing: {
    alone: 'its own',
    divide: 'a share of each limit',
    valkey: 'shared',
    lost: 'sharing is lost',
  },
  journal: '{{bytes}} of {{maxBytes}}',
  droppedShort: '{{calls}} given up',
  notSaid: 'not said',
  notMeasured: '–',
  endpoints: {
    unhealthy: 'Endpoints that fail',
    healthy: 'Healthy endpoints',
    noReason: 'does not answer',
    failures: '{{failures}} of {{requests}}',
    explanation:
      'Failed calls of the last minute; time to the first token and tokens per second as medians.',
  },
} as const;
