import { useApi } from '@backstage/core-plugin-api';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useMemo } from 'react';
import { maasApiRef } from '../../../api';
import { useIdentity } from '../../../hooks/useIdentity';
import { type Loaded, useLoad } from '../../../hooks/useLoad';
import { canChat } from '../../../utils/modelFilters';
import { listAllModels, modelsOfTeam } from '../../../utils/models';

/** What the user can try out. @internal */
export interface ChatModels {
  /** Whether the user is in any team. */
  inTeam: boolean;
  /** Whether the user's teams can call any model, be it one that does not chat. */
  anyModel: boolean;
  /** Entity references of those teams that can chat with something. */
  teams: string[];
  /** All models that can chat and that one of the teams can call. */
  models: Model[];
}

/** The models that the user's teams can chat with. @internal */
export function useChatModels(): Pick<
  Loaded<ChatModels>,
  'value' | 'error' | 'reload'
> {
  const api = useApi(maasApiRef);
  const identity = useIdentity();
  const list = useLoad(
    useCallback(
      (signal: AbortSignal) =>
        listAllModels(api, { mine: true, sort: 'title' }, signal),
      [api],
    ),
  );
  const { value: who } = identity;
  // The same array as long as they are the same: much is made of it.
  const models = useMemo(() => list.value?.filter(canChat), [list.value]);
  return {
    value: who &&
      models && {
        inTeam: who.teams.length > 0,
        anyModel: (list.value ?? []).length > 0,
        teams: who.teams.filter(team => modelsOfTeam(models, team).length > 0),
        models,
      },
    error: list.error ?? identity.error,
    reload: () => {
      list.reload();
      identity.reload();
    },
  };
}
