import type {
  Modality,
  ModelState,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useMemo } from 'react';
import {
  LARGEST_COMPARISON,
  MODALITIES,
  MODEL_SORTS,
  MODEL_STATES,
  type ModelSort,
} from '../../../utils/modelFilters';
import { useSearchParams } from '../../../hooks/useSearchParams';

/** Which models are shown. @internal */
export interface ModelFilter {
  /** Words that occur in what is told of a model. */
  q: string;
  capability: string[];
  state: ModelState[];
  modality: Modality[];
  provider: string[];
  license: string[];
  /** Tokens. */
  minContext?: number;
  /** Units of the currency per million tokens, as the user wrote it. */
  maxInput: string;
  maxOutput: string;
  /** Only what one of the user's teams can call. */
  mine: boolean;
  /** Only hidden ones. */
  hidden: boolean;
}

/** Which models are shown, and how. @internal */
export interface ModelsView extends ModelFilter {
  sort: ModelSort;
  view: 'cards' | 'table';
  /** Ids of the models to compare. */
  compare: string[];
  /** Whether they are compared just now. */
  comparing: boolean;
}

/** Changes of the view; undefined takes a value away. @internal */
export type ModelsViewChange = (
  changes: Partial<ModelsView>,
  options?: { replace: boolean },
) => void;

const CAPABILITY = /^[a-z0-9-]{1,63}$/;
const MODEL_ID = /^[a-z0-9-]{1,48}$/;
/** What the control plane takes at most. @internal */
export const MAX_SEARCH_LENGTH = 200;
const MAX_CAPABILITIES = 20;
const MAX_TEXTS = 50;
const MAX_TEXT_LENGTH = 500;

function textsOf(params: URLSearchParams, name: string): string[] {
  return params
    .getAll(name)
    .filter(text => text && text.length <= MAX_TEXT_LENGTH)
    .slice(0, MAX_TEXTS);
}

/** What an address says; what it does not say, or says wrongly, has a default. */
function readView(params: URLSearchParams): ModelsView {
  const of = <T extends string>(name: string, known: readonly T[]) =>
    known.filter(value => params.getAll(name).includes(value));
  const minContext = Number(params.get('minContext'));
  const ids = params.get('compare')?.split(',') ?? [];
  return {
    q: params.get('q')?.trim().slice(0, MAX_SEARCH_LENGTH) ?? '',
    capability: params
      .getAll('capability')
      .filter(value => CAPABILITY.test(value))
      .slice(0, MAX_CAPABILITIES),
    state: of('state', MODEL_STATES),
    modality: of('modality', MODALITIES),
    provider: textsOf(params, 'provider'),
    license: textsOf(params, 'license'),
    minContext:
      Number.isInteger(minContext) && minContext > 0 && minContext <= 1e9
        ? minContext
        : undefined,
    maxInput: params.get('maxInput')?.trim() ?? '',
    maxOutput: params.get('maxOutput')?.trim() ?? '',
    mine: params.get('mine') === 'true',
    hidden: params.get('hidden') === 'true',
    sort: of('sort', MODEL_SORTS)[0] ?? MODEL_SORTS[0],
    view: params.get('view') === 'table' ? 'table' : 'cards',
    compare: [...new Set(ids)]
      .filter(id => MODEL_ID.test(id))
      .slice(0, LARGEST_COMPARISON),
    comparing: params.get('comparing') === 'true',
  };
}

/** Writes changes into an address; defaults are left out of it. */
function writeView(params: URLSearchParams, changes: Partial<ModelsView>) {
  const defaults: Partial<ModelsView> = { sort: MODEL_SORTS[0], view: 'cards' };
  for (const [name, value] of Object.entries(changes)) {
    params.delete(name);
    if (name === 'compare') {
      const ids = changes.compare?.join(',');
      if (ids) {
        params.set(name, ids);
      }
    } else if (Array.isArray(value)) {
      value.forEach(one => params.append(name, one));
    } else if (value && value !== defaults[name as keyof ModelsView]) {
      params.set(name, String(value));
    }
  }
}

/**
 * Which models are shown and how, as the address says, so that a link, the way back and
 * a reload show the same.
 *
 * @internal
 */
export function useModelsView(): {
  view: ModelsView;
  change: ModelsViewChange;
} {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => readView(params), [params]);
  const change = useCallback<ModelsViewChange>(
    (changes, { replace } = { replace: false }) =>
      setParams(
        before => {
          const after = new URLSearchParams(before);
          writeView(after, changes);
          return after;
        },
        { replace },
      ),
    [setParams],
  );
  return { view, change };
}
