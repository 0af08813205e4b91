import { Button, Checkbox, CheckboxGroup, Select, Text } from '@backstage/ui';
import type { ModelFacets } from '@openmaas/backstage-plugin-maas-common';
import type { Live } from '../../../hooks/useLive';
import { useTexts } from '../../../hooks/useTexts';
import { CONTEXT_STEPS, MODEL_STATES } from '../../../utils/modelFilters';
import { formatCount } from '../../../utils/numbers';
import type { ModelsView, ModelsViewChange } from '../ModelsPage/useModelsView';
import { FacetGroup } from './FacetGroup';
import { PriceField } from './PriceField';
import styles from './ModelFilters.module.css';

const NO_FACETS: ModelFacets = {
  capability: [],
  modality: [],
  provider: [],
  license: [],
  state: [],
};

/** Stands for no choice. */
const ANY = 'any';

const ContextFilter = (props: {
  minContext: number | undefined;
  onChange: (minContext: number | undefined) => void;
}) => {
  const { minContext, onChange } = props;
  const t = useTexts();
  // An address may name any length.
  const steps = [
    ...new Set([...CONTEXT_STEPS, minContext ?? CONTEXT_STEPS[0]]),
  ];
  return (
    <Select
      size="small"
      label={t('modelsPage.filter.minContext')}
      options={[
        { id: ANY, label: t('modelsPage.filter.anyContext') },
        ...steps
          .sort((one, other) => one - other)
          .map(tokens => ({
            id: String(tokens),
            label: t('modelsPage.filter.contextFrom', {
              tokens: formatCount(tokens),
            }),
          })),
      ]}
      selectedKey={minContext === undefined ? ANY : String(minContext)}
      onSelectionChange={key => onChange(key === ANY ? undefined : Number(key))}
    />
  );
};

const AccessFilter = (props: {
  view: ModelsView;
  mayEdit: boolean;
  onChange: ModelsViewChange;
}) => {
  const { view, mayEdit, onChange } = props;
  const t = useTexts();
  const chosen = (['mine', 'hidden'] as const).filter(name => view[name]);
  return (
    <CheckboxGroup
      label={t('modelsPage.filter.access')}
      value={chosen}
      onChange={names =>
        onChange({
          mine: names.includes('mine'),
          hidden: names.includes('hidden'),
        })
      }
    >
      <Checkbox value="mine">{t('modelsPage.filter.mine')}</Checkbox>
      {mayEdit && (
        <Checkbox value="hidden">
          {t('modelsPage.filter.hidden')}
          <span className={styles.hint}>
            {t('modelsPage.filter.hiddenDescription')}
          </span>
        </Checkbox>
      )}
    </CheckboxGroup>
  );
};

/** Chooses which models are shown; the list follows at once. @internal */
export const ModelFilters = (props: {
  view: ModelsView;
  facets: Live<ModelFacets>;
  /** Whether the user may edit models, and so see hidden ones. */
  mayEdit: boolean;
  onChange: ModelsViewChange;
}) => {
  const { view, facets, mayEdit, onChange } = props;
  const t = useTexts();
  const known = facets.value ?? NO_FACETS;
  const states = MODEL_STATES.flatMap(state =>
    known.state.filter(({ value }) => value === state),
  );

  return (
    <div className={styles.filters}>
      <AccessFilter view={view} mayEdit={mayEdit} onChange={onChange} />
      <FacetGroup
        label={t('modelsPage.filter.capability')}
        description={t('modelsPage.filter.capabilityDescription')}
        facets={known.capability}
        chosen={view.capability}
        onChange={capability => onChange({ capability })}
      />
      <FacetGroup
        label={t('modelsPage.filter.state')}
        facets={states}
        chosen={view.state}
        nameOf={state => t(`model.status.${state}`)}
        onChange={state => onChange({ state })}
      />
      <ContextFilter
        minContext={view.minContext}
        onChange={minContext => onChange({ minContext })}
      />
      <fieldset className={styles.prices}>
        <legend>{t('modelsPage.filter.maxPrice')}</legend>
        <PriceField name="maxInput" />
        <PriceField name="maxOutput" />
      </fieldset>
      <FacetGroup
        label={t('modelsPage.filter.modality')}
        description={t('modelsPage.filter.modalityDescription')}
        facets={known.modality}
        chosen={view.modality}
        nameOf={modality => t(`model.modality.${modality}`)}
        onChange={modality => onChange({ modality })}
      />
      <FacetGroup
        label={t('modelsPage.filter.provider')}
        facets={known.provider}
        chosen={view.provider}
        onChange={provider => onChange({ provider })}
      />
      <FacetGroup
        label={t('modelsPage.filter.license')}
        facets={known.license}
        chosen={view.license}
        onChange={license => onChange({ license })}
      />
      {facets.error !== undefined && !facets.value && (
        <div>
          <Text as="p" variant="body-small" color="secondary">
            {t('modelsPage.filter.noFacets')}
          </Text>
          <Button variant="tertiary" size="small" onPress={facets.retry}>
            {t('common.error.retry')}
          </Button>
        </div>
      )}
    </div>
  );
};
