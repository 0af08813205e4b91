import { useApi } from '@backstage/core-plugin-api';
import type { Plan } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../api';
import { useLoad } from './useLoad';

/** Plans by id. @internal */
export type PlanIndex = ReadonlyMap<string, Plan>;

const EMPTY: PlanIndex = new Map();

/**
 * Plans by id, for limits and marks beside other things. Empty until they are there, and
 * where they cannot be loaded.
 *
 * @internal
 */
export function usePlanIndex(): PlanIndex {
  const api = useApi(maasApiRef);
  const { value } = useLoad<PlanIndex>(
    useCallback(
      async signal =>
        new Map((await api.listPlans({ signal })).map(plan => [plan.id, plan])),
      [api],
    ),
  );
  return value ?? EMPTY;
}
