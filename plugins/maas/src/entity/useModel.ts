import { useApi } from '@backstage/core-plugin-api';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../api';
import { useChanges } from '../hooks/useChanges';
import { type Loaded, useLoad } from '../hooks/useLoad';
import { describeError } from '../utils/errors';

/** A model, or why it is not there. @internal */
export interface LoadedModel extends Loaded<Model> {
  /** The control plane does not offer it, or not to this user. */
  unknown: boolean;
}

/** One model. @internal */
export function useModel(id: string): LoadedModel {
  const api = useApi(maasApiRef);
  const loaded = useLoad(
    useCallback(signal => api.getModel(id, { signal }), [api, id]),
  );
  useChanges(['model'], loaded.reload);
  const unknown =
    loaded.error !== undefined && describeError(loaded.error).status === 404;
  return { ...loaded, unknown };
}
