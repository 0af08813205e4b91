import { Text } from '@backstage/ui';
import type { UsageEvent } from '@openmaas/backstage-plugin-maas-common';
import { StateTag } from '../../../components/StateTag';
import { useTexts } from '../../../hooks/useTexts';
import { failedUnbilled } from '../../../utils/usage';
import styles from './LatestCalls.module.css';

/**
 * How a call ended, why if it failed, and whether its tokens are an estimate or there are
 * none.
 *
 * @internal
 */
export const CallState = ({ call }: { call: UsageEvent }) => {
  const t = useTexts();
  const unbilled = failedUnbilled(call);
  const completed = call.endState === 'completed';
  // An answer that broke off had begun with a good status, which explains nothing.
  const status = call.status && call.status >= 400 ? call.status : undefined;
  // Some codes only repeat the state or the status.
  const code = [call.endState, `upstream_${status}`].includes(
    call.errorCode ?? '',
  )
    ? undefined
    : call.errorCode;
  const reason = [status && `HTTP ${status}`, code].filter(Boolean).join(', ');
  return (
    <span className={styles.state}>
      <StateTag kind="call" state={call.endState} />
      {!completed && reason && (
        <Text variant="body-x-small" color="secondary">
          {reason}
        </Text>
      )}
      {unbilled && (
        <span
          className={styles.unbilled}
          title={t('usagePage.calls.nothingBilledWhy')}
        >
          {t('usagePage.calls.nothingBilled')}
        </span>
      )}
      {call.estimated && !unbilled && (
        <span
          className={styles.estimated}
          title={t('usagePage.calls.estimatedWhy')}
        >
          {t('usagePage.calls.estimated')}
        </span>
      )}
    </span>
  );
};
