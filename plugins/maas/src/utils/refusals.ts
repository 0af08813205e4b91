import type { Refusal } from '@openmaas/backstage-plugin-maas-common';

/** What somebody whose request was refused can do. @internal */
export type NextStep =
  | 'rate'
  | 'quota'
  | 'budget'
  | 'ownLimit'
  | 'key'
  | 'access'
  | 'model'
  | 'models'
  | 'request'
  | 'gateway';

const STEPS = new Map<string, NextStep>([
  ['rate_limit_exceeded', 'rate'],
  ['insufficient_quota', 'quota'],
  ['api_key_expired', 'key'],
  ['api_key_suspended', 'key'],
  ['api_key_revoked', 'key'],
  ['api_key_address_not_allowed', 'key'],
  ['model_access_required', 'access'],
  ['model_not_found', 'models'],
  ['model_queued', 'model'],
  ['model_starting', 'model'],
  ['model_off', 'model'],
  ['model_stopped', 'model'],
  ['model_failed', 'model'],
  ['upstream_error', 'model'],
  ['upstream_unavailable', 'model'],
  ['upstream_timeout', 'model'],
]);

/**
 * Says what helps after a refusal.
 *
 * @internal
 */
export function nextStep({
  code,
  status,
  limit,
  key,
}: Pick<Refusal, 'code' | 'status' | 'limit' | 'key'>): NextStep {
  if (limit?.name === 'budget') {
    return 'budget';
  }
  // A plan's limits name the plan and the team; a key's own ones the key.
  if (limit && key && limit.scope.includes(key)) {
    return 'ownLimit';
  }
  return STEPS.get(code) ?? (status < 500 ? 'request' : 'gateway');
}
