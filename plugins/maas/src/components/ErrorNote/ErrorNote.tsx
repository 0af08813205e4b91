import { Alert, Button } from '@backstage/ui';
import { useTexts } from '../../hooks/useTexts';
import { adviceFor, describeError } from '../../utils/errors';
import styles from './ErrorNote.module.css';

/**
 * Says what went wrong, in the server's words, and what to do about it.
 *
 * @internal
 */
export const ErrorNote = (props: { error: unknown; onRetry?: () => void }) => {
  const { error, onRetry } = props;
  const t = useTexts();
  const { status, message } = describeError(error);

  return (
    <Alert
      className={styles.note}
      role="alert"
      status="danger"
      icon
      title={t('common.error.title')}
      description={
        <>
          <div>{message}</div>
          <div>{t(`common.error.advice.${adviceFor(status)}`)}</div>
        </>
      }
      customActions={
        onRetry && (
          <Button variant="secondary" onPress={onRetry}>
            {t('common.error.retry')}
          </Button>
        )
      }
    />
  );
};
