import { useCallback, useMemo } from 'react';
import { type Period, PERIODS } from '../../../utils/periods';
import {
  type Grouping,
  GROUPINGS,
  type Metric,
  METRICS,
} from '../../../utils/usage';
import { useSearchParams } from '../../../hooks/useSearchParams';

/** Whose usage is shown; everything that the user may see where all are left out. @internal */
export interface UsageFilter {
  /** Entity reference. */
  team?: string;
  /** Id of a model. */
  model?: string;
  /** Id of a key. */
  key?: string;
}

/** Which usage is shown, and how. @internal */
export interface UsageView extends UsageFilter {
  period: Period;
  by: Grouping;
  show: Metric;
}

const DEFAULTS = { period: '7d', by: 'model', show: 'tokens' } as const;

/**
 * Which usage is shown, as the address says, so that a link shows the same. What it does
 * not say, or says wrongly, has a default.
 *
 * @internal
 */
export function useUsageView() {
  const [params, setParams] = useSearchParams();

  const view = useMemo<UsageView>(() => {
    const one = <T extends string>(name: string, of: readonly T[]) =>
      of.find(value => value === params.get(name));
    return {
      period: one('period', PERIODS) ?? DEFAULTS.period,
      by: one('by', GROUPINGS) ?? DEFAULTS.by,
      show: one('show', METRICS) ?? DEFAULTS.show,
      team: params.get('team') || undefined,
      model: params.get('model') || undefined,
      key: params.get('key') || undefined,
    };
  }, [params]);

  const change = useCallback(
    (changes: Partial<UsageView>) =>
      setParams(
        before => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value) {
              after.set(name, value);
            } else {
              after.delete(name);
            }
          }
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );

  return { view, change };
}
