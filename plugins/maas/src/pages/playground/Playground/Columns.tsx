import { Tab, TabList, TabPanel, Tabs, useBreakpoint } from '@backstage/ui';
import { useTexts } from '../../../hooks/useTexts';
import type {
  ChatColumn as Column,
  ToolResult,
} from '../../../utils/playground';
import { ChatColumn } from '../ChatColumn';
import type { Choices } from './useChoices';
import styles from './Playground.module.css';

/** The conversations: side by side, or on a narrow screen one at a time. @internal */
export const Columns = (props: {
  columns: Column[];
  choices: Choices;
  systemCharacters: number;
  onSendResults: (column: string, results: ToolResult[]) => void;
  onStop: (column: string) => void;
  onRetry: (column: string) => void;
}) => {
  const { columns, choices, systemCharacters } = props;
  const { chosen, choose, offered, known, callable, planOf } = choices;
  const t = useTexts();
  const narrow = useBreakpoint().down('sm');

  const column = (each: Column, index: number) => (
    <ChatColumn
      key={each.id}
      column={each}
      number={index + 1}
      model={known.get(each.model)}
      models={known}
      choices={offered.filter(
        ({ id }) => id === each.model || !chosen.includes(id),
      )}
      planOf={planOf}
      callable={callable(each.model)}
      systemCharacters={systemCharacters}
      onChoose={model =>
        choose(chosen.map(id => (id === each.model ? model : id)))
      }
      onRemove={
        columns.length > 1
          ? () => choose(chosen.filter(id => id !== each.model))
          : undefined
      }
      onSendResults={results => props.onSendResults(each.id, results)}
      onStop={() => props.onStop(each.id)}
      onRetry={() => props.onRetry(each.id)}
    />
  );

  if (narrow && columns.length > 1) {
    return (
      <Tabs>
        <div className={styles.tabs}>
          <TabList aria-label={t('playground.models.columns')}>
            {columns.map(({ id, model }) => (
              <Tab key={id} id={id}>
                {known.get(model)?.title ?? model}
              </Tab>
            ))}
          </TabList>
        </div>
        {columns.map((each, index) => (
          <TabPanel key={each.id} id={each.id} className={styles.panel}>
            {column(each, index)}
          </TabPanel>
        ))}
      </Tabs>
    );
  }
  return <div className={styles.columns}>{columns.map(column)}</div>;
};
