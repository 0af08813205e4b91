import type { AccessRequestState } from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useMemo } from 'react';
import { REQUEST_SORTS, REQUEST_STATES } from '../../../utils/accessRequests';
import { useSearchParams } from '../../../hooks/useSearchParams';

/** Whose requests are shown. @internal */
export const REQUEST_SCOPES = ['mine', 'to-decide', 'all'] as const;

/** Whose requests are shown. @internal */
export type RequestScope = (typeof REQUEST_SCOPES)[number];

/** What the control plane takes at most. @internal */
export const MAX_SEARCH_LENGTH = 200;

/** Which requests are shown. @internal */
export interface RequestFilter {
  /** Text that occurs in them. */
  q: string;
  state: AccessRequestState[];
  /** Entity reference. */
  team?: string;
  /** Id. */
  model?: string;
}

/** Which requests are shown, and in which order. @internal */
export interface RequestsView extends RequestFilter {
  scope: RequestScope;
  sort: (typeof REQUEST_SORTS)[number];
}

/** What takes all filters away. @internal */
export const NO_FILTER: RequestFilter = {
  q: '',
  state: [],
  team: undefined,
  model: undefined,
};

const MODEL_ID = /^[a-z0-9-]{1,48}$/;
const TEAM = /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/;

/** What an address says; what it does not say, or says wrongly, has a default. */
function readView(params: URLSearchParams): RequestsView {
  const of = <T extends string>(name: string, known: readonly T[]) =>
    known.filter(value => params.getAll(name).includes(value));
  const matching = (name: string, pattern: RegExp) => {
    const value = params.get(name);
    return value && pattern.test(value) ? value : undefined;
  };
  return {
    scope: of('scope', REQUEST_SCOPES)[0] ?? 'mine',
    q: params.get('q')?.trim().slice(0, MAX_SEARCH_LENGTH) ?? '',
    state: of('state', REQUEST_STATES),
    team: matching('team', TEAM),
    model: matching('model', MODEL_ID),
    sort: of('sort', REQUEST_SORTS)[0] ?? REQUEST_SORTS[0],
  };
}

/** Writes changes into an address; defaults are left out of it. */
function writeView(params: URLSearchParams, changes: Partial<RequestsView>) {
  const defaults: Partial<RequestsView> = {
    scope: 'mine',
    sort: REQUEST_SORTS[0],
  };
  for (const [name, value] of Object.entries(changes)) {
    params.delete(name);
    if (Array.isArray(value)) {
      value.forEach(one => params.append(name, one));
    } else if (value && value !== defaults[name as keyof RequestsView]) {
      params.set(name, value);
    }
  }
}

/**
 * Which requests are shown, as the address says, so that a link, the way back and a reload
 * show the same.
 *
 * @internal
 */
export function useRequestsView(): {
  view: RequestsView;
  change: (changes: Partial<RequestsView>) => void;
} {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => readView(params), [params]);
  const change = useCallback(
    (changes: Partial<RequestsView>) =>
      setParams(before => {
        const after = new URLSearchParams(before);
        writeView(after, changes);
        return after;
      }),
    [setParams],
  );
  return { view, change };
}
