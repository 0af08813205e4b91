import { SearchField, Select, Switch, Text } from '@backstage/ui';
import { useEntityTitles } from '../../../hooks/useEntityTitles';
import { useGroups } from '../../../hooks/useGroups';
import { useSearchParam } from '../../../hooks/useSearchParam';
import { useTexts } from '../../../hooks/useTexts';
import { KEY_SORTS, KEY_STATES, UNUSED_DAYS } from '../../../utils/keys';
import { type KeysView, MAX_SEARCH_LENGTH } from '../KeysPage/useKeysView';
import styles from './KeyTools.module.css';

type Change = (changes: Partial<KeysView>) => void;

/** Stands for no filter, since the library has no empty choice. */
const ANY = 'any';

const Search = () => {
  const t = useTexts();
  const { text, setText } = useSearchParam('q');
  return (
    <SearchField
      className={styles.search}
      aria-label={t('keysPage.search')}
      placeholder={t('keysPage.searchPlaceholder')}
      maxLength={MAX_SEARCH_LENGTH}
      value={text}
      onChange={setText}
    />
  );
};

const OwnTeam = (props: { teams: string[]; team?: string; change: Change }) => {
  const { teams, team, change } = props;
  const t = useTexts();
  const titles = useEntityTitles(teams);
  return (
    <Select
      className={styles.choice}
      aria-label={t('keysPage.filter.team')}
      options={teams.map(id => ({ id, label: titles.get(id) ?? id }))}
      selectedKey={team ?? teams[0]}
      onSelectionChange={key => change({ team: String(key) })}
    />
  );
};

const AnyTeam = (props: { team?: string; change: Change }) => {
  const { team, change } = props;
  const t = useTexts();
  const groups = useGroups();
  // What is chosen stays in sight while groups are loaded, and where it is gone.
  const gone = team && !groups.some(({ id }) => id === team);
  return (
    <Select
      className={styles.choice}
      aria-label={t('keysPage.filter.team')}
      searchable
      options={[
        { id: ANY, label: t('keysPage.filter.anyTeam') },
        ...(gone ? [{ id: team, label: team }] : []),
        ...groups,
      ]}
      selectedKey={team ?? ANY}
      onSelectionChange={key =>
        change({ team: !key || key === ANY ? undefined : String(key) })
      }
    />
  );
};

/** Searches, filters and sorts keys. @internal */
export const KeyTools = (props: {
  view: KeysView;
  /** Entity references of the user's teams. */
  teams: string[];
  /** How many fit; undefined until it is known. */
  total?: number;
  change: Change;
}) => {
  const { view, teams, total, change } = props;
  const t = useTexts();
  return (
    <div className={styles.tools}>
      <Search />
      {view.scope === 'teams' && teams.length > 1 && (
        <OwnTeam teams={teams} team={view.team} change={change} />
      )}
      {view.scope === 'all' && <AnyTeam team={view.team} change={change} />}
      <Select
        className={styles.choice}
        aria-label={t('keysPage.filter.state')}
        options={[
          { id: ANY, label: t('keysPage.filter.anyState') },
          ...KEY_STATES.map(id => ({ id, label: t(`state.key.${id}`) })),
        ]}
        selectedKey={view.state ?? ANY}
        onSelectionChange={key =>
          change({ state: KEY_STATES.find(state => state === key) })
        }
      />
      <Select
        className={styles.choice}
        aria-label={t('keysPage.sort.label')}
        options={KEY_SORTS.map(id => ({ id, label: t(`keysPage.sort.${id}`) }))}
        selectedKey={view.sort}
        onSelectionChange={key =>
          change({ sort: KEY_SORTS.find(sort => sort === key) })
        }
      />
      <Switch
        label={t('keysPage.filter.unused', {
          days: String(view.unusedDays ?? UNUSED_DAYS),
        })}
        isSelected={view.unusedDays !== undefined}
        onChange={on => change({ unusedDays: on ? UNUSED_DAYS : undefined })}
      />
      {total !== undefined && (
        <Text color="secondary" role="status">
          {t('keysPage.total', { count: total })}
        </Text>
      )}
    </div>
  );
};
