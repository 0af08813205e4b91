import { Button, Flex, Text } from '@backstage/ui';
import { useTexts } from '../../../hooks/useTexts';
import { formatDateTime } from '../../../utils/dates';
import { describeError } from '../../../utils/errors';
import styles from './RefreshState.module.css';

/** Says how fresh figures are, and in which time zone. @internal */
export const RefreshState = (props: {
  /** When they came, in milliseconds since the epoch. */
  updatedAt: number;
  timeZone: string;
  /** Why they could not be refreshed. */
  error?: unknown;
  onRetry: () => void;
}) => {
  const { updatedAt, timeZone, error, onRetry } = props;
  const t = useTexts();
  const time = formatDateTime(new Date(updatedAt).toISOString());
  const failed = error !== undefined;

  return (
    <Flex align="center" gap="3" className={styles.root}>
      <Text variant="body-small" color="secondary">
        {t('usagePage.timeZone', { zone: timeZone })}
        {!failed && (
          <span className={styles.updated} title={time}>
            {t('usagePage.updated')}
          </span>
        )}
      </Text>
      {/* Refreshing is not worth a word; that it fails is. */}
      <span role="status" className={styles.failed}>
        {failed &&
          t('usagePage.notUpdated', {
            time,
            reason: describeError(error).message,
          })}
      </span>
      {failed && (
        <Button variant="tertiary" size="small" onPress={onRetry}>
          {t('common.error.retry')}
        </Button>
      )}
    </Flex>
  );
};
