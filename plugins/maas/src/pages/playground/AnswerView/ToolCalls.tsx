import { Button, Text, TextAreaField } from '@backstage/ui';
import { useState } from 'react';
import { CodeBlock } from '../../../components/CodeBlock';
import { useTexts } from '../../../hooks/useTexts';
import type { ToolCall, ToolResult } from '../../../utils/playground';
import styles from './AnswerView.module.css';

/** JSON with a line for each member; what is no JSON stays as it is. */
function readable(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

/** The tools that a model wants called: their results are typed in, and go back to it. @internal */
export const ToolCalls = (props: {
  /** Title of the model. */
  model: string;
  calls: ToolCall[];
  /** Those that were sent. */
  results?: ToolResult[];
  /** Undefined where it is too late, or too early, to send some. */
  onSend?: (results: ToolResult[]) => void;
}) => {
  const { model, calls, results, onSend } = props;
  const t = useTexts();
  const [typed, setTyped] = useState<Record<string, string>>({});

  return (
    <div className={styles.tools}>
      {calls.map(({ id, name, arguments: args }) => {
        const sent = results?.find(result => result.id === id);
        return (
          <div key={id} className={styles.tool}>
            <Text as="p" weight="bold" className={styles.toolName}>
              {t('playground.tools.calls', { model, tool: name })}
            </Text>
            <CodeBlock
              text={readable(args)}
              label={t('playground.tools.arguments', { tool: name })}
            />
            {sent && (
              <>
                <Text variant="body-small" color="secondary">
                  {t('playground.tools.result', { tool: name })}
                </Text>
                <CodeBlock
                  text={sent.content}
                  label={t('playground.tools.result', { tool: name })}
                />
              </>
            )}
            {onSend && (
              <TextAreaField
                label={t('playground.tools.result', { tool: name })}
                rows={2}
                value={typed[id] ?? ''}
                onChange={text => setTyped(all => ({ ...all, [id]: text }))}
              />
            )}
          </div>
        );
      })}
      {onSend && (
        <div>
          <Button
            variant="secondary"
            onPress={() =>
              onSend(calls.map(({ id }) => ({ id, content: typed[id] ?? '' })))
            }
          >
            {t('playground.tools.send')}
          </Button>
        </div>
      )}
    </div>
  );
};
