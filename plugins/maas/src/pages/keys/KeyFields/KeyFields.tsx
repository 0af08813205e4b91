import {
  Checkbox,
  CheckboxGroup,
  NumberField,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useTexts } from '../../../hooks/useTexts';
import { faultsOf, type KeyForm } from '../../../utils/keyForm';
import { KeyLimitFields } from './KeyLimitFields';

/** What the control plane takes at most. */
const MAX_NAME_LENGTH = 100;
const MAX_LABEL_LENGTH = 63;

/** A model that a key can be restricted to. @internal */
export interface ModelOption {
  id: string;
  title: string;
  /** Why one may rather not choose it. */
  remark?: string;
}

const AddressesField = (props: {
  form: KeyForm;
  onChange: (addresses: string) => void;
}) => {
  const { form, onChange } = props;
  const t = useTexts();
  const fault = faultsOf(form).addresses;
  return (
    <TextAreaField
      label={t('keysPage.dialog.addresses')}
      description={
        fault
          ? t(`keysPage.dialog.addressesFault.${fault.name}`, {
              address: fault.address,
            })
          : t('keysPage.dialog.addressesDescription')
      }
      isInvalid={fault !== undefined}
      spellCheck="false"
      value={form.addresses}
      onChange={onChange}
    />
  );
};

/** What can be said about a key when it is made, and be changed later. @internal */
export const KeyFields = (props: {
  form: KeyForm;
  models: ModelOption[];
  expiry: { label: string; description: string };
  onChange: (form: KeyForm) => void;
}) => {
  const { form, models, expiry, onChange } = props;
  const t = useTexts();
  const { label: labelFault } = faultsOf(form);
  const edit = (edits: Partial<KeyForm>) => onChange({ ...form, ...edits });

  return (
    <>
      <TextField
        label={t('keysPage.dialog.name')}
        description={t('keysPage.dialog.nameDescription')}
        isRequired
        maxLength={MAX_NAME_LENGTH}
        value={form.name}
        onChange={name => edit({ name })}
      />
      <TextField
        label={t('keysPage.dialog.label')}
        description={
          labelFault
            ? t('keysPage.dialog.labelFault')
            : t('keysPage.dialog.labelDescription')
        }
        isInvalid={labelFault !== undefined}
        maxLength={MAX_LABEL_LENGTH}
        value={form.label}
        onChange={label => edit({ label })}
      />
      <CheckboxGroup
        label={t('keysPage.dialog.models')}
        description={t('keysPage.dialog.modelsDescription')}
        value={form.models}
        onChange={chosen => edit({ models: chosen })}
      >
        {models.map(model => (
          <Checkbox key={model.id} value={model.id}>
            {model.remark ? `${model.title} (${model.remark})` : model.title}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <AddressesField form={form} onChange={addresses => edit({ addresses })} />
      <NumberField
        label={expiry.label}
        description={expiry.description}
        minValue={1}
        step={1}
        value={form.expiresInDays ?? NaN}
        onChange={days =>
          edit({ expiresInDays: Number.isNaN(days) ? undefined : days })
        }
      />
      <KeyLimitFields
        limits={form.limits}
        onChange={limits => edit({ limits })}
      />
    </>
  );
};
