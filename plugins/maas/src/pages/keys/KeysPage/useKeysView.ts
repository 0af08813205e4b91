import type {
  KeyState,
  ListKeysQuery,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useMemo } from 'react';
import { KEY_SORTS, KEY_STATES, type KeySort } from '../../../utils/keys';
import { useSearchParams } from '../../../hooks/useSearchParams';

/** Whose keys are shown. @internal */
export type KeyScope = 'mine' | 'teams' | 'all';

/** Which keys are shown, and in which order. @internal */
export interface KeysView {
  scope: KeyScope;
  /** Entity reference. */
  team?: string;
  state?: KeyState;
  /** Only those without a call for so many days. */
  unusedDays?: number;
  /** Text that occurs in what is told of a key. */
  q: string;
  sort: KeySort;
}

/** What the control plane takes at most. @internal */
export const MAX_SEARCH_LENGTH = 200;
const MAX_DAYS = 3650;

/** What is left out of an address. */
const DEFAULTS = { scope: 'mine', sort: KEY_SORTS[0] };

const SCOPES: readonly KeyScope[] = ['mine', 'teams', 'all'];

/** What an address says; what it does not say, or says wrongly, has a default. */
function readView(params: URLSearchParams): KeysView {
  const of = <T extends string>(name: string, known: readonly T[]) =>
    known.find(value => value === params.get(name));
  const days = Number(params.get('unusedDays'));
  return {
    // A link to the keys of a team need not say more than that.
    scope: of('scope', SCOPES) ?? (params.has('team') ? 'all' : 'mine'),
    team: params.get('team') || undefined,
    state: of('state', KEY_STATES),
    unusedDays:
      Number.isInteger(days) && days > 0 && days <= MAX_DAYS ? days : undefined,
    q: params.get('q')?.trim().slice(0, MAX_SEARCH_LENGTH) ?? '',
    sort: of('sort', KEY_SORTS) ?? KEY_SORTS[0],
  };
}

/** Whether filters are in force, beside whose keys are shown. @internal */
export function isFiltered(view: KeysView): boolean {
  return Boolean(view.state || view.unusedDays || view.q);
}

/**
 * Which keys to ask the control plane for.
 *
 * @param teams - entity references of the user's teams
 * @returns undefined where there are none: keys of the teams of a user without a team
 * @internal
 */
export function queryOf(
  view: KeysView,
  teams: string[],
): ListKeysQuery | undefined {
  const team = view.scope === 'teams' ? view.team ?? teams[0] : view.team;
  if (view.scope === 'teams' && !team) {
    return undefined;
  }
  return {
    scope: view.scope === 'mine' ? 'mine' : 'all',
    ...(view.scope !== 'mine' && team && { team }),
    ...(view.state && { state: [view.state] }),
    ...(view.unusedDays && { unusedDays: view.unusedDays }),
    ...(view.q && { search: view.q }),
    sort: view.sort,
  };
}

/**
 * Which keys are shown, as the address says, so that a link, the way back and a reload
 * show the same.
 *
 * @internal
 */
export function useKeysView(): {
  view: KeysView;
  /** Undefined takes a value away. */
  change: (changes: Partial<KeysView>) => void;
} {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => readView(params), [params]);
  const change = useCallback(
    (changes: Partial<KeysView>) =>
      setParams(
        before => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            after.delete(name);
            if (value && value !== DEFAULTS[name as keyof typeof DEFAULTS]) {
              after.set(name, String(value));
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
