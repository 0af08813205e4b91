import type { PolicyKey } from '@openmaas/backstage-plugin-maas-common';
import { type Access, decideAccess } from '../auth/access';
import type { Policy } from '../policy/Policy';
import type { RequestNotes } from './ClientServer';
import { GatewayError } from './GatewayError';

/**
 * Decides as `decideAccess` does, and notes which model it was about, unless the key may
 * not know that there is such a model.
 *
 * @param now - milliseconds since 1970
 * @throws as `decideAccess`
 * @internal
 */
export function notedAccess(
  policy: Policy,
  key: PolicyKey,
  name: string,
  now: number,
  notes: RequestNotes,
): Access {
  try {
    const access = decideAccess(policy, key, name, now);
    notes.model = access.model.id;
    notes.plan = access.plan.id;
    notes.modelRetires = access.retirement?.at;
    return access;
  } catch (error) {
    if (error instanceof GatewayError && error.status !== 404) {
      notes.model = policy.modelByName(name)?.id;
    }
    throw error;
  }
}
