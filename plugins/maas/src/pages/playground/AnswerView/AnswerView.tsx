import { Text } from '@backstage/ui';
import type { Model, Plan } from '@openmaas/backstage-plugin-maas-common';
import { CopyButton } from '../../../components/CopyButton';
import { useTexts } from '../../../hooks/useTexts';
import {
  type Answer,
  figuresOf,
  isRunning,
  type ToolResult,
} from '../../../utils/playground';
import { AnswerFailure } from './AnswerFailure';
import { AnswerFigures } from './AnswerFigures';
import { AnswerText } from './AnswerText';
import { ToolCalls } from './ToolCalls';
import styles from './AnswerView.module.css';

/** What a model has answered, and what that took. @internal */
export const AnswerView = (props: {
  answer: Answer;
  /** The one that was asked, as far as it is known. */
  model: Model | undefined;
  /** Under which the team calls it. */
  plan: Plan | undefined;
  /** Of all that was sent, for a guess where nobody has counted. */
  promptCharacters: number;
  /** Results that were sent; undefined where none were. */
  results?: ToolResult[];
  /** Sends results; undefined where the conversation has gone on without them. */
  onSendResults?: (results: ToolResult[]) => void;
}) => {
  const { answer, model, plan, promptCharacters } = props;
  const { content, reasoning, toolCalls, state, finishReason } = answer;
  const t = useTexts();
  const running = isRunning(answer);
  const title = model?.title ?? answer.model;
  const saidAnything =
    content !== '' || reasoning !== '' || toolCalls.length > 0;

  return (
    <div className={styles.root} aria-busy={running}>
      {state === 'waiting' && (
        <Text color="secondary">{t('playground.chat.waiting')}</Text>
      )}
      {reasoning !== '' && (
        // Open as long as there is nothing else to read.
        <details className={styles.reasoning} open={running && content === ''}>
          <summary>{t('playground.chat.reasoning')}</summary>
          <div className={styles.thoughts}>{reasoning}</div>
        </details>
      )}
      {content !== '' && <AnswerText text={content} />}
      {toolCalls.length > 0 && (
        <ToolCalls
          model={title}
          calls={toolCalls}
          results={props.results}
          onSend={running ? undefined : props.onSendResults}
        />
      )}
      {state === 'stopped' && (
        <Text color="secondary">{t('playground.chat.stopped')}</Text>
      )}
      {finishReason === 'length' && (
        <Text color="secondary">{t('playground.chat.cut')}</Text>
      )}
      {answer.error && (
        <AnswerFailure
          error={answer.error}
          requestId={answer.requestId}
          model={answer.model}
          brokenOff={saidAnything}
        />
      )}
      {!running && saidAnything && (
        <div className={styles.foot}>
          <AnswerFigures
            answer={answer}
            figures={figuresOf(answer, model, plan, promptCharacters)}
          />
          {content !== '' && (
            <CopyButton
              compact
              text={content}
              label={t('playground.chat.copy')}
            />
          )}
        </div>
      )}
    </div>
  );
};
