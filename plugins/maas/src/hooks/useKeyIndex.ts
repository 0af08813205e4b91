import { useApi } from '@backstage/core-plugin-api';
import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../api';
import { listAllKeys } from '../utils/keys';
import { useLoad } from './useLoad';

/** API keys by id. @internal */
export type KeyIndex = ReadonlyMap<string, ApiKey>;

const EMPTY: KeyIndex = new Map();

/**
 * The keys that the user may see, by id, for their names beside other things. Empty until
 * they are there, and where they cannot be loaded: ids stand in for names then.
 *
 * @internal
 */
export function useKeyIndex(): KeyIndex {
  const api = useApi(maasApiRef);
  const { value } = useLoad<KeyIndex>(
    useCallback(
      async signal =>
        new Map((await listAllKeys(api, signal)).map(key => [key.id, key])),
      [api],
    ),
  );
  return value ?? EMPTY;
}
