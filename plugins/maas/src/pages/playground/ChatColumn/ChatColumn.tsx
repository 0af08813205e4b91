import { Button, ButtonIcon, Text, VisuallyHidden } from '@backstage/ui';
import type { Model, Plan } from '@openmaas/backstage-plugin-maas-common';
import { RiCloseLine, RiRefreshLine, RiStopFill } from '@remixicon/react';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../../hooks/useTexts';
import {
  type ChatColumn as Column,
  isAnswering,
  lastAnswer,
  type ToolResult,
} from '../../../utils/playground';
import { ModelPicker } from '../ModelPicker';
import { ColumnNote } from './ColumnNote';
import { Entries } from './Entries';
import styles from './ChatColumn.module.css';

/** How near the end somebody reads who wants to see what comes, in pixels. */
const NEAR_END = 60;

/** A conversation with one model, and which one that is. @internal */
export const ChatColumn = (props: {
  column: Column;
  /** From 1. */
  number: number;
  /** The one that is asked next, as far as it is known. */
  model: Model | undefined;
  /** By id. */
  models: ReadonlyMap<string, Model>;
  /** Those that can be chosen here. */
  choices: Model[];
  planOf: (model: string, team?: string) => Plan | undefined;
  callable: boolean;
  /** Characters of the system prompt. */
  systemCharacters: number;
  onChoose: (model: string) => void;
  /** Undefined for the only one. */
  onRemove?: () => void;
  onSendResults: (results: ToolResult[]) => void;
  onStop: () => void;
  onRetry: () => void;
}) => {
  const { column, number, model, choices, callable } = props;
  const { onChoose, onRemove, onStop, onRetry } = props;
  const t = useTexts();
  const title = model?.title ?? column.model;
  const answering = isAnswering(column);
  const answer = lastAnswer(column)?.answer;

  const log = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    const element = log.current;
    if (element && follows.current) {
      element.scrollTop = element.scrollHeight;
    }
  }, [column.entries]);

  const news =
    answer?.state === 'failed'
      ? t('playground.chat.failed', {
          model: title,
          reason: answer.error?.message ?? t('playground.error.brokenOff'),
        })
      : t('playground.chat.answered', {
          model: title,
          answer: answer?.content ?? '',
        });

  return (
    <section
      className={styles.column}
      aria-label={t('playground.chat.with', { model: title })}
    >
      <div className={styles.head}>
        <ModelPicker
          className={styles.picker}
          label={t('playground.models.choose', { number: String(number) })}
          placeholder={title}
          models={choices}
          value={callable ? column.model : undefined}
          onChange={onChoose}
        />
        {onRemove && (
          <ButtonIcon
            variant="tertiary"
            aria-label={t('playground.models.remove', { model: title })}
            icon={<RiCloseLine />}
            onPress={onRemove}
          />
        )}
      </div>
      <ColumnNote
        id={column.model}
        model={model}
        callable={callable}
        plan={props.planOf(column.model)}
      />
      <div
        ref={log}
        className={styles.log}
        role="group"
        aria-label={t('playground.chat.with', { model: title })}
        // What scrolls must be reached with keys.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={({ currentTarget: element }) => {
          const below =
            element.scrollHeight - element.scrollTop - element.clientHeight;
          follows.current = below < NEAR_END;
        }}
      >
        {column.entries.length === 0 && callable && (
          <Text color="secondary">{t('playground.empty.column')}</Text>
        )}
        <Entries
          entries={column.entries}
          models={props.models}
          planOf={props.planOf}
          systemCharacters={props.systemCharacters}
          onSendResults={props.onSendResults}
        />
      </div>
      {answer && (
        <div className={styles.actions}>
          {answering ? (
            <Button
              variant="secondary"
              iconStart={<RiStopFill />}
              aria-label={t('playground.chat.stopOne', { model: title })}
              onPress={onStop}
            >
              {t('playground.chat.stop')}
            </Button>
          ) : (
            <Button
              variant="secondary"
              iconStart={<RiRefreshLine />}
              aria-label={t('playground.chat.retryOne', { model: title })}
              onPress={onRetry}
            >
              {t('playground.chat.retry')}
            </Button>
          )}
        </div>
      )}
      {/* Once for each answer, when it is whole: a word at a time nobody could follow. */}
      <VisuallyHidden role="status">
        {answer && !answering && news}
      </VisuallyHidden>
    </section>
  );
};
