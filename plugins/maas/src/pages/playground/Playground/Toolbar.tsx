import { Button, Select } from '@backstage/ui';
import {
  RiChatNewLine,
  RiCodeSSlashLine,
  RiSettings3Line,
} from '@remixicon/react';
import { useEffect, useRef, useState } from 'react';
import { ConfirmDialog } from '../../../components/ConfirmDialog';
import { useEntityTitles } from '../../../hooks/useEntityTitles';
import { useTexts } from '../../../hooks/useTexts';
import type {
  ChatColumn,
  ChatRequest,
  ChatSettings,
  Entry,
} from '../../../utils/playground';
import { ExportDialog } from '../ExportDialog';
import { ModelPicker } from '../ModelPicker';
import { SettingsDialog } from '../SettingsDialog';
import type { Choices } from './useChoices';
import styles from './Playground.module.css';

/** What concerns all conversations. @internal */
export const Toolbar = (props: {
  choices: Choices;
  teams: string[];
  columns: ChatColumn[];
  settings: ChatSettings;
  onSettings: (settings: ChatSettings) => void;
  bodyOf: (model: string, entries: Entry[]) => ChatRequest;
  onClear: () => void;
  /** All is gone, and the question about it too. */
  onCleared: () => void;
}) => {
  const { choices, teams, columns, settings, onSettings, bodyOf } = props;
  const { onClear, onCleared } = props;
  const { team, chosen, choose, offered, known } = choices;
  const t = useTexts();
  const titles = useEntityTitles(teams);
  const [open, setOpen] = useState<'clear' | 'settings' | 'export'>();
  const close = () => setOpen(undefined);
  const cleared = useRef(false);
  // Once the dialog is gone, which holds the focus until then.
  useEffect(() => {
    if (!open && cleared.current) {
      cleared.current = false;
      onCleared();
    }
  }, [open, onCleared]);
  const begun = columns.filter(({ entries }) => entries.length > 0);
  const more = offered.filter(({ id }) => !chosen.includes(id));

  return (
    <div className={styles.toolbar}>
      {teams.length > 1 && (
        <Select
          className={styles.choice}
          aria-label={t('playground.team')}
          options={teams.map(ref => ({
            id: ref,
            label: titles.get(ref) ?? ref,
          }))}
          selectedKey={team}
          onSelectionChange={key => choices.chooseTeam(String(key))}
        />
      )}
      {choices.room && more.length > 0 && (
        <ModelPicker
          // Forgets what was chosen, which is a conversation now.
          key={chosen.join()}
          className={styles.choice}
          label={t('playground.models.add')}
          placeholder={t('playground.models.addPlaceholder')}
          models={more}
          value={undefined}
          onChange={model => choose([...chosen, model])}
        />
      )}
      <span className={styles.space} />
      <Button
        variant="secondary"
        iconStart={<RiSettings3Line />}
        onPress={() => setOpen('settings')}
      >
        {t('playground.settings')}
      </Button>
      <Button
        variant="secondary"
        iconStart={<RiCodeSSlashLine />}
        isDisabled={begun.length === 0}
        onPress={() => setOpen('export')}
      >
        {t('playground.export')}
      </Button>
      <Button
        variant="secondary"
        iconStart={<RiChatNewLine />}
        isDisabled={begun.length === 0}
        onPress={() => setOpen('clear')}
      >
        {t('playground.newChat')}
      </Button>
      {open === 'settings' && (
        <SettingsDialog
          settings={settings}
          onChange={onSettings}
          onClose={close}
        />
      )}
      {open === 'export' && (
        <ExportDialog
          chats={begun.map(({ id, model, entries }) => ({
            id,
            title: known.get(model)?.title ?? model,
            request: bodyOf(model, entriesToSend(entries)),
          }))}
          onClose={close}
        />
      )}
      {open === 'clear' && (
        <ConfirmDialog
          title={t('playground.clear.title')}
          text={t('playground.clear.text')}
          confirmLabel={t('playground.clear.confirm')}
          onClose={close}
          onConfirm={async () => {
            cleared.current = true;
            onClear();
          }}
        />
      )}
    </div>
  );
};

/** Up to the last prompt: what answers it is not sent. */
function entriesToSend(entries: Entry[]): Entry[] {
  return entries[entries.length - 1]?.kind === 'answer'
    ? entries.slice(0, -1)
    : entries;
}
