import { Button, Flex, Text } from '@backstage/ui';
import type {
  ApiKey,
  BulkKeyActionResult,
} from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { DestructiveButton } from '../../../components/DestructiveButton';
import { useTexts } from '../../../hooks/useTexts';
import { KEY_ACTIONS, type KeyAction, MOST_AT_ONCE } from '../../../utils/keys';
import { KeyActionsDialog, type KeyTarget } from '../KeyActionsDialog';
import type { KeySelection } from '../KeysPage/useKeySelection';
import styles from './BulkBar.module.css';

interface Opened {
  action: KeyAction;
  target: KeyTarget;
}

const ActionButton = (props: {
  action: KeyAction;
  label: string;
  onPress: () => void;
}) =>
  props.action === 'revoke' ? (
    <DestructiveButton onPress={props.onPress}>{props.label}</DestructiveButton>
  ) : (
    <Button variant="secondary" onPress={props.onPress}>
      {props.label}
    </Button>
  );

const Chosen = (props: {
  keys: ApiKey[];
  selection: KeySelection;
  open: (opened: Opened) => void;
}) => {
  const { keys, selection, open } = props;
  const { ids, choose } = selection;
  const t = useTexts();
  const chosen = keys.filter(({ id }) => ids.includes(id));
  const tooMany = ids.length > MOST_AT_ONCE;
  return (
    <>
      <Text weight="bold" role="status">
        {t('keysPage.bulk.chosen', { count: ids.length })}
      </Text>
      {tooMany ? (
        <Text>
          {t('keysPage.bulk.tooMany', { most: String(MOST_AT_ONCE) })}
        </Text>
      ) : (
        // What can be done with none of them would only lead to a list of refusals.
        KEY_ACTIONS.filter(action =>
          chosen.some(({ permissions }) => permissions[action]),
        ).map(action => (
          <ActionButton
            key={action}
            action={action}
            label={t(`keysPage.bulk.${action}`)}
            onPress={() => open({ action, target: { ids } })}
          />
        ))
      )}
      <Button variant="tertiary" onPress={() => choose([])}>
        {t('keysPage.bulk.clear')}
      </Button>
    </>
  );
};

/** What can be done with the chosen keys, or with all that nobody uses. @internal */
export const BulkBar = (props: {
  keys: ApiKey[];
  selection: KeySelection;
  /** All keys in sight that nobody uses; left out where others are in sight too. */
  unused?: KeyTarget;
  onDone: () => void;
}) => {
  const { keys, selection, unused, onDone } = props;
  const t = useTexts();
  const [opened, setOpened] = useState<Opened>();

  const done = ({ items }: BulkKeyActionResult) => {
    const over = new Set(items.filter(({ ok }) => ok).map(({ id }) => id));
    selection.choose(selection.ids.filter(id => !over.has(id)));
    onDone();
  };

  return (
    <>
      {(selection.ids.length > 0 || unused) && (
        <Flex
          role="group"
          aria-label={t('keysPage.bulk.label')}
          align="center"
          gap="3"
          className={styles.bar}
        >
          {selection.ids.length > 0 ? (
            <Chosen keys={keys} selection={selection} open={setOpened} />
          ) : (
            unused &&
            (['suspend', 'revoke'] as const).map(action => (
              <ActionButton
                key={action}
                action={action}
                label={t(`keysPage.bulk.${action}Unused`)}
                onPress={() => setOpened({ action, target: unused })}
              />
            ))
          )}
        </Flex>
      )}
      {opened && (
        <KeyActionsDialog
          {...opened}
          onClose={() => setOpened(undefined)}
          onDone={done}
        />
      )}
    </>
  );
};
