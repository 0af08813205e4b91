import {
  Alert,
  Checkbox,
  CheckboxGroup,
  NumberField,
  Select,
  TextField,
} from '@backstage/ui';
import type { KeyLimits, Model } from '@openmaas/backstage-plugin-maas-common';
import { useEntityTitles } from '../../../hooks/useEntityTitles';
import { useTexts } from '../../../hooks/useTexts';
import { KeyLimitFields } from './KeyLimitFields';

/** What the control plane takes at most. */
const MAX_NAME_LENGTH = 100;

/** What is filled in. @internal */
export interface NewKeyForm {
  /** Entity reference; the first of the user's teams if left out. */
  team?: string;
  name: string;
  /** Ids of models; all of the team's if empty. */
  models: string[];
  expiresInDays?: number;
  /** Those that are set. */
  limits: KeyLimits;
}

/** The fields for a new key. @internal */
export const NewKeyFields = (props: {
  teams: string[];
  /** Those that the chosen team can call. */
  models: Model[];
  form: NewKeyForm;
  onChange: (form: NewKeyForm) => void;
}) => {
  const { teams, models, form, onChange } = props;
  const t = useTexts();
  const titles = useEntityTitles(teams);

  return (
    <>
      <Select
        label={t('keysPage.dialog.team')}
        description={t('keysPage.dialog.teamDescription')}
        isRequired
        options={teams.map(team => ({
          id: team,
          label: titles.get(team) ?? team,
        }))}
        selectedKey={form.team}
        // Another team has other models.
        onSelectionChange={team =>
          onChange({ ...form, team: String(team), models: [] })
        }
      />
      {models.length === 0 ? (
        <Alert status="warning" icon title={t('keysPage.dialog.noGrants')} />
      ) : (
        <>
          <TextField
            label={t('keysPage.dialog.name')}
            description={t('keysPage.dialog.nameDescription')}
            isRequired
            maxLength={MAX_NAME_LENGTH}
            value={form.name}
            onChange={name => onChange({ ...form, name })}
          />
          <CheckboxGroup
            label={t('keysPage.dialog.models')}
            description={t('keysPage.dialog.modelsDescription')}
            value={form.models}
            onChange={chosen => onChange({ ...form, models: chosen })}
          >
            {models.map(model => (
              <Checkbox key={model.id} value={model.id}>
                {model.title}
              </Checkbox>
            ))}
          </CheckboxGroup>
          <NumberField
            label={t('keysPage.dialog.expiry')}
            description={t('keysPage.dialog.expiryDescription')}
            minValue={1}
            step={1}
            value={form.expiresInDays ?? NaN}
            onChange={days =>
              onChange({
                ...form,
                expiresInDays: Number.isNaN(days) ? undefined : days,
              })
            }
          />
          <KeyLimitFields
            limits={form.limits}
            onChange={limits => onChange({ ...form, limits })}
          />
        </>
      )}
    </>
  );
};
