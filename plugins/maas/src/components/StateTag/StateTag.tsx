import type {
  AccessRequestState,
  GrantState,
  KeyState,
} from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../hooks/useTexts';
import styles from './StateTag.module.css';

type Tone = 'good' | 'waiting' | 'attention' | 'bad' | 'neutral';

const TONES: Record<AccessRequestState | GrantState | KeyState, Tone> = {
  active: 'good',
  approved: 'good',
  pending: 'waiting',
  waiting: 'waiting',
  unrevealed: 'attention',
  suspended: 'attention',
  denied: 'bad',
  revoked: 'bad',
  expired: 'neutral',
  superseded: 'neutral',
  cancelled: 'neutral',
};

/** Props of {@link StateTag}. @internal */
export type StateTagProps =
  | { kind: 'key'; state: KeyState }
  | { kind: 'request'; state: AccessRequestState };

/** Where a key or a request is in its life: color and words. @internal */
export const StateTag = (props: StateTagProps) => {
  const t = useTexts();
  return (
    <span className={styles.tag} data-tone={TONES[props.state]}>
      {props.kind === 'key'
        ? t(`state.key.${props.state}`)
        : t(`state.request.${props.state}`)}
    </span>
  );
};
