import type {
  AuditOutcome,
  ListAuditEntriesQuery,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from '../../../hooks/useSearchParams';

const FIELDS = [
  'from',
  'to',
  'actor',
  'action',
  'outcome',
  'team',
  'target',
] as const;

/** Which entries are shown; all where nothing is said. @internal */
export interface AuditView
  extends Partial<Record<(typeof FIELDS)[number], string>> {
  /** The first day, as yyyy-mm-dd in the browser's time zone. */
  from?: string;
  /** The last day. */
  to?: string;
  outcome?: AuditOutcome;
}

export const OUTCOMES: readonly AuditOutcome[] = ['succeeded', 'failed'];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Which entries are shown, as the address says, so that a link shows the same.
 *
 * @internal
 */
export function useAuditView() {
  const [params, setParams] = useSearchParams();

  const view = useMemo<AuditView>(() => {
    const text = (name: string) => params.get(name)?.trim() || undefined;
    const day = (name: string) =>
      DAY.test(text(name) ?? '') ? text(name) : undefined;
    return {
      from: day('from'),
      to: day('to'),
      actor: text('actor'),
      action: text('action'),
      outcome: OUTCOMES.find(outcome => outcome === params.get('outcome')),
      team: text('team'),
      target: text('target'),
    };
  }, [params]);

  const change = useCallback(
    (changes: AuditView) =>
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

  const clear = useCallback(
    () => change(Object.fromEntries(FIELDS.map(field => [field, undefined]))),
    [change],
  );

  return { view, change, clear };
}

/** What the control plane is asked for. @internal */
export function queryOf(view: AuditView): ListAuditEntriesQuery {
  const { from, to, action, ...same } = view;
  return {
    ...same,
    from: from && startOf(from),
    // The last day is shown as a whole.
    to: to && startOf(to, 1),
    action: action ? [action] : undefined,
  };
}

/** When a day, or one some days later, begins here; undefined where there is none. */
function startOf(day: string, later = 0): string | undefined {
  const [year, month, date] = day.split('-').map(Number);
  const start = new Date(year, month - 1, date + later);
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString();
}
