import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  SearchField,
  Select,
} from '@backstage/ui';
import { RiFilter3Line } from '@remixicon/react';
import type { ReactNode } from 'react';
import { ScopeSwitch } from '../../../components/ScopeSwitch';
import { useSearchParam } from '../../../hooks/useSearchParam';
import { useTexts } from '../../../hooks/useTexts';
import { MODEL_SORTS } from '../../../utils/modelFilters';
import {
  MAX_SEARCH_LENGTH,
  type ModelsView,
  type ModelsViewChange,
} from './useModelsView';
import styles from './ModelsPage.module.css';

const Search = () => {
  const t = useTexts();
  const { text, setText } = useSearchParam('q');
  return (
    <SearchField
      className={styles.search}
      aria-label={t('modelsPage.search')}
      placeholder={t('modelsPage.searchPlaceholder')}
      maxLength={MAX_SEARCH_LENGTH}
      value={text}
      onChange={setText}
    />
  );
};

/** The filters in a dialog, for where there is no room beside the list. */
const FilterDialog = (props: {
  active: number;
  total: number;
  children: ReactNode;
}) => {
  const { active, total, children } = props;
  const t = useTexts();
  return (
    <DialogTrigger>
      <Button variant="secondary" iconStart={<RiFilter3Line />}>
        {active > 0
          ? t('modelsPage.filter.openWith', { count: active })
          : t('modelsPage.filter.open')}
      </Button>
      <Dialog>
        <DialogHeader>{t('modelsPage.filter.label')}</DialogHeader>
        <DialogBody>{children}</DialogBody>
        <DialogFooter>
          <Button variant="primary" slot="close">
            {t('modelsPage.filter.show', { count: total })}
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
};

/** Searches, sorts, and chooses how models are shown. @internal */
export const ModelTools = (props: {
  view: ModelsView;
  onChange: ModelsViewChange;
  /** Where there is no room beside the list. */
  narrow: boolean;
  filters: ReactNode;
  active: number;
  total: number;
  children: ReactNode;
}) => {
  const { view, onChange, narrow, filters, active, total, children } = props;
  const t = useTexts();
  return (
    <div className={styles.tools}>
      <Search />
      {narrow && (
        <FilterDialog active={active} total={total}>
          {filters}
        </FilterDialog>
      )}
      <Select
        className={styles.sort}
        aria-label={t('modelsPage.sort.label')}
        options={MODEL_SORTS.map(id => ({
          id,
          label: t(`modelsPage.sort.${id}`),
        }))}
        selectedKey={view.sort}
        onSelectionChange={key =>
          onChange({ sort: MODEL_SORTS.find(sort => sort === key) })
        }
      />
      <ScopeSwitch<ModelsView['view']>
        label={t('modelsPage.view.label')}
        value={view.view}
        onChange={chosen => onChange({ view: chosen })}
        options={[
          { id: 'cards', label: t('modelsPage.view.cards') },
          { id: 'table', label: t('modelsPage.view.table') },
        ]}
      />
      {children}
    </div>
  );
};
