import { Button, Text, TextField } from '@backstage/ui';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTexts } from '../../../hooks/useTexts';
import { readRequestId } from '../../../utils/requestIds';
import type { NameIndexes } from '../UsageTable/GroupName';
import styles from './FindRequest.module.css';
import { FoundRequest } from './FoundRequest';
import { useRequestParam } from './useRequestParam';

/**
 * Finds what became of a request by its id, as it is typed, pasted or in the address.
 *
 * @internal
 */
export const FindRequest = (props: {
  indexes: NameIndexes;
  /** ISO 4217 code; undefined until it is known. */
  currency: string | undefined;
}) => {
  const { indexes, currency } = props;
  const t = useTexts();
  const { value, find } = useRequestParam();
  const id = readRequestId(value);
  const [text, setText] = useState(value);
  // What is in the address counts as sent; what is being typed is not judged yet.
  const [sent, setSent] = useState(true);
  const textId = useId();
  const form = useRef<HTMLFormElement>(null);
  const result = useRef<HTMLDivElement>(null);

  useEffect(() => {
    setText(value);
    setSent(true);
    // Whoever follows a link further down would not see that something has appeared.
    if (value && !form.current?.contains(document.activeElement)) {
      result.current?.focus();
    }
  }, [value]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    const typed = readRequestId(text);
    if (typed || !text.trim()) {
      setText(typed ?? '');
      find(typed);
    }
  };

  const malformed =
    sent && text.trim() !== '' && readRequestId(text) === undefined;
  return (
    <>
      <form
        ref={form}
        className={styles.form}
        role="search"
        aria-label={t('usagePage.find.label')}
        onSubmit={submit}
      >
        <Text as="p" className={styles.label}>
          <strong id={`${textId}-label`}>{t('usagePage.find.label')}</strong>{' '}
          <span id={`${textId}-description`} className={styles.description}>
            {t('usagePage.find.description')}
          </span>
        </Text>
        <TextField
          className={styles.field}
          size="small"
          aria-labelledby={`${textId}-label`}
          aria-describedby={`${textId}-description`}
          autoComplete="off"
          spellCheck="false"
          value={text}
          onChange={typed => {
            setText(typed);
            setSent(false);
          }}
          validationBehavior="aria"
          validate={() => (malformed ? t('usagePage.find.malformed') : null)}
        />
        <Button type="submit" variant="secondary">
          {t('usagePage.find.action')}
        </Button>
      </form>
      {id && (
        <div
          ref={result}
          className={styles.result}
          role="region"
          aria-label={t('usagePage.find.result')}
          aria-live="polite"
          tabIndex={-1}
        >
          <FoundRequest
            key={id}
            id={id}
            indexes={indexes}
            currency={currency}
            onClose={() => find(undefined)}
          />
        </div>
      )}
    </>
  );
};
