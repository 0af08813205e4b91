import type { ServerResponse } from 'node:http';

/**
 * Aborts when nobody is there any more to read an answer.
 *
 * @internal
 */
export function goneSignal(res: ServerResponse): AbortSignal {
  const gone = new AbortController();
  if (res.closed) {
    gone.abort();
  }
  res.on('close', () => gone.abort());
  return gone.signal;
}
