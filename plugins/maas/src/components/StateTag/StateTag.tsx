import type {
  AccessRequestState,
  Gateway,
  GrantState,
  KeyState,
  ModelRequestState,
  UsageEndState,
} from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../hooks/useTexts';
import { TEXT_OF_REQUEST } from '../../utils/accessRequests';
import { TEXT_OF_MODEL_REQUEST } from '../../utils/modelRequests';
import styles from './StateTag.module.css';

type Tone = 'good' | 'waiting' | 'attention' | 'bad' | 'neutral';

const TONES: Record<
  | AccessRequestState
  | Gateway['state']
  | GrantState
  | KeyState
  | ModelRequestState
  | UsageEndState,
  Tone
> = {
  active: 'good',
  approved: 'good',
  pending: 'waiting',
  'asked-back': 'attention',
  waiting: 'waiting',
  unrevealed: 'attention',
  suspended: 'attention',
  denied: 'bad',
  revoked: 'bad',
  expired: 'neutral',
  superseded: 'neutral',
  cancelled: 'neutral',
  completed: 'good',
  client_aborted: 'neutral',
  upstream_error: 'bad',
  upstream_aborted: 'bad',
  gateway_stopped: 'attention',
  lost: 'attention',
  running: 'good',
  draining: 'attention',
  stopped: 'neutral',
  submitted: 'waiting',
  'under-review': 'waiting',
  deploying: 'waiting',
  available: 'good',
  declined: 'bad',
  withdrawn: 'neutral',
};

/** In the names of texts an underscore has a meaning of its own. */
const TEXT_OF_CALL = {
  completed: 'completed',
  client_aborted: 'clientAborted',
  upstream_error: 'upstreamError',
  upstream_aborted: 'upstreamAborted',
  gateway_stopped: 'gatewayStopped',
  lost: 'lost',
} as const;

/** Props of {@link StateTag}. @internal */
export type StateTagProps =
  | { kind: 'key'; state: KeyState }
  | { kind: 'request'; state: AccessRequestState }
  | { kind: 'modelRequest'; state: ModelRequestState }
  | { kind: 'grant'; state: GrantState }
  | { kind: 'call'; state: UsageEndState }
  | { kind: 'gateway'; state: Gateway['state'] };

/** Where a key, a request, a grant or a gateway is in its life, or how a call ended: color and words. @internal */
export const StateTag = (props: StateTagProps) => {
  const t = useTexts();
  return (
    <span className={styles.tag} data-tone={TONES[props.state]}>
      {props.kind === 'key' && t(`state.key.${props.state}`)}
      {props.kind === 'request' &&
        t(`state.request.${TEXT_OF_REQUEST[props.state]}`)}
      {props.kind === 'modelRequest' &&
        t(`modelRequestsPage.state.${TEXT_OF_MODEL_REQUEST[props.state]}`)}
      {props.kind === 'grant' && t(`state.grant.${props.state}`)}
      {props.kind === 'gateway' && t(`state.gateway.${props.state}`)}
      {props.kind === 'call' && t(`state.call.${TEXT_OF_CALL[props.state]}`)}
    </span>
  );
};
