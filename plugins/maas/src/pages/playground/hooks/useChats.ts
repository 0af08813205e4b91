import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type Answer,
  type ChatAction,
  type ChatColumn,
  chatsAfter,
  type Entry,
  isAnswering,
  lastAnswer,
  readAnswer,
  type ToolResult,
} from '../../../utils/playground';

/** Between two looks at answers that are coming, in milliseconds. */
const SHOW_EVERY = 80;

/** Asks a model, by its id, to go on with a conversation. */
type AskModel = (
  model: string,
  entries: Entry[],
  signal: AbortSignal,
) => Promise<Response>;

/** Conversations, and what can be done with them. @internal */
export interface Chats {
  columns: ChatColumn[];
  /** The same prompt to some of them. */
  send(columns: string[], text: string, images: string[]): void;
  sendResults(column: string, results: ToolResult[]): void;
  retry(columns: string[]): void;
  /** Ends the answers that are coming; what has come stays. */
  stop(columns: string[]): void;
  clear(): void;
}

/**
 * Conversations with models, one for each, in memory alone.
 *
 * @param models - ids, each once; the same array as long as they are the same
 * @param team - entity reference of the team that pays for what is asked
 * @internal
 */
export function useChats(models: string[], team: string, ask: AskModel): Chats {
  const [columns, setColumns] = useState(() =>
    chatsAfter([], { type: 'models', models }),
  );
  // What comes between two renderings must see what came before it.
  const latest = useRef(columns);
  const running = useRef(new Map<string, AbortController>());
  const asking = useRef({ ask, team });
  useEffect(() => {
    asking.current = { ask, team };
  }, [ask, team]);

  const apply = useCallback((action: ChatAction) => {
    latest.current = chatsAfter(latest.current, action);
    setColumns(latest.current);
    const wanted = new Set(latest.current.map(c => lastAnswer(c)?.id));
    for (const [entry, controller] of running.current) {
      if (!wanted.has(entry)) {
        controller.abort();
      }
    }
  }, []);

  useEffect(() => apply({ type: 'models', models }), [apply, models]);
  useEffect(() => {
    const answers = running.current;
    return () => answers.forEach(controller => controller.abort());
  }, []);

  const run = useCallback(
    async (column: ChatColumn) => {
      const entry = lastAnswer(column)?.id;
      if (entry === undefined || !isAnswering(column)) {
        return;
      }
      const controller = new AbortController();
      running.current.set(entry, controller);
      const show = (answer: Answer) =>
        apply({ type: 'answer', column: column.id, entry, answer });
      const shown = throttled(show);
      const { model, entries } = column;
      const { ask: askNow, team: payer } = asking.current;
      const answer = await readAnswer({
        model,
        team: payer,
        signal: controller.signal,
        call: signal => askNow(model, entries.slice(0, -1), signal),
        onChange: shown.next,
      });
      shown.cancel();
      running.current.delete(entry);
      show(answer);
    },
    [apply],
  );

  /** Asks those that have something to answer now, and had nothing before. */
  const applyAndRun = useCallback(
    (action: ChatAction) => {
      apply(action);
      latest.current
        .filter(column => !running.current.has(lastAnswer(column)?.id ?? ''))
        .forEach(run);
    },
    [apply, run],
  );

  return {
    columns,
    send: (ids, text, images) =>
      applyAndRun({ type: 'prompt', columns: ids, text, images }),
    sendResults: (column, results) =>
      applyAndRun({ type: 'results', column, results }),
    retry: ids => ids.forEach(column => applyAndRun({ type: 'retry', column })),
    stop: ids =>
      latest.current
        .filter(({ id }) => ids.includes(id))
        .forEach(column =>
          running.current.get(lastAnswer(column)?.id ?? '')?.abort(),
        ),
    clear: () => apply({ type: 'clear' }),
  };
}

/** Shows only so many of the values that come, and the last one of them. */
function throttled<T>(show: (value: T) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: T;
  return {
    next(value: T) {
      last = value;
      timer ??= setTimeout(() => {
        timer = undefined;
        show(last);
      }, SHOW_EVERY);
    },
    cancel: () => clearTimeout(timer),
  };
}
