import { useApi } from '@backstage/core-plugin-api';
import { Alert, Select } from '@backstage/ui';
import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useState } from 'react';
import { maasApiRef } from '../../../api';
import { ErrorNote } from '../../../components/ErrorNote';
import { FormDialog } from '../../../components/FormDialog';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { useEntityTitles } from '../../../hooks/useEntityTitles';
import { useIdentity } from '../../../hooks/useIdentity';
import { useLoad } from '../../../hooks/useLoad';
import { useTexts } from '../../../hooks/useTexts';
import { newIdempotencyKey } from '../../../utils/idempotencyKey';
import { bodyOf, EMPTY_KEY_FORM, isSound } from '../../../utils/keyForm';
import { listAllModels, modelsOfTeam } from '../../../utils/models';
import { KeyFields } from '../KeyFields';

const NO_TEAMS: string[] = [];

const TeamField = (props: {
  teams: string[];
  team: string;
  onChange: (team: string) => void;
}) => {
  const { teams, team, onChange } = props;
  const t = useTexts();
  const titles = useEntityTitles(teams);
  return (
    <Select
      label={t('keysPage.dialog.team')}
      description={t('keysPage.dialog.teamDescription')}
      isRequired
      options={teams.map(id => ({ id, label: titles.get(id) ?? id }))}
      selectedKey={team}
      onSelectionChange={key => onChange(String(key))}
    />
  );
};

/**
 * Makes another key for one of the user's teams. Render it only while it is open: one
 * opening makes at most one key, however often its button is pressed.
 *
 * @internal
 */
export const NewKeyDialog = (props: {
  onClose: () => void;
  onCreated: (key: ApiKey) => void;
}) => {
  const { onClose, onCreated } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const identity = useIdentity();
  const models = useLoad(
    useCallback(signal => listAllModels(api, { mine: true }, signal), [api]),
  );
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [form, setForm] = useState(EMPTY_KEY_FORM);
  const [chosenTeam, setChosenTeam] = useState<string>();

  const teams = identity.value?.teams ?? NO_TEAMS;
  const team = chosenTeam ?? teams[0];
  const choice = team ? modelsOfTeam(models.value ?? [], team) : [];
  const loadError = identity.error ?? models.error;
  const loading = !loadError && !(identity.value && models.value);

  return (
    <FormDialog
      title={t('keysPage.dialog.title')}
      submitLabel={t('keysPage.dialog.create')}
      incomplete={!team || choice.length === 0 || !isSound(form)}
      touched={form !== EMPTY_KEY_FORM}
      onClose={onClose}
      onSubmit={async () =>
        onCreated(await api.createKey(bodyOf(team, form), { idempotencyKey }))
      }
    >
      {loading && <ListSkeleton rows={3} height={48} />}
      {loadError !== undefined && (
        <ErrorNote
          error={loadError}
          onRetry={() => {
            identity.reload();
            models.reload();
          }}
        />
      )}
      {identity.value && teams.length === 0 && (
        <Alert status="warning" icon title={t('keysPage.dialog.noTeams')} />
      )}
      {!loading && !loadError && team && (
        <>
          <TeamField
            teams={teams}
            team={team}
            onChange={next => {
              setChosenTeam(next);
              // Another team has other models.
              setForm({ ...form, models: [] });
            }}
          />
          {choice.length === 0 ? (
            <Alert
              status="warning"
              icon
              title={t('keysPage.dialog.noGrants')}
            />
          ) : (
            <KeyFields
              form={form}
              models={choice}
              expiry={{
                label: t('keysPage.dialog.expiry'),
                description: t('keysPage.dialog.expiryDescription'),
              }}
              onChange={setForm}
            />
          )}
        </>
      )}
    </FormDialog>
  );
};
