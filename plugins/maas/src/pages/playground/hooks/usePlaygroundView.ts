import { useCallback, useMemo } from 'react';
import { useSearchParams } from '../../../hooks/useSearchParams';

/** How many models can be asked side by side. @internal */
export const MAX_COLUMNS = 4;

/** What is tried out, as the address says. @internal */
export interface PlaygroundView {
  /** Ids of models, each once. */
  models: string[];
  /** Entity reference. */
  team?: string;
}

/**
 * Which models are tried out, and for which team, as the address says, so that a link
 * leads to the same.
 *
 * @internal
 */
export function usePlaygroundView() {
  const [params, setParams] = useSearchParams();

  const view = useMemo<PlaygroundView>(
    () => ({
      models: [...new Set(params.getAll('model').filter(Boolean))].slice(
        0,
        MAX_COLUMNS,
      ),
      team: params.get('team') ?? undefined,
    }),
    [params],
  );

  const change = useCallback(
    ({ models, team }: PlaygroundView) =>
      setParams(
        before => {
          const after = new URLSearchParams(before);
          after.delete('model');
          models.forEach(model => after.append('model', model));
          if (team) {
            after.set('team', team);
          }
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );

  return { view, change };
}
