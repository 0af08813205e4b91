import { isRunning, newAnswer } from './answer';
import type { Answer, ChatColumn, Entry, ToolResult } from './types';

/** What happens to conversations; ids are the caller's, and unique. @internal */
export type ChatAction =
  /** Another choice of models: columns that stay keep their conversation. */
  | { type: 'models'; models: string[] }
  /** The same prompt to some columns. */
  | { type: 'prompt'; columns: string[]; text: string; images: string[] }
  | { type: 'results'; column: string; results: ToolResult[] }
  /** The last answer once more. */
  | { type: 'retry'; column: string }
  | { type: 'answer'; column: string; entry: string; answer: Answer }
  | { type: 'clear' };

let lastId = 0;
const newId = () => String((lastId += 1));

/**
 * Conversations after something happened to them.
 *
 * @internal
 */
export function chatsAfter(
  columns: ChatColumn[],
  action: ChatAction,
): ChatColumn[] {
  const change = (
    matches: (column: ChatColumn) => boolean,
    entriesOf: (column: ChatColumn) => Entry[],
  ) =>
    columns.map(column =>
      matches(column) ? { ...column, entries: entriesOf(column) } : column,
    );
  switch (action.type) {
    case 'models':
      return withModels(columns, action.models);
    case 'prompt':
      return change(
        ({ id }) => action.columns.includes(id),
        ({ entries, model }) => [
          ...entries,
          {
            kind: 'user',
            id: newId(),
            text: action.text,
            images: action.images,
          },
          emptyAnswer(model),
        ],
      );
    case 'results':
      return change(
        ({ id }) => id === action.column,
        ({ entries, model }) => [
          ...entries,
          { kind: 'tools', id: newId(), results: action.results },
          emptyAnswer(model),
        ],
      );
    case 'retry':
      return change(
        column => column.id === action.column && Boolean(lastAnswer(column)),
        ({ entries, model }) => [...entries.slice(0, -1), emptyAnswer(model)],
      );
    case 'answer':
      return change(
        ({ id }) => id === action.column,
        ({ entries }) =>
          entries.map(entry =>
            entry.id === action.entry && entry.kind === 'answer'
              ? { ...entry, answer: action.answer }
              : entry,
          ),
      );
    default:
      return columns.map(({ model }) => ({ id: newId(), model, entries: [] }));
  }
}

/** The answer at the end of a conversation. @internal */
export function lastAnswer({
  entries,
}: Pick<ChatColumn, 'entries'>):
  | Extract<Entry, { kind: 'answer' }>
  | undefined {
  const last = entries[entries.length - 1];
  return last?.kind === 'answer' ? last : undefined;
}

/** Whether a conversation waits for more of an answer. @internal */
export function isAnswering(column: ChatColumn): boolean {
  const last = lastAnswer(column);
  return last !== undefined && isRunning(last.answer);
}

/** Where one model takes another one's place, the conversation goes on with it. */
function withModels(columns: ChatColumn[], models: string[]): ChatColumn[] {
  return models.map((model, index) => {
    const replaced = columns[index];
    return (
      columns.find(column => column.model === model) ??
      (replaced && !models.includes(replaced.model)
        ? { ...replaced, model }
        : { id: newId(), model, entries: [] })
    );
  });
}

function emptyAnswer(model: string): Entry {
  return { kind: 'answer', id: newId(), answer: newAnswer(model) };
}
