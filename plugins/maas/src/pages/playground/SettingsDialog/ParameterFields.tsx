import { NumberField, TextAreaField } from '@backstage/ui';
import { useTexts } from '../../../hooks/useTexts';
import type { Parameters } from '../../../utils/playground';
import styles from './SettingsDialog.module.css';

/** Numbers in the order in which they are shown, with what OpenAI's API takes. */
const NUMBERS = [
  { name: 'temperature', text: 'temperature', min: 0, max: 2, step: 0.01 },
  { name: 'top_p', text: 'topP', min: 0, max: 1, step: 0.01 },
  { name: 'max_tokens', text: 'maxTokens', min: 1, max: undefined, step: 1 },
  { name: 'seed', text: 'seed', min: undefined, max: undefined, step: 1 },
  {
    name: 'presence_penalty',
    text: 'presencePenalty',
    min: -2,
    max: 2,
    step: 0.01,
  },
  {
    name: 'frequency_penalty',
    text: 'frequencyPenalty',
    min: -2,
    max: 2,
    step: 0.01,
  },
] as const;

/** How a model is to choose its words. @internal */
export const ParameterFields = (props: {
  parameters: Parameters;
  onChange: (parameters: Parameters) => void;
}) => {
  const { parameters, onChange } = props;
  const t = useTexts();

  return (
    <>
      <div className={styles.numbers}>
        {NUMBERS.map(({ name, text, min, max, step }) => (
          <NumberField
            key={name}
            label={t(`playground.form.${text}`)}
            minValue={min}
            maxValue={max}
            step={step}
            // What is shown is exactly what is sent: no digits are dropped, and none grouped.
            formatOptions={{ maximumFractionDigits: 6, useGrouping: false }}
            value={parameters[name] ?? NaN}
            onChange={value =>
              onChange({
                ...parameters,
                [name]: Number.isNaN(value) ? undefined : value,
              })
            }
          />
        ))}
      </div>
      <TextAreaField
        label={t('playground.form.stop')}
        description={t('playground.form.stopDescription')}
        rows={2}
        value={parameters.stop}
        onChange={stop => onChange({ ...parameters, stop })}
      />
    </>
  );
};
