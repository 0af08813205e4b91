import type { ModelStatus as Status } from '@openmaas/backstage-plugin-maas-common';
import { useId } from 'react';
import { useTexts } from '../../hooks/useTexts';
import styles from './ModelStatus.module.css';

const TONES: Record<Status['state'], 'good' | 'waiting' | 'bad' | 'neutral'> = {
  ready: 'good',
  degraded: 'waiting',
  queued: 'waiting',
  starting: 'waiting',
  unreachable: 'bad',
  failed: 'bad',
  off: 'neutral',
  stopped: 'bad',
  retired: 'neutral',
};

/**
 * Whether a model can be called now, in a few words.
 *
 * @internal
 */
export function statusText(
  t: ReturnType<typeof useTexts>,
  { state, queuePosition, progress }: Status,
): string {
  if (state === 'queued' && queuePosition !== undefined) {
    return t('model.status.queuedAt', { position: String(queuePosition) });
  }
  if (state === 'starting' && progress !== undefined) {
    return t('model.status.startingAt', { progress: String(progress) });
  }
  return t(`model.status.${state}`);
}

/**
 * Whether a model can be called now, in words and colour: with its place in the queue
 * or how far it has come, and with the reason where there is one.
 *
 * @param props - `brief` leaves the reason to the title, where there is little room
 * @internal
 */
export const ModelStatus = (props: { status: Status; brief?: boolean }) => {
  const { status, brief } = props;
  const { state, reason, progress } = status;
  const t = useTexts();
  const labelId = useId();

  return (
    <span className={styles.root}>
      <span
        id={labelId}
        className={styles.state}
        data-tone={TONES[state]}
        title={brief ? reason : undefined}
      >
        {statusText(t, status)}
      </span>
      {state === 'starting' && progress !== undefined && (
        <progress
          className={styles.progress}
          aria-labelledby={labelId}
          max={100}
          value={progress}
        />
      )}
      {!brief && reason && <span className={styles.reason}>{reason}</span>}
    </span>
  );
};
