/**
 * Lets those who call at the same time share a run of some work: each is given one that
 * began after the call, so that it sees all that was there then, and at most one runs.
 *
 * @internal
 */
export function shareRuns<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  const begin = () => {
    next = undefined;
    return work();
  };
  return async () => {
    next ??= running = running.then(begin, begin);
    return next as Promise<T>;
  };
}
