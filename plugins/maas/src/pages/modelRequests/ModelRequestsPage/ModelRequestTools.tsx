import { SearchField, Select } from '@backstage/ui';
import { ScopeSwitch } from '../../../components/ScopeSwitch';
import { useSearchParam } from '../../../hooks/useSearchParam';
import { useTexts } from '../../../hooks/useTexts';
import {
  MODEL_REQUEST_STATES,
  TEXT_OF_MODEL_REQUEST,
  TEXT_OF_MODEL_REQUEST_SORT,
} from '../../../utils/modelRequests';
import styles from './ModelRequestsPage.module.css';
import {
  MAX_SEARCH_LENGTH,
  type ModelRequestsView,
  SORTS,
} from './useModelRequestsView';

/** Searches, filters and sorts the requests for models. @internal */
export const ModelRequestTools = (props: {
  view: ModelRequestsView;
  onChange: (changes: Partial<ModelRequestsView>) => void;
}) => {
  const { view, onChange } = props;
  const t = useTexts();
  const { text, setText } = useSearchParam('q');
  return (
    <div className={styles.tools}>
      <ScopeSwitch<ModelRequestsView['scope']>
        label={t('modelRequestsPage.scope.label')}
        value={view.scope}
        onChange={scope => onChange({ scope })}
        options={(['all', 'mine'] as const).map(id => ({
          id,
          label: t(`modelRequestsPage.scope.${id}`),
        }))}
      />
      <SearchField
        className={styles.search}
        aria-label={t('modelRequestsPage.search')}
        placeholder={t('modelRequestsPage.searchPlaceholder')}
        maxLength={MAX_SEARCH_LENGTH}
        value={text}
        onChange={setText}
      />
      <Select
        className={styles.choice}
        aria-label={t('modelRequestsPage.filter.state')}
        placeholder={t('modelRequestsPage.filter.allStates')}
        selectionMode="multiple"
        options={MODEL_REQUEST_STATES.map(id => ({
          id,
          label: t(`modelRequestsPage.state.${TEXT_OF_MODEL_REQUEST[id]}`),
        }))}
        value={view.state}
        onChange={keys =>
          onChange({
            state: MODEL_REQUEST_STATES.filter(state => keys.includes(state)),
          })
        }
      />
      <Select
        className={styles.choice}
        aria-label={t('modelRequestsPage.sort.label')}
        options={SORTS.map(id => ({
          id,
          label: t(`modelRequestsPage.sort.${TEXT_OF_MODEL_REQUEST_SORT[id]}`),
        }))}
        selectedKey={view.sort}
        onSelectionChange={key =>
          onChange({ sort: SORTS.find(sort => sort === key) })
        }
      />
    </div>
  );
};
