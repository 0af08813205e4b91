import { Select } from '@backstage/ui';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { statusText } from '../../../components/ModelStatus/ModelStatus';
import { useTexts } from '../../../hooks/useTexts';
import { priceText } from '../../../utils/models';

/** From here on it is worth to search among them. */
const MANY = 8;

/**
 * Chooses a model: by its title, with its price and whether it works now.
 *
 * @param props - `value` is the id of the chosen one
 * @internal
 */
export const ModelPicker = (props: {
  label: string;
  placeholder?: string;
  models: Model[];
  value: string | undefined;
  onChange: (model: string) => void;
  className?: string;
}) => {
  const { label, placeholder, models, value, onChange, className } = props;
  const t = useTexts();

  const describe = (model: Model) => {
    const price = priceLine(t, model);
    const state =
      model.status.state === 'ready' ? undefined : statusText(t, model.status);
    return [state, price].filter(Boolean).join(' · ') || undefined;
  };

  return (
    <Select
      className={className}
      aria-label={label}
      placeholder={placeholder}
      search={models.length > MANY || undefined}
      options={models.map(model => ({
        id: model.id,
        label: model.title,
        description: describe(model),
      }))}
      selectedKey={value ?? null}
      onSelectionChange={key => key !== null && onChange(String(key))}
    />
  );
};

/**
 * What a model costs, in a line.
 *
 * @returns undefined where it has no prices
 * @internal
 */
export function priceLine(
  t: ReturnType<typeof useTexts>,
  model: Model,
): string | undefined {
  const input = priceText(model, 'input');
  const output = priceText(model, 'output');
  return input && output
    ? t('playground.models.price', { input, output })
    : undefined;
}
