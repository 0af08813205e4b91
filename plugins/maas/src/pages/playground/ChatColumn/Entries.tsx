import { Text } from '@backstage/ui';
import type { Model, Plan } from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../../hooks/useTexts';
import {
  charactersOf,
  type Entry,
  takesImages,
  type ToolResult,
} from '../../../utils/playground';

import { AnswerView } from '../AnswerView';
import styles from './ChatColumn.module.css';

const Prompt = (props: {
  text: string;
  images: string[];
  /** The model that was asked got only the text. */
  withoutImages: boolean;
}) => {
  const { text, images, withoutImages } = props;
  const t = useTexts();
  return (
    <div className={styles.prompt}>
      <Text variant="body-small" weight="bold">
        {t('playground.chat.you')}
      </Text>
      {text && <div className={styles.promptText}>{text}</div>}
      {images.length > 0 && !withoutImages && (
        <div className={styles.images}>
          {images.map((url, index) => (
            <img
              key={url}
              src={url}
              alt={t('playground.chat.image', { number: String(index + 1) })}
            />
          ))}
        </div>
      )}
      {withoutImages && (
        <Text variant="body-small">{t('playground.chat.noImages')}</Text>
      )}
    </div>
  );
};

/** What was asked and answered, in order. @internal */
export const Entries = (props: {
  entries: Entry[];
  /** By id. */
  models: ReadonlyMap<string, Model>;
  planOf: (model: string, team?: string) => Plan | undefined;
  systemCharacters: number;
  onSendResults: (results: ToolResult[]) => void;
}) => {
  const { entries, models, planOf, systemCharacters, onSendResults } = props;

  return (
    <>
      {entries.map((entry, index) => {
        const next = entries[index + 1];
        if (entry.kind === 'user') {
          const asked =
            next?.kind === 'answer' ? models.get(next.answer.model) : undefined;
          return (
            <Prompt
              key={entry.id}
              text={entry.text}
              images={entry.images}
              withoutImages={
                entry.images.length > 0 &&
                asked !== undefined &&
                !takesImages(asked)
              }
            />
          );
        }
        // Results are shown with the calls they belong to.
        return entry.kind === 'answer' ? (
          <AnswerView
            key={entry.id}
            answer={entry.answer}
            model={models.get(entry.answer.model)}
            plan={planOf(entry.answer.model, entry.answer.team)}
            promptCharacters={
              systemCharacters + charactersOf(entries.slice(0, index))
            }
            results={next?.kind === 'tools' ? next.results : undefined}
            onSendResults={next ? undefined : onSendResults}
          />
        ) : null;
      })}
    </>
  );
};
