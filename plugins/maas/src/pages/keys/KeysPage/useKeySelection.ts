import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { useMemo, useState } from 'react';

/** Keys that something is to be done with. @internal */
export interface KeySelection {
  /** Of keys that are in the list, in its order. */
  ids: string[];
  choose: (ids: string[]) => void;
}

/**
 * Lets keys of a list be chosen. What leaves the list is not chosen any more: nothing is
 * to be done with what one does not see.
 *
 * @internal
 */
export function useKeySelection(keys: ApiKey[]): KeySelection {
  const [chosen, choose] = useState<string[]>([]);
  return useMemo(() => {
    const wanted = new Set(chosen);
    const ids = keys.map(({ id }) => id).filter(id => wanted.has(id));
    return { ids, choose };
  }, [keys, chosen]);
}
