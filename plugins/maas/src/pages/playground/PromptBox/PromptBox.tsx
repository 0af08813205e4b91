import { Button, Text, TextAreaField } from '@backstage/ui';
import { RiRefreshLine, RiSendPlane2Line, RiStopFill } from '@remixicon/react';
import { type ComponentProps, forwardRef, useState } from 'react';
import { useTexts } from '../../../hooks/useTexts';
import type { ParsedTools } from '../../../utils/playground';
import { PromptImages } from './PromptImages';
import { usePromptImages } from './usePromptImages';
import styles from './PromptBox.module.css';

type OnKeyDown = NonNullable<ComponentProps<typeof TextAreaField>['onKeyDown']>;

/**
 * Where the next prompt is written, for all conversations at once.
 *
 * @internal
 */
export const PromptBox = forwardRef<
  HTMLDivElement,
  {
    canSend: boolean;
    /** It goes to more than one model. */
    several: boolean;
    takesImages: boolean;
    /** Answers are coming. */
    answering: boolean;
    canRetry: boolean;
    toolsFault: ParsedTools;
    onSend: (text: string, images: string[]) => void;
    onStop: () => void;
    onRetry: () => void;
  }
>((props, ref) => {
  const { canSend, several, takesImages, answering, canRetry } = props;
  const { fault, position } = props.toolsFault;
  const t = useTexts();
  const [text, setText] = useState('');
  const images = usePromptImages();
  const sent = takesImages ? images.items : [];
  const ready = canSend && !fault && (text.trim() !== '' || sent.length > 0);

  const send = () => {
    if (ready) {
      props.onSend(
        text,
        sent.map(({ url }) => url),
      );
      setText('');
      images.clear();
    }
  };

  const onKeyDown: OnKeyDown = event => {
    // While a word is composed, as in Japanese, Enter belongs to that.
    const { isComposing } = event.nativeEvent;
    if (event.key === 'Enter' && !event.shiftKey && !isComposing) {
      event.preventDefault();
      send();
    }
  };

  return (
    <div className={styles.root}>
      <TextAreaField
        ref={ref}
        className={styles.field}
        aria-label={t('playground.prompt.label')}
        placeholder={t('playground.prompt.placeholder')}
        rows={3}
        value={text}
        onChange={setText}
        onKeyDown={onKeyDown}
      />
      {fault && (
        <Text role="alert" className={styles.fault}>
          {t(`playground.form.fault.${fault}`, {
            position: String(position ?? ''),
          })}
        </Text>
      )}
      {takesImages && <PromptImages images={images} />}
      <div className={styles.actions}>
        <Text variant="body-small" color="secondary" className={styles.hint}>
          {t('playground.prompt.hint')}
        </Text>
        {canRetry && !answering && (
          <Button
            variant="secondary"
            iconStart={<RiRefreshLine />}
            onPress={props.onRetry}
          >
            {t('playground.prompt.retryAll')}
          </Button>
        )}
        {answering ? (
          <Button
            variant="primary"
            iconStart={<RiStopFill />}
            onPress={props.onStop}
          >
            {t(
              several ? 'playground.prompt.stopAll' : 'playground.prompt.stop',
            )}
          </Button>
        ) : (
          <Button
            variant="primary"
            iconStart={<RiSendPlane2Line />}
            isDisabled={!ready}
            onPress={send}
          >
            {t(
              several ? 'playground.prompt.sendAll' : 'playground.prompt.send',
            )}
          </Button>
        )}
      </div>
    </div>
  );
});
