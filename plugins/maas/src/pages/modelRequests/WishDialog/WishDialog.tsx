import { useApi } from '@backstage/core-plugin-api';
import { Alert, Text } from '@backstage/ui';
import type { ModelRequest } from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { maasApiRef } from '../../../api';
import { ErrorNote } from '../../../components/ErrorNote';
import { FormDialog } from '../../../components/FormDialog';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { useIdentity } from '../../../hooks/useIdentity';
import { useTexts } from '../../../hooks/useTexts';
import { newIdempotencyKey } from '../../../utils/idempotencyKey';
import { isComplete, wishBody, wishFor } from '../../../utils/modelRequests';
import { Similar } from './Similar';
import { WishFields } from './WishFields';

/**
 * Asks for a model that is not offered yet, unless what is there or asked for already
 * will do. Render it only while it is open: one opening makes at most one request,
 * however often its button is pressed.
 *
 * @internal
 */
export const WishDialog = (props: {
  /** What somebody has searched for and not found. */
  search: string;
  onClose: () => void;
  onCreated: (request: ModelRequest) => void;
  onJoin: (request: ModelRequest) => void;
}) => {
  const { search, onClose, onCreated, onJoin } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { value: identity, error, reload } = useIdentity();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [initial] = useState(() => wishFor(search));
  const [form, setForm] = useState(initial);
  const team = identity?.teams[0];

  return (
    <FormDialog
      title={t('modelRequestsPage.form.title')}
      submitLabel={t('modelRequestsPage.form.submit')}
      incomplete={!team || !isComplete(form)}
      touched={form !== initial}
      onClose={onClose}
      onSubmit={async () => {
        if (team) {
          const body = wishBody(form, team);
          onCreated(await api.createModelRequest(body, { idempotencyKey }));
        }
      }}
    >
      {error !== undefined && <ErrorNote error={error} onRetry={reload} />}
      {!identity && error === undefined && (
        <ListSkeleton rows={3} height={48} />
      )}
      {identity && !team && (
        <Alert
          status="warning"
          icon
          title={t('modelRequestsPage.join.noTeams')}
        />
      )}
      {identity && team && (
        <>
          <Text as="p" color="secondary">
            {t('modelRequestsPage.form.public')}
          </Text>
          <WishFields
            form={form}
            teams={identity.teams}
            onChange={setForm}
            similar={
              <Similar wanted={form.uri || form.title} onJoin={onJoin} />
            }
          />
        </>
      )}
    </FormDialog>
  );
};
