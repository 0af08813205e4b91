import {
  Checkbox,
  CheckboxGroup,
  Flex,
  Radio,
  RadioGroup,
  Select,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { DateField } from '../../components/DateField';
import { useModelIndex } from '../../hooks/useModelIndex';
import { useTexts } from '../../hooks/useTexts';
import { dayOf, dayStart } from '../../utils/days';
import { DATA_CLASSES, LOCATIONS } from '../../utils/terms';
import type { LifeFault, TermValues } from '../../utils/termsForm';
import styles from './TermField.module.css';

/** What the control plane takes at most. */
const MAX_REGION = 100;
const MAX_NOTE = 1000;

/** Stands for no model, since the library has no empty choice. */
const NONE = 'none';

/** What data may be sent to a model, and where it goes. @internal */
export const DataPolicyFields = (props: {
  value: TermValues['dataPolicy'];
  fault?: LifeFault;
  onChange: (value: TermValues['dataPolicy']) => void;
}) => {
  const { value, fault, onChange } = props;
  const t = useTexts();
  return (
    <Flex direction="column" gap="3">
      <RadioGroup
        label={t('modelLife.location.label')}
        description={fault && t(`modelLife.fault.${fault}`)}
        isInvalid={fault !== undefined}
        value={value.location}
        onChange={location => onChange({ ...value, location })}
      >
        {LOCATIONS.map(location => (
          <Radio key={location} value={location}>
            {t(`modelLife.location.${location}`)}
          </Radio>
        ))}
      </RadioGroup>
      <TextField
        label={t('modelLife.region')}
        description={t('modelLife.regionText')}
        maxLength={MAX_REGION}
        value={value.region}
        onChange={region => onChange({ ...value, region })}
      />
      <CheckboxGroup
        label={t('modelLife.allowed')}
        description={t('modelLife.allowedText')}
        value={value.allowed}
        onChange={allowed => onChange({ ...value, allowed })}
      >
        {DATA_CLASSES.map(name => (
          <Checkbox key={name} value={name}>
            {t(`modelLife.dataClass.${name}`)}
          </Checkbox>
        ))}
      </CheckboxGroup>
    </Flex>
  );
};

/** When a model ends, and what takes its place. @internal */
export const RetirementFields = (props: {
  /** Of the model that retires. */
  modelId: string;
  value: TermValues['retirement'];
  fault?: LifeFault;
  onChange: (value: TermValues['retirement']) => void;
}) => {
  const { modelId, value, fault, onChange } = props;
  const t = useTexts();
  const models = [...useModelIndex().values()].filter(
    // Whoever takes over must stay.
    ({ id, retirement }) => id !== modelId && !retirement,
  );
  const { successor } = value;
  // What is chosen stays in sight while models are loaded, and where it is gone.
  const gone = successor && !models.some(({ id }) => id === successor);

  return (
    <fieldset className={styles.life}>
      <legend>{t('entity.term.retirement')}</legend>
      <DateField
        label={t('modelLife.field.at')}
        description={t('modelLife.field.atText')}
        fault={fault && t(`modelLife.fault.${fault}`)}
        value={value.at && dayOf(value.at)}
        onChange={day =>
          onChange({ ...value, at: dayStart(day)?.toISOString() ?? '' })
        }
      />
      <Select
        label={t('modelLife.field.successor')}
        description={t('modelLife.field.successorText')}
        searchable
        options={[
          { id: NONE, label: t('modelLife.field.noSuccessor') },
          ...(gone ? [{ id: successor, label: successor }] : []),
          ...models.map(({ id, title }) => ({ id, label: title })),
        ]}
        selectedKey={successor || NONE}
        onSelectionChange={key =>
          key &&
          onChange({ ...value, successor: key === NONE ? '' : String(key) })
        }
      />
      <TextAreaField
        label={t('modelLife.field.note')}
        description={t('modelLife.field.noteText')}
        maxLength={MAX_NOTE}
        value={value.note}
        onChange={note => onChange({ ...value, note })}
      />
    </fieldset>
  );
};
