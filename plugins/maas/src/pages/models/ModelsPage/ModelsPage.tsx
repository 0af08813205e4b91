import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  ButtonLink,
  Container,
  Flex,
  Header,
  useBreakpoint,
} from '@backstage/ui';
import {
  maasModelSourceReadPermission,
  maasModelUpdatePermission,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useMemo } from 'react';
import { maasApiRef } from '../../../api';
import { useLive } from '../../../hooks/useLive';
import { useTexts } from '../../../hooks/useTexts';
import { ActiveFilters, activeFilters } from '../ActiveFilters';
import {
  CompareBar,
  ComparisonDialog,
  useComparedModels,
  useComparison,
} from '../Comparison';
import { MissingModel } from '../MissingModel';
import { ModelFilters } from '../ModelFilters';
import { ModelSourcesNote } from '../ModelSourcesNote';
import { ModelList, ModelListState } from './ModelList';
import { ModelTools } from './ModelTools';
import { REFRESH_MS, useModelList } from './useModelList';
import {
  type ModelsView,
  type ModelsViewChange,
  useModelsView,
} from './useModelsView';
import styles from './ModelsPage.module.css';

const Models = (props: {
  view: ModelsView;
  change: ModelsViewChange;
  /** Whether the user may edit models, and so see hidden ones. */
  mayEdit: boolean;
}) => {
  const { view, change, mayEdit } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { down } = useBreakpoint();
  // A table takes more room than cards.
  const narrow = down(view.view === 'table' ? 'xl' : 'md');
  const models = useModelList(view);
  const choose = (compare: string[]) => change({ compare }, { replace: true });
  const comparison = useComparison(view.compare, choose);
  const compared = useComparedModels(view.compare);
  const facets = useLive(
    useCallback(signal => api.getModelFacets({ signal }), [api]),
    REFRESH_MS,
  );
  const { list } = models;
  const active = activeFilters(view, t);
  const filters = (
    <ModelFilters
      view={view}
      facets={facets}
      mayEdit={mayEdit}
      onChange={change}
    />
  );
  const titleOf = (id: string) =>
    [...(list.items ?? []), ...compared.models].find(model => model.id === id)
      ?.title ?? id;

  return (
    <>
      <div className={styles.page} data-narrow={narrow}>
        {!narrow && (
          <aside aria-label={t('modelsPage.filter.label')}>{filters}</aside>
        )}
        <div className={styles.main}>
          <ModelTools
            view={view}
            onChange={change}
            narrow={narrow}
            filters={filters}
            active={active.length}
            total={list.totalItems}
          >
            <ModelListState models={models} />
          </ModelTools>
          <ActiveFilters filters={active} onChange={change} />
          <ModelList
            models={models}
            view={view}
            filters={active}
            comparison={comparison}
            onChange={change}
          />
          <MissingModel search={view.q} />
          <CompareBar
            chosen={view.compare}
            titleOf={titleOf}
            onChange={choose}
            onCompare={() => change({ comparing: true })}
          />
        </div>
      </div>
      {view.comparing && (
        <ComparisonDialog
          compared={compared}
          onRemove={comparison.toggle}
          onClose={() => change({ comparing: false }, { replace: true })}
        />
      )}
    </>
  );
};

/** All models that the user may see. @internal */
export const ModelsPage = () => {
  const t = useTexts();
  const { view, change } = useModelsView();
  const edit = usePermission({ permission: maasModelUpdatePermission });
  const sources = usePermission({ permission: maasModelSourceReadPermission });
  // Whoever may not edit models gets the same address from those who may.
  const shown = useMemo(
    () => ({ ...view, hidden: view.hidden && edit.allowed }),
    [view, edit.allowed],
  );

  return (
    <>
      <Header
        title={t('modelsPage.title')}
        description={t('modelsPage.description')}
        customActions={
          <ButtonLink variant="primary" href={requestAccessPath()}>
            {t('common.requestAccess')}
          </ButtonLink>
        }
      />
      <Container>
        <Flex direction="column" gap="4">
          {sources.allowed && <ModelSourcesNote />}
          {/* Until it is known who asks, hidden models cannot be asked for. */}
          {!(view.hidden && edit.loading) && (
            <Models view={shown} change={change} mayEdit={edit.allowed} />
          )}
        </Flex>
      </Container>
    </>
  );
};
