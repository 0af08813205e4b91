import type { Knex } from 'knex';
import { DatabaseModelRequestStore } from './DatabaseModelRequestStore';
import {
  ModelRequestDecisions,
  type ModelRequestDecisionsOptions,
} from './ModelRequestDecisions';
import {
  ModelRequestLog,
  type ModelRequestLogOptions,
} from './ModelRequestLog';
import {
  ModelRequestService,
  type ModelRequestServiceOptions,
} from './ModelRequestService';

/** Joins what asks for models, and what decides about it. @internal */
export function createModelRequests(
  options: { knex: Knex } & Omit<
    ModelRequestLogOptions &
      ModelRequestServiceOptions &
      ModelRequestDecisionsOptions,
    'store' | 'log'
  >,
): {
  modelRequests: ModelRequestService;
  modelDecisions: ModelRequestDecisions;
} {
  const store = new DatabaseModelRequestStore(options.knex);
  const log = new ModelRequestLog({ ...options, store });
  return {
    modelRequests: new ModelRequestService({ ...options, store, log }),
    modelDecisions: new ModelRequestDecisions({ ...options, store, log }),
  };
}
