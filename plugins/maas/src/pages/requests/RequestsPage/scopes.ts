import type { RequestScope } from './useRequestsView';

/** Texts have no hyphens in their names. @internal */
export const TEXT_OF_SCOPE = {
  mine: 'mine',
  'to-decide': 'toDecide',
  all: 'all',
} as const satisfies Record<RequestScope, string>;
