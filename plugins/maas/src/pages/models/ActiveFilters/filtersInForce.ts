import type { useTexts } from '../../../hooks/useTexts';
import { priceNanos } from '../../../utils/modelFilters';
import { formatCount } from '../../../utils/numbers';
import type { ModelFilter } from '../ModelsPage/useModelsView';

/** A filter in force. @internal */
export interface ActiveFilter {
  id: string;
  /** For people. */
  label: string;
  /** What takes it away. */
  without: Partial<ModelFilter>;
}

/** What takes all filters away. @internal */
export const NO_FILTER: ModelFilter = {
  q: '',
  capability: [],
  state: [],
  modality: [],
  provider: [],
  license: [],
  minContext: undefined,
  maxInput: '',
  maxOutput: '',
  mine: false,
  hidden: false,
};

type ListFilter = 'capability' | 'state' | 'modality' | 'provider' | 'license';

/**
 * The filters in force, one for each value.
 *
 * @param t - the plugin's texts
 * @internal
 */
export function activeFilters(
  filter: ModelFilter,
  t: ReturnType<typeof useTexts>,
): ActiveFilter[] {
  const { q, mine, hidden, minContext, maxInput, maxOutput } = filter;
  const one = (
    name: keyof ModelFilter,
    active: boolean,
    label: () => string,
  ): ActiveFilter[] =>
    active
      ? [{ id: name, label: label(), without: { [name]: NO_FILTER[name] } }]
      : [];
  const each = <N extends ListFilter>(
    name: N,
    label: (value: ModelFilter[N][number]) => string,
  ): ActiveFilter[] => {
    const values: Array<ModelFilter[N][number]> = filter[name];
    return values.map(value => ({
      id: `${name} ${value}`,
      label: label(value),
      without: { [name]: values.filter(other => other !== value) },
    }));
  };

  return [
    ...one('q', q !== '', () => t('modelsPage.filter.chip.q', { search: q })),
    ...one('mine', mine, () => t('modelsPage.filter.chip.mine')),
    ...one('hidden', hidden, () => t('modelsPage.filter.chip.hidden')),
    ...each('capability', capability => capability),
    ...each('state', state => t(`model.status.${state}`)),
    ...each('modality', modality => t(`model.modality.${modality}`)),
    ...one('minContext', minContext !== undefined, () =>
      t('modelsPage.filter.chip.minContext', {
        tokens: formatCount(minContext ?? 0),
      }),
    ),
    // What is no amount filters nothing.
    ...one('maxInput', priceNanos(maxInput) !== undefined, () =>
      t('modelsPage.filter.chip.maxInput', { price: maxInput }),
    ),
    ...one('maxOutput', priceNanos(maxOutput) !== undefined, () =>
      t('modelsPage.filter.chip.maxOutput', { price: maxOutput }),
    ),
    ...each('provider', provider => provider),
    ...each('license', license => license),
  ];
}
