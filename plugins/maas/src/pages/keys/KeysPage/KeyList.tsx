import { useRouteRef } from '@backstage/core-plugin-api';
import { Alert, Button, ButtonLink, useBreakpoint } from '@backstage/ui';
import type {
  ApiKey,
  ListKeysQuery,
} from '@openmaas/backstage-plugin-maas-common';
import { useMemo } from 'react';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { LoadMore } from '../../../components/LoadMore';
import { SimulatedNote } from '../../../components/SimulatedNote';
import type { Identity } from '../../../hooks/useIdentity';
import { useModelIndex } from '../../../hooks/useModelIndex';
import { useTexts } from '../../../hooks/useTexts';
import { modelsRouteRef } from '../../../routes';
import { isChangeable, UNUSED_DAYS } from '../../../utils/keys';
import { BulkBar } from '../BulkBar';
import type { KeyTarget } from '../KeyActionsDialog';
import { KeyCards } from '../KeyCards';
import { KeysTable } from '../KeysTable';
import { KeyTools } from '../KeyTools';
import { useKeyList } from './useKeyList';
import { useKeySelection } from './useKeySelection';
import { isFiltered, type KeysView } from './useKeysView';

const NO_KEYS: ApiKey[] = [];

type Change = (changes: Partial<KeysView>) => void;

const Empty = ({ view, change }: { view: KeysView; change: Change }) => {
  const t = useTexts();
  const modelsLink = useRouteRef(modelsRouteRef);
  const kind = isFiltered(view) ? 'filtered' : view.scope;
  return (
    <EmptyNote
      title={t(`keysPage.empty.${kind}.title`)}
      text={t(`keysPage.empty.${kind}.text`)}
      action={
        kind === 'filtered' ? (
          <Button
            variant="secondary"
            onPress={() =>
              change({ state: undefined, unusedDays: undefined, q: '' })
            }
          >
            {t('keysPage.filter.clear')}
          </Button>
        ) : (
          <ButtonLink variant="primary" href={modelsLink()}>
            {t('keysPage.empty.action')}
          </ButtonLink>
        )
      }
    />
  );
};

/** Points out keys that nobody seems to need. */
const UnusedNote = ({
  count,
  onShow,
}: {
  count: number;
  onShow: () => void;
}) => {
  const t = useTexts();
  return (
    <Alert
      status="info"
      icon
      title={t('keysPage.unused.note', { count, days: String(UNUSED_DAYS) })}
      description={t('keysPage.unused.noteText')}
      customActions={
        <Button variant="secondary" onPress={onShow}>
          {t('keysPage.unused.show')}
        </Button>
      }
    />
  );
};

/** The filters that are in force, where many keys can be acted on by them alone. */
function unusedTarget(
  view: KeysView,
  query: ListKeysQuery,
  user: string,
): KeyTarget | undefined {
  const { unusedDays, team, scope } = query;
  return unusedDays && !view.q && !view.state
    ? { unusedDays, team, ...(scope === 'mine' && { maker: user }) }
    : undefined;
}

const Keys = (props: {
  keys: ApiKey[];
  view: KeysView;
  unused?: KeyTarget;
  change: Change;
  onDone: () => void;
}) => {
  const { keys, view, unused, change, onDone } = props;
  const { down } = useBreakpoint();
  const modelIds = keys.flatMap(({ models }) => models.map(({ id }) => id));
  const index = useModelIndex(modelIds);
  const selection = useKeySelection(keys);
  const shown = {
    keys,
    index,
    // Whoever can change none of them has nothing to choose for.
    selection: keys.some(isChangeable) ? selection : undefined,
  };
  return (
    <>
      {shown.selection && (
        <BulkBar
          keys={keys}
          selection={selection}
          unused={unused}
          onDone={onDone}
        />
      )}
      <SimulatedNote shown={modelIds} models={index} />
      {down('sm') ? (
        <KeyCards {...shown} />
      ) : (
        <KeysTable
          {...shown}
          sort={view.sort}
          onSort={sort => change({ sort })}
        />
      )}
    </>
  );
};

/** The keys that fit a view, and what can be done with them. @internal */
export const KeyList = (props: {
  view: KeysView;
  query: ListKeysQuery;
  identity: Identity;
  change: Change;
}) => {
  const { view, query, identity, change } = props;
  const { list, unused } = useKeyList(query);
  const { items, totalItems, loading, error, reload } = list;
  const { userEntityRef, teams } = identity;
  // As text, so that it is the same object as long as it says the same.
  const target = JSON.stringify(unusedTarget(view, query, userEntityRef));
  const unusedKeys = useMemo(
    () => (target ? (JSON.parse(target) as KeyTarget) : undefined),
    [target],
  );

  return (
    <>
      {Boolean(unused) && !view.unusedDays && (
        <UnusedNote
          count={unused ?? 0}
          onShow={() => change({ unusedDays: UNUSED_DAYS })}
        />
      )}
      <KeyTools
        view={view}
        teams={teams}
        total={items && totalItems}
        change={change}
      />
      {error !== undefined && <ErrorNote error={error} onRetry={reload} />}
      {!items && loading && <ListSkeleton rows={4} height={48} />}
      {items?.length === 0 && <Empty view={view} change={change} />}
      {/* Stays while another list is on its way: a dialog may stand on it. */}
      {items && (
        <Keys
          keys={items.length > 0 ? items : NO_KEYS}
          view={view}
          unused={unusedKeys}
          change={change}
          onDone={reload}
        />
      )}
      <LoadMore list={list} />
    </>
  );
};
