import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useMemo, useState } from 'react';

/** The requests that are to be decided together. @internal */
export interface Selection {
  /** Those of them that are shown and that the user may still decide about. */
  chosen: AccessRequest[];
  /** Those that could be chosen. */
  eligible: AccessRequest[];
  /** Why something could not be decided the last time, by id. */
  errors: ReadonlyMap<string, string>;
  choose(ids: string[], chosen: boolean): void;
  /** What could not be decided stays chosen, with the reason beside it. */
  keep(failed: ReadonlyMap<string, string>): void;
}

const NONE: AccessRequest[] = [];
const NO_ERRORS: ReadonlyMap<string, string> = new Map();

/**
 * Remembers what is chosen while the list under it changes. What somebody else has decided
 * meanwhile is not chosen any more.
 *
 * @internal
 */
export function useSelection(items: AccessRequest[] = NONE): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [errors, setErrors] = useState(NO_ERRORS);

  const choose = useCallback((changed: string[], chosen: boolean) => {
    setIds(before => {
      const after = new Set(before);
      changed.forEach(id => (chosen ? after.add(id) : after.delete(id)));
      return after;
    });
    setErrors(NO_ERRORS);
  }, []);
  const keep = useCallback((failed: ReadonlyMap<string, string>) => {
    setIds(new Set(failed.keys()));
    setErrors(failed);
  }, []);

  return useMemo(() => {
    const eligible = items.filter(({ permissions }) => permissions.decide);
    const chosen = eligible.filter(({ id }) => ids.has(id));
    return { chosen, eligible, errors, choose, keep };
  }, [items, ids, errors, choose, keep]);
}
