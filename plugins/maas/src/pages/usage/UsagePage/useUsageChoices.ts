import { useApi } from '@backstage/core-plugin-api';
import type { UsageReport } from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useMemo } from 'react';
import { maasApiRef } from '../../../api';
import { useLive } from '../../../hooks/useLive';
import { SLOW_REFRESH_MS } from '../refresh';
import type { UsageFilter } from './useUsageView';

/** What usage can be narrowed down to. @internal */
export interface UsageChoices {
  /** Entity references. */
  teams: string[];
  /** Ids. */
  models: string[];
}

/**
 * Teams and models that usage can be narrowed down to: those that used something in the
 * same time, whatever is chosen now, and what is chosen now.
 *
 * @param report - what is shown; undefined until it is there
 * @internal
 */
export function useUsageChoices(
  report: UsageReport | undefined,
  filter: UsageFilter,
): UsageChoices {
  const api = useApi(maasApiRef);
  const from = report?.from;
  const { value } = useLive(
    useCallback(
      async signal =>
        from
          ? (await api.getUsage({ from, groupBy: 'team,model' }, { signal }))
              .rows
          : [],
      [api, from],
    ),
    SLOW_REFRESH_MS,
  );

  const sorted = (refs: Array<string | undefined>) =>
    [...new Set(refs.filter(ref => ref !== undefined))].sort().join(' ');
  const rows = [...(value ?? []), ...(report?.rows ?? [])];
  // As text, so that the lists are the same ones as long as nothing is new.
  const teams = sorted([filter.team, ...rows.map(row => row.team)]);
  const models = sorted([filter.model, ...rows.map(row => row.model)]);
  return useMemo(() => {
    const list = (text: string) => text.split(' ').filter(Boolean);
    return { teams: list(teams), models: list(models) };
  }, [teams, models]);
}
