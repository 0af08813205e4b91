import type { Model, Plan } from '@openmaas/backstage-plugin-maas-common';
import { useMemo } from 'react';
import { usePlanIndex } from '../../../hooks/usePlanIndex';
import { sameEntity } from '../../../utils/entities';
import { modelsOfTeam } from '../../../utils/models';
import { useOtherModels } from '../hooks/useOtherModels';
import { MAX_COLUMNS, usePlaygroundView } from '../hooks/usePlaygroundView';

/** Whose models are tried out, and which. @internal */
export interface Choices {
  /** Entity reference of the team that pays. */
  team: string;
  chooseTeam(team: string): void;
  /** Ids of the models side by side, each once. */
  chosen: string[];
  choose(models: string[]): void;
  /** Whether another model fits beside them. */
  room: boolean;
  /** Models that the team can chat with. */
  offered: Model[];
  /** All that there is to know of models here, by id. */
  known: ReadonlyMap<string, Model>;
  /** Whether the team can call a model. */
  callable(model: string): boolean;
  /** Under which a team calls a model; the one that is chosen, if none is named. */
  planOf(model: string, team?: string): Plan | undefined;
}

/**
 * What the address says, completed where it says nothing.
 *
 * @param teams - at least one
 * @param models - those that one of the teams can chat with
 * @internal
 */
export function useChoices(teams: string[], models: Model[]): Choices {
  const { view, change } = usePlaygroundView();
  const plans = usePlanIndex();
  const team = teams.find(ref => sameEntity(ref, view.team ?? '')) ?? teams[0];

  const offered = useMemo(() => modelsOfTeam(models, team), [models, team]);
  const chosen = useMemo(
    () => (view.models.length > 0 ? view.models : firstOf(offered)),
    [view.models, offered],
  );
  const unknown = useMemo(
    () => chosen.filter(id => !models.some(model => model.id === id)),
    [chosen, models],
  );
  const others = useOtherModels(unknown);
  const known = useMemo(
    () => new Map([...models, ...others].map(model => [model.id, model])),
    [models, others],
  );

  return {
    team,
    // Another team has other models.
    chooseTeam: other =>
      change({
        team: other,
        models: view.models.filter(id =>
          modelsOfTeam(models, other).some(model => model.id === id),
        ),
      }),
    chosen,
    choose: ids => change({ team: view.team, models: ids }),
    room: chosen.length < MAX_COLUMNS,
    offered,
    known,
    callable: id => offered.some(model => model.id === id),
    planOf: (id, payer = team) => {
      const access = known
        .get(id)
        ?.access.find(
          grant => grant.state === 'active' && sameEntity(grant.team, payer),
        );
      return access && plans.get(access.plan);
    },
  };
}

/** One that answers now, if there is one. */
function firstOf(offered: Model[]): string[] {
  const model =
    offered.find(({ status }) => status.state === 'ready') ?? offered[0];
  return model ? [model.id] : [];
}
