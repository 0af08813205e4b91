import { useCallback, useEffect, useState } from 'react';

/** Something that is loaded, and how to load it again. @internal */
export interface Loaded<T> {
  /** The last value that came; it stays while a newer one is on its way. */
  value?: T;
  error?: unknown;
  loading: boolean;
  reload(): void;
  /** Puts in what another call has answered. */
  replace(value: T): void;
}

/**
 * Loads something, again whenever the function changes. Only the newest answer counts.
 *
 * @param load - made with `useCallback`
 * @internal
 */
export function useLoad<T>(
  load: (signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const [state, setState] = useState<{
    value?: T;
    error?: unknown;
    loading: boolean;
  }>({ loading: true });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setState(before => ({ value: before.value, loading: true }));
    load(signal).then(
      value => !signal.aborted && setState({ value, loading: false }),
      error =>
        !signal.aborted &&
        setState(before => ({ value: before.value, error, loading: false })),
    );
    return () => controller.abort();
  }, [load, attempt]);

  const reload = useCallback(() => setAttempt(count => count + 1), []);
  const replace = useCallback(
    (value: T) => setState({ value, loading: false }),
    [],
  );
  return { ...state, reload, replace };
}
