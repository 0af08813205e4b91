import type {
  BulkDecision,
  BulkDecisionResult,
  MaasApi,
} from '@openmaas/backstage-plugin-maas-common';
import { describeError } from '../../../utils/errors';

/** What became of one request. @internal */
export type Outcome = BulkDecisionResult['items'][number];

/** Most that the control plane takes at once. */
const MOST_IDS = 100;

/**
 * Decides about requests, in as many calls as it takes.
 *
 * @returns what became of each; where a whole call failed, its error for each of its requests
 * @internal
 */
export async function decideMany(
  api: MaasApi,
  body: BulkDecision,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let first = 0; first < body.ids.length; first += MOST_IDS) {
    const ids = body.ids.slice(first, first + MOST_IDS);
    try {
      const { items } = await api.decideAccessRequests({ ...body, ids });
      outcomes.push(...items);
    } catch (error) {
      const { message } = describeError(error);
      outcomes.push(...ids.map(id => ({ id, ok: false, error: message })));
    }
  }
  return outcomes;
}
