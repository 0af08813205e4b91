import { useCallback, useEffect, useState } from 'react';

type Load<T> = (signal: AbortSignal) => Promise<T>;

interface State<T> {
  /** What the rest of the state comes from. */
  load?: Load<T>;
  value?: T;
  updatedAt?: number;
  error?: unknown;
}

/** Something that is kept up to date while it is looked at. @internal */
export interface Live<T> {
  /** The last value that came; it stays while a newer one is on its way. */
  value?: T;
  /** When the value came, in milliseconds since the epoch. */
  updatedAt?: number;
  /** Why the last attempt failed. A value beside it is older than that. */
  error?: unknown;
  /** Nothing has come yet of what is asked for now; a value beside it answers another question. */
  loading: boolean;
  retry(): void;
}

/**
 * Loads something, and again whenever the function changes and some time after each
 * answer. While the page is hidden nothing is asked again; when it is shown, at once.
 *
 * @param load - made with `useCallback`
 * @param everyMs - milliseconds from an answer to the next question
 * @internal
 */
export function useLive<T>(load: Load<T>, everyMs: number): Live<T> {
  const [state, setState] = useState<State<T>>({});
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running = false;

    const ask = async () => {
      if (running) {
        return;
      }
      running = true;
      clearTimeout(timer);
      try {
        const value = await load(signal);
        if (!signal.aborted) {
          setState({ load, value, updatedAt: Date.now() });
        }
      } catch (error) {
        if (!signal.aborted) {
          // What answers another question must not pass for an answer to this one.
          setState(before =>
            before.load === load ? { ...before, error } : { load, error },
          );
        }
      }
      running = false;
      if (!signal.aborted && document.visibilityState === 'visible') {
        timer = setTimeout(ask, everyMs);
      }
    };
    const onVisibilityChange = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') {
        ask();
      }
    };

    document.addEventListener('visibilitychange', onVisibilityChange);
    ask();
    return () => {
      document.removeEventListener('visibilitychange', onVisibilityChange);
      clearTimeout(timer);
      controller.abort();
    };
  }, [load, everyMs, attempt]);

  const retry = useCallback(() => {
    setState(before => ({ ...before, error: undefined }));
    setAttempt(count => count + 1);
  }, []);

  const { value, updatedAt, error } = state;
  const current = state.load === load;
  return {
    value,
    updatedAt,
    error: current ? error : undefined,
    loading: !current || (value === undefined && error === undefined),
    retry,
  };
}
