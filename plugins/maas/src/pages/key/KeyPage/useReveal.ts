import { useApi } from '@backstage/core-plugin-api';
import type {
  ApiKey,
  RevealedKey,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useState } from 'react';
import { maasApiRef } from '../../../api';
import { describeError } from '../../../utils/errors';

/** A secret that is shown once, as far as it has come. @internal */
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
  /** Makes the first secret. */
  start(): void;
  /**
   * Makes another secret; the one before works on for so many hours.
   *
   * @throws ResponseError of the control plane
   */
  rotate(graceHours: number): Promise<void>;
  forget(): void;
}

type State = Omit<Reveal, 'start' | 'rotate' | 'forget'>;

/** Reveals a key and keeps its secret for as long as the component lives. @internal */
export function useReveal(options: {
  id: string;
  onChange: (key: ApiKey) => void;
  onOutdated: () => void;
}): Reveal {
  const { id, onChange, onOutdated } = options;
  const api = useApi(maasApiRef);
  const [state, setState] = useState<State>({ running: false });

  const show = useCallback(
    ({ key, secret, gatewayBaseUrl }: RevealedKey) => {
      setState({ running: false, secret, gatewayBaseUrl });
      onChange(key);
    },
    [onChange],
  );

  const start = useCallback(async () => {
    setState({ running: true });
    try {
      show(await api.revealKey(id));
    } catch (error) {
      if (describeError(error).status === 409) {
        setState({ running: false, refused: error });
        onOutdated();
      } else {
        setState({ running: false, error });
      }
    }
  }, [api, id, show, onOutdated]);

  const rotate = useCallback(
    async (graceHours: number) => {
      setState({ running: true });
      try {
        show(await api.rotateKey(id, { graceHours }));
      } catch (error) {
        setState({ running: false });
        throw error;
      }
    },
    [api, id, show],
  );

  const forget = useCallback(
    () =>
      setState(({ gatewayBaseUrl }) => ({ running: false, gatewayBaseUrl })),
    [],
  );

  return { ...state, start, rotate, forget };
}
