import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
} from '@backstage/ui';
import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { type FormEvent, useCallback, useId, useState } from 'react';
import { maasApiRef } from '../../../api';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { useIdentity } from '../../../hooks/useIdentity';
import { useLoad } from '../../../hooks/useLoad';
import { useTexts } from '../../../hooks/useTexts';
import { newIdempotencyKey } from '../../../utils/idempotencyKey';
import { listAllModels, modelsOfTeam } from '../../../utils/models';
import { NewKeyFields, type NewKeyForm } from './NewKeyFields';

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
  const formId = useId();
  const api = useApi(maasApiRef);
  const identity = useIdentity();
  const models = useLoad(
    useCallback(signal => listAllModels(api, { mine: true }, signal), [api]),
  );
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [form, setForm] = useState<NewKeyForm>({
    name: '',
    models: [],
    limits: {},
  });
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();

  const teams = identity.value?.teams ?? [];
  const team = form.team ?? teams[0];
  const choice = team ? modelsOfTeam(models.value ?? [], team) : [];
  const loadError = identity.error ?? models.error;
  const loading = !loadError && !(identity.value && models.value);
  const incomplete = !team || choice.length === 0 || !form.name.trim();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (incomplete || running) {
      return;
    }
    setRunning(true);
    setError(undefined);
    try {
      const key = await api.createKey(
        {
          team,
          name: form.name.trim(),
          ...(form.models.length > 0 && { models: form.models }),
          ...(form.expiresInDays && { expiresInDays: form.expiresInDays }),
          ...(Object.keys(form.limits).length > 0 && { limits: form.limits }),
        },
        { idempotencyKey },
      );
      onCreated(key);
    } catch (thrown) {
      setError(thrown);
      setRunning(false);
    }
  };

  return (
    <Dialog
      isOpen
      width={520}
      isDismissable={!running}
      isKeyboardDismissDisabled={running}
      // Closing would not call back what runs; the header's button has no other guard.
      onOpenChange={open => !open && !running && onClose()}
    >
      <DialogHeader>{t('keysPage.dialog.title')}</DialogHeader>
      <DialogBody>
        <form id={formId} onSubmit={submit}>
          <Flex direction="column" gap="4">
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
              <Alert
                status="warning"
                icon
                title={t('keysPage.dialog.noTeams')}
              />
            )}
            {!loading && !loadError && team && (
              <NewKeyFields
                teams={teams}
                models={choice}
                form={{ ...form, team }}
                onChange={setForm}
              />
            )}
            {error !== undefined && <ErrorNote error={error} />}
          </Flex>
        </form>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close" isDisabled={running}>
          {t('common.dialog.cancel')}
        </Button>
        <Button
          variant="primary"
          type="submit"
          form={formId}
          isPending={running}
          isDisabled={incomplete}
        >
          {t('keysPage.dialog.create')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
};
