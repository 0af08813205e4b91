import { Flex } from '@backstage/ui';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type ChatSettings,
  type Entry,
  isAnswering,
  lastAnswer,
  NO_SETTINGS,
  parseTools,
  requestOf,
  streamed,
  takesImages,
} from '../../../utils/playground';
import { useAsk } from '../hooks/useAsk';
import { useChats } from '../hooks/useChats';
import { useEscape } from '../hooks/useEscape';
import { PromptBox } from '../PromptBox';
import { Columns } from './Columns';
import { Toolbar } from './Toolbar';
import { useChoices } from './useChoices';

/**
 * Conversations with models side by side, for one of the user's teams.
 *
 * @param props - `teams` are those that can chat with something, at least one; `models`
 *   those that one of them can chat with
 * @internal
 */
export const Playground = (props: { teams: string[]; models: Model[] }) => {
  const choices = useChoices(props.teams, props.models);
  const { team, known, callable } = choices;
  const [settings, setSettings] = useState<ChatSettings>(NO_SETTINGS);
  const ask = useAsk(team);

  const bodyOf = useCallback(
    (id: string, entries: Entry[]) => {
      const model = known.get(id);
      return requestOf({
        servedName: model?.servedName ?? id,
        takesImages: model !== undefined && takesImages(model),
        settings,
        entries,
      });
    },
    [known, settings],
  );
  const chats = useChats(choices.chosen, team, (model, entries, signal) =>
    ask(streamed(bodyOf(model, entries)), signal),
  );
  const { columns } = chats;
  const able = columns.filter(({ model }) => callable(model));
  const answering = columns.filter(isAnswering).map(({ id }) => id);

  const prompt = useRef<HTMLDivElement>(null);
  const focus = useCallback(
    () => prompt.current?.querySelector('textarea')?.focus(),
    [],
  );
  // Whoever comes here comes to write.
  useEffect(focus, [focus]);

  const { stop } = chats;
  const stopAll = () => {
    stop(columns.map(({ id }) => id));
    focus();
  };
  useEscape(answering.length > 0, stopAll);

  return (
    <Flex direction="column" gap="3">
      <Toolbar
        choices={choices}
        teams={props.teams}
        columns={columns}
        settings={settings}
        onSettings={setSettings}
        bodyOf={bodyOf}
        onClear={chats.clear}
        onCleared={focus}
      />
      <Columns
        columns={columns}
        choices={choices}
        systemCharacters={settings.system.length}
        onSendResults={(column, results) => {
          chats.sendResults(column, results);
          focus();
        }}
        onStop={column => {
          chats.stop([column]);
          focus();
        }}
        onRetry={column => {
          chats.retry([column]);
          focus();
        }}
      />
      <PromptBox
        ref={prompt}
        canSend={able.length > 0 && answering.length === 0}
        several={able.length > 1}
        takesImages={able.some(({ model }) => {
          const found = known.get(model);
          return found !== undefined && takesImages(found);
        })}
        answering={answering.length > 0}
        canRetry={able.length > 1 && able.every(lastAnswer)}
        toolsFault={parseTools(settings.tools)}
        onSend={(text, images) =>
          chats.send(
            able.map(({ id }) => id),
            text,
            images,
          )
        }
        onStop={stopAll}
        onRetry={() => {
          chats.retry(able.map(({ id }) => id));
          focus();
        }}
      />
    </Flex>
  );
};
