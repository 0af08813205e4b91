import { Combobox, SearchField, Select } from '@backstage/ui';
import { useSearchParam } from '../../../hooks/useSearchParam';
import { useTexts } from '../../../hooks/useTexts';
import {
  REQUEST_SORTS,
  REQUEST_STATES,
  TEXT_OF_REQUEST,
} from '../../../utils/accessRequests';
import styles from './RequestsPage.module.css';
import { useModelChoice } from './useModelChoice';
import { MAX_SEARCH_LENGTH, type RequestsView } from './useRequestsView';

const TEXT_OF_SORT = {
  '-created': 'newest',
  created: 'oldest',
  decideBy: 'decideBy',
  team: 'team',
  state: 'state',
} as const;

interface Option {
  id: string;
  label: string;
}

/** An address may name what is not among them. */
function withChosen(options: Option[], chosen: string | undefined): Option[] {
  return !chosen || options.some(({ id }) => id === chosen)
    ? options
    : [{ id: chosen, label: chosen }, ...options];
}

const Search = () => {
  const t = useTexts();
  const { text, setText } = useSearchParam('q');
  return (
    <SearchField
      className={styles.search}
      aria-label={t('requestsPage.search')}
      placeholder={t('requestsPage.searchPlaceholder')}
      maxLength={MAX_SEARCH_LENGTH}
      value={text}
      onChange={setText}
    />
  );
};

/** The teams of the catalog, one of which can be chosen. */
const TeamFilter = (props: {
  teams: Option[];
  value: string | undefined;
  onChange: (team: string | undefined) => void;
}) => {
  const { teams, value, onChange } = props;
  const t = useTexts();
  return (
    <Combobox
      className={styles.choice}
      aria-label={t('requestsPage.filter.team')}
      placeholder={t('requestsPage.filter.allTeams')}
      options={withChosen(teams, value)}
      search
      value={value ?? null}
      onChange={key => onChange(key === null ? undefined : String(key))}
    />
  );
};

/** A model, which is searched for while one types: there can be very many. */
const ModelFilter = (props: {
  value: string | undefined;
  onChange: (model: string | undefined) => void;
}) => {
  const { value, onChange } = props;
  const t = useTexts();
  const { text, setText, options, loading } = useModelChoice(value);
  return (
    <Combobox
      className={styles.choice}
      aria-label={t('requestsPage.filter.model')}
      placeholder={t('requestsPage.filter.allModels')}
      options={withChosen(options, value)}
      loading={{ state: loading ? 'filtering' : 'idle' }}
      // The control plane has searched already.
      search={{ inputValue: text, onInputChange: setText, filter: () => true }}
      value={value ?? null}
      onChange={key => onChange(key === null ? undefined : String(key))}
    />
  );
};

/** Searches, filters and sorts the requests. @internal */
export const RequestTools = (props: {
  view: RequestsView;
  teams: Option[];
  onChange: (changes: Partial<RequestsView>) => void;
}) => {
  const { view, teams, onChange } = props;
  const t = useTexts();
  return (
    <div className={styles.tools}>
      <Search />
      {/* What is to be decided is open in any case. */}
      {view.scope !== 'to-decide' && (
        <Select
          className={styles.choice}
          aria-label={t('requestsPage.filter.state')}
          placeholder={t('requestsPage.filter.allStates')}
          selectionMode="multiple"
          options={REQUEST_STATES.map(id => ({
            id,
            label: t(`state.request.${TEXT_OF_REQUEST[id]}`),
          }))}
          value={view.state}
          onChange={keys =>
            onChange({
              state: REQUEST_STATES.filter(state => keys.includes(state)),
            })
          }
        />
      )}
      <TeamFilter
        teams={teams}
        value={view.team}
        onChange={team => onChange({ team })}
      />
      <ModelFilter
        // An address that names another model fills the field anew.
        key={view.model}
        value={view.model}
        onChange={model => onChange({ model })}
      />
      <Select
        className={styles.choice}
        aria-label={t('requestsPage.sort.label')}
        options={REQUEST_SORTS.map(id => ({
          id,
          label: t(`requestsPage.sort.${TEXT_OF_SORT[id]}`),
        }))}
        selectedKey={view.sort}
        onSelectionChange={key =>
          onChange({ sort: REQUEST_SORTS.find(sort => sort === key) })
        }
      />
    </div>
  );
};
