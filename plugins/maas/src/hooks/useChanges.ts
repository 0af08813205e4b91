import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  LIVE_CHANNEL,
  type LiveKind,
  type LiveMessage,
} from '@openmaas/backstage-plugin-maas-common';
import { useEffect, useRef } from 'react';

/** From a change to the reload, so that several changes in a row cost one. */
const SETTLE_MS = 300;

/** Every open page hears of a change at the same moment; they do not ask all at once. */
const JITTER_MS = 1_200;

/** A computer that slept meanwhile has not heard of changes. */
const LONG_HIDDEN_MS = 60_000;

/**
 * Reloads what a page shows when somebody has changed things of these kinds: soon
 * after the change, at most once in a while however much changes, and only while the
 * page is looked at; what a hidden page has missed it makes up for when it is shown.
 * In a portal without the signals plugin, nothing tells of changes.
 *
 * @param kinds - need not be the same array each time
 * @param reload - need not be the same function each time
 * @internal
 */
export function useChanges(kinds: LiveKind[], reload: () => void): void {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef({ kinds, reload });
  latest.current = { kinds, reload };

  // Not useSignal: it hands over only the last of several messages that come between
  // two renderings, and each may be of another kind.
  useEffect(() => {
    if (!signals) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    let missed = false;
    let hiddenAt = Date.now();

    const reloadOrMiss = () => {
      timer = undefined;
      missed = document.visibilityState !== 'visible';
      if (!missed) {
        latest.current.reload();
      }
    };
    const reloadSoon = () => {
      timer ??= setTimeout(reloadOrMiss, SETTLE_MS + Math.random() * JITTER_MS);
    };
    const onVisibilityChange = () => {
      if (document.visibilityState !== 'visible') {
        hiddenAt = Date.now();
      } else if (missed || Date.now() - hiddenAt >= LONG_HIDDEN_MS) {
        clearTimeout(timer);
        reloadOrMiss();
      }
    };

    const { unsubscribe } = signals.subscribe<LiveMessage>(
      LIVE_CHANNEL,
      ({ kind }) => {
        if (latest.current.kinds.includes(kind)) {
          reloadSoon();
        }
      },
    );
    document.addEventListener('visibilitychange', onVisibilityChange);
    return () => {
      unsubscribe();
      document.removeEventListener('visibilitychange', onVisibilityChange);
      clearTimeout(timer);
    };
  }, [signals]);
}
