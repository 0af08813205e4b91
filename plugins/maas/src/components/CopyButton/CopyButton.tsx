import { Button, ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useTexts } from '../../hooks/useTexts';
import { copyText } from '../../utils/copyText';
import styles from './CopyButton.module.css';

const FEEDBACK_MS = 3000;

/**
 * Copies a text and says whether that worked.
 *
 * @param props - `label` names what is copied, for people who do not see the button's
 *   place; `compact` shows only an icon
 * @internal
 */
export const CopyButton = (props: {
  text: string;
  label?: string;
  compact?: boolean;
}) => {
  const { text, label, compact } = props;
  const t = useTexts();
  const [result, setResult] = useState<'copied' | 'failed'>();

  useEffect(() => {
    if (result !== 'copied') {
      return undefined;
    }
    const timer = setTimeout(() => setResult(undefined), FEEDBACK_MS);
    return () => clearTimeout(timer);
  }, [result]);
  useEffect(() => setResult(undefined), [text]);

  const icon = result === 'copied' ? <RiCheckLine /> : <RiFileCopyLine />;
  const onPress = async () =>
    setResult((await copyText(text)) ? 'copied' : 'failed');

  return (
    <span className={styles.root}>
      {compact ? (
        <ButtonIcon
          variant="tertiary"
          aria-label={label ?? t('common.copy.action')}
          icon={icon}
          onPress={onPress}
        />
      ) : (
        <Button
          variant="secondary"
          aria-label={label}
          iconStart={icon}
          onPress={onPress}
        >
          {result === 'copied'
            ? t('common.copy.done')
            : t('common.copy.action')}
        </Button>
      )}
      <span
        role="status"
        className={result === 'failed' ? styles.failed : styles.silent}
      >
        {result === 'copied' && t('common.copy.done')}
        {result === 'failed' && t('common.copy.failed')}
      </span>
    </span>
  );
};
