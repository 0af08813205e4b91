import type { JsonObject } from '@backstage/types';
import type { StoredAccessRequest } from './AccessStore';

/** Under what terms something is granted. @internal */
export type Terms = Pick<
  StoredAccessRequest,
  'plan' | 'expiresInDays' | 'monthlyBudget'
>;

/**
 * The terms that were agreed to so far: what was asked for, or less. The grants that are
 * left of a request all have the same.
 *
 * @internal
 */
export function termsOf(request: StoredAccessRequest): Terms {
  const { plan, monthlyBudget } = left(request)[0] ?? request;
  return {
    plan,
    monthlyBudget,
    expiresInDays: request.agreedDays ?? request.expiresInDays,
  };
}

/**
 * What was agreed to otherwise than it was asked for, in a sentence.
 *
 * @param request - with what was agreed to, and not granted yet
 * @returns undefined where nothing was
 * @internal
 */
export function differences(request: StoredAccessRequest): string | undefined {
  const { plan, expiresInDays, monthlyBudget } = termsOf(request);
  const models = left(request).map(({ modelId }) => modelId);
  const parts = [
    plan !== request.plan && `under plan ${plan}`,
    expiresInDays !== request.expiresInDays && `for ${expiresInDays} days`,
    monthlyBudget !== request.monthlyBudget && 'with another budget',
    models.length < request.grants.length && `only for ${models.join(', ')}`,
  ].filter(Boolean);
  return parts.length > 0
    ? `Differently from what was asked for: ${parts.join(', ')}.`
    : undefined;
}

/** Terms as the audit log has them. @internal */
export function termsView(request: StoredAccessRequest): JsonObject {
  const { plan, expiresInDays, monthlyBudget } = termsOf(request);
  return {
    plan,
    expiresInDays,
    ...(monthlyBudget !== undefined && {
      monthlyBudget: monthlyBudget.toString(),
    }),
  };
}

function left({ grants }: StoredAccessRequest) {
  return grants.filter(({ state }) => !['denied', 'cancelled'].includes(state));
}
