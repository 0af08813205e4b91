import { useApi } from '@backstage/core-plugin-api';
import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useMemo, useRef } from 'react';
import { maasApiRef } from '../api';
import { listAllKeys } from '../utils/keys';
import { useLoad } from './useLoad';

/** API keys by id. @internal */
export interface KeyIndex {
  /** Undefined until the keys are there, and for one that the user may not see. */
  get(id: string): ApiKey | undefined;
  /**
   * Tells of a key that is not among them: it may have been made since they were asked
   * for, so they are asked for again, but only once for each key.
   */
  miss(id: string): void;
}

/**
 * The keys that the user may see, by id, for their names beside other things. Where they
 * cannot be loaded, ids stand in for names.
 *
 * @internal
 */
export function useKeyIndex(): KeyIndex {
  const api = useApi(maasApiRef);
  const missed = useRef(new Set<string>());
  const { value, loading, reload } = useLoad(
    useCallback(
      async (signal: AbortSignal) =>
        new Map((await listAllKeys(api, signal)).map(key => [key.id, key])),
      [api],
    ),
  );

  return useMemo(
    () => ({
      get: id => value?.get(id),
      miss: id => {
        if (!loading && !missed.current.has(id)) {
          missed.current.add(id);
          reload();
        }
      },
    }),
    [value, loading, reload],
  );
}
