import { useApi } from '@backstage/core-plugin-api';
import type {
  Model,
  TokenCounts,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../api';
import { useLoad } from '../../hooks/useLoad';

/** Tokens of the last 30 days by model id. @internal */
export type LastMonth = ReadonlyMap<string, TokenCounts>;

/**
 * What a team used of some models in the last 30 days.
 *
 * @returns undefined until it is there, and where it cannot be loaded
 * @internal
 */
export function useLastMonth(
  team: string | undefined,
  models: Model[] | undefined,
): LastMonth | undefined {
  const api = useApi(maasApiRef);
  const ids = models?.map(({ id }) => id).join();
  const { value } = useLoad(
    useCallback(
      async signal => {
        if (!team || !ids) {
          return undefined;
        }
        const report = await api.getUsage(
          { team, groupBy: 'model' },
          { signal },
        );
        const wanted = ids.split(',');
        return new Map(
          report.rows.flatMap(
            ({ model, sums }): Array<[string, TokenCounts]> =>
              model && wanted.includes(model) ? [[model, sums.tokens]] : [],
          ),
        );
      },
      [api, team, ids],
    ),
  );
  return value;
}
