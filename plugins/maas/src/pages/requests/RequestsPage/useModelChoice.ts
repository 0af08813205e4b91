import { useApi } from '@backstage/core-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { maasApiRef } from '../../../api';
import { useLoad } from '../../../hooks/useLoad';

const DEBOUNCE_MS = 250;

/** Enough to find a model by typing on. */
const MOST_FOUND = 20;

/**
 * Models to choose from, as they fit what is typed.
 *
 * @param chosen - id of the model whose title is typed in at first
 * @internal
 */
export function useModelChoice(chosen: string | undefined) {
  const api = useApi(maasApiRef);
  const [text, setText] = useState(chosen ?? '');
  const [search, setSearch] = useState(text);
  useDebounce(() => setSearch(text.trim()), DEBOUNCE_MS, [text]);
  const { value, loading } = useLoad(
    useCallback(
      signal =>
        api.listModels(
          search === chosen
            ? { ids: [search] }
            : { search: search || undefined, limit: MOST_FOUND },
          { signal },
        ),
      [api, search, chosen],
    ),
  );
  const options = (value?.items ?? []).map(({ id, title }) => ({
    id,
    label: title,
  }));

  // Once the chosen one is known, its title stands in for its id.
  const title = options.find(({ id }) => id === chosen)?.label;
  useEffect(() => {
    if (title) {
      setText(before => (before === chosen ? title : before));
    }
  }, [title, chosen]);

  return { text, setText, options, loading };
}
