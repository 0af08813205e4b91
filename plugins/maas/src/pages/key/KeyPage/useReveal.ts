import { useApi } from '@backstage/core-plugin-api';
import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useState } from 'react';
import { maasApiRef } from '../../../api';
import { describeError } from '../../../utils/errors';

/** The one reveal of a key, as far as it has come. @internal */
export interface Reveal {
  running: boolean;
  /** Only here, in the component's state, and only until it is forgotten. */
  secret?: string;
  /** Base URL for OpenAI clients, once the control plane has told it. */
  gatewayBaseUrl?: string;
  /** Why it failed; it can be tried again. */
  error?: unknown;
  /** The key has changed elsewhere, so that it cannot be revealed now. */
  refused?: unknown;
  start(): void;
  forget(): void;
}

/** Reveals a key and keeps its secret for as long as the component lives. @internal */
export function useReveal(options: {
  id: string;
  onChange: (key: ApiKey) => void;
  onOutdated: () => void;
}): Reveal {
  const { id, onChange, onOutdated } = options;
  const api = useApi(maasApiRef);
  const [state, setState] = useState<Omit<Reveal, 'start' | 'forget'>>({
    running: false,
  });

  const start = useCallback(async () => {
    setState({ running: true });
    try {
      const { key, secret, gatewayBaseUrl } = await api.revealKey(id);
      setState({ running: false, secret, gatewayBaseUrl });
      onChange(key);
    } catch (error) {
      if (describeError(error).status === 409) {
        setState({ running: false, refused: error });
        onOutdated();
      } else {
        setState({ running: false, error });
      }
    }
  }, [api, id, onChange, onOutdated]);

  const forget = useCallback(
    () =>
      setState(({ gatewayBaseUrl }) => ({ running: false, gatewayBaseUrl })),
    [],
  );

  return { ...state, start, forget };
}
