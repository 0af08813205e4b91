import { useApiHolder } from '@backstage/core-plugin-api';
import {
  defaultEntityPresentation,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { useLoad } from './useLoad';

/**
 * What entities are called, for places that take only text. Names stand in for titles
 * until these are there.
 *
 * @param refs - entity references; the same array as long as they are the same
 * @returns titles by reference
 * @internal
 */
export function useEntityTitles(refs: string[]): ReadonlyMap<string, string> {
  // Portals on the classic frontend system may go without it.
  const presentation = useApiHolder().get(entityPresentationApiRef);
  const { value } = useLoad(
    useCallback(
      async () =>
        Promise.all(
          refs.map(async ref => {
            const title = await presentation?.forEntity(ref).promise;
            return [ref, title?.primaryTitle] as const;
          }),
        ),
      [presentation, refs],
    ),
  );
  const found = new Map(value);
  return new Map(
    refs.map(ref => [
      ref,
      found.get(ref) ?? defaultEntityPresentation(ref).primaryTitle,
    ]),
  );
}
