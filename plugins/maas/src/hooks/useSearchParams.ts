import { useCallback, useEffect, useRef } from 'react';
import {
  type NavigateOptions,
  useSearchParams as useRouterSearchParams,
} from 'react-router-dom';

/**
 * What was written last, and over what; nothing once a page has shown it. One address is
 * one for all who write to it, so this is one, too.
 */
let written: { over: string; params: URLSearchParams } | undefined;

/**
 * The query parameters of the address, and a function that changes them.
 *
 * The router's own gives every change what was there when it last rendered: of two
 * changes at once, the first would be lost.
 *
 * @internal
 */
export function useSearchParams() {
  const [params, setParams] = useRouterSearchParams();
  const shown = params.toString();
  const latest = useRef({ params, setParams, shown });
  latest.current = { params, setParams, shown };
  useEffect(() => {
    written = undefined;
  }, [shown]);

  const change = useCallback(
    (
      next: (before: URLSearchParams) => URLSearchParams,
      options?: NavigateOptions,
    ) => {
      const { current } = latest;
      const over = current.shown;
      const before = written?.over === over ? written.params : current.params;
      written = { over, params: next(before) };
      current.setParams(written.params, options);
    },
    [],
  );
  return [params, change] as const;
}
