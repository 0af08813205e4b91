import type { Plan } from '@openmaas/backstage-plugin-maas-common';
import { idOf, modelOf, policyKeyOf } from '../../__testUtils__/testPolicy';
import type { PolicyAccounts } from '../../policy/Policy';
import type { AdmissionRequest } from '../Limiter';

/** A plan without limits, or with these. */
export const planOf = (limits: Partial<Plan> = {}): Plan => ({
  id: 'free',
  title: 'Free',
  approval: 'none',
  priceFactor: '1',
  ...limits,
});

/** What the ledger says: nothing, in UTC and USD, or this. */
export const accountsOf = (
  more: Partial<PolicyAccounts> = {},
): PolicyAccounts => ({
  timeZone: 'UTC',
  currency: 'USD',
  planUses: [],
  keyUses: [],
  budgets: [],
  ...more,
});

/** A hard budget of the organisation, or as told. */
export const budgetOf = (
  more: Partial<PolicyAccounts['budgets'][number]> = {},
): PolicyAccounts['budgets'][number] => ({
  id: idOf(500),
  unit: 'tokens',
  limit: '1000',
  hard: true,
  period: '2026-11',
  used: '0',
  ...more,
});

const KEY = policyKeyOf(1, { team: 'group:default/a' });
const MODEL = modelOf('small', []);

/** A call of team a for the model `small`, or as told. */
export const requestOf = (
  plan: Plan,
  more: Partial<AdmissionRequest> = {},
): AdmissionRequest => ({
  key: KEY,
  plan,
  model: MODEL,
  estimatedTokens: 1,
  mostInput: 0,
  mostOutput: 1,
  ...more,
});

/** Tokens of a call, all of them read. */
export const used = (input: number, output = 0) => ({
  input,
  cachedInput: 0,
  output,
  reasoning: 0,
});
