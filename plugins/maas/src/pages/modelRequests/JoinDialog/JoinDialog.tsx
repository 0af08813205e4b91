import { useApi } from '@backstage/core-plugin-api';
import { Alert, NumberField, Text, TextAreaField } from '@backstage/ui';
import type { ModelRequest } from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { maasApiRef } from '../../../api';
import { FormDialog } from '../../../components/FormDialog';
import { useIdentity } from '../../../hooks/useIdentity';
import { useTexts } from '../../../hooks/useTexts';
import { TeamSelect } from './TeamSelect';

/** What the control plane takes at most. */
const MAX_REASON_LENGTH = 1000;

const NO_TEAMS: string[] = [];

/**
 * Wants the same model, for a team of the user.
 *
 * @internal
 */
export const JoinDialog = (props: {
  request: ModelRequest;
  onClose: () => void;
  onChange: (request: ModelRequest) => void;
  onOutdated: () => void;
}) => {
  const { request, onClose, onChange, onOutdated } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { value: identity } = useIdentity();
  const [chosen, setChosen] = useState<string>();
  const [reason, setReason] = useState('');
  const [tokens, setTokens] = useState(NaN);
  const teams = identity?.teams ?? NO_TEAMS;
  const team = chosen ?? teams[0];

  return (
    <FormDialog
      title={t('modelRequestsPage.join.title', { title: request.title })}
      submitLabel={t('modelRequestsPage.join.confirm')}
      incomplete={!team}
      touched={reason !== ''}
      onClose={onClose}
      onOutdated={onOutdated}
      onSubmit={async () => {
        const joined = await api.joinModelRequest(request.id, {
          team,
          reason: reason.trim() || undefined,
          tokensPerMonth: Number.isNaN(tokens) ? undefined : tokens,
        });
        onClose();
        onChange(joined);
      }}
    >
      <Text as="p">{t('modelRequestsPage.join.text')}</Text>
      {identity && teams.length === 0 && (
        <Alert
          status="warning"
          icon
          title={t('modelRequestsPage.join.noTeams')}
        />
      )}
      <TeamSelect
        label={t('modelRequestsPage.join.team')}
        teams={teams}
        team={team}
        onChange={setChosen}
      />
      <TextAreaField
        label={t('modelRequestsPage.join.reason')}
        description={t('modelRequestsPage.join.reasonDescription')}
        maxLength={MAX_REASON_LENGTH}
        value={reason}
        onChange={setReason}
      />
      <NumberField
        label={t('modelRequestsPage.join.tokens')}
        description={t('modelRequestsPage.join.tokensDescription')}
        minValue={1}
        maxValue={Number.MAX_SAFE_INTEGER}
        step={1}
        value={tokens}
        onChange={setTokens}
      />
    </FormDialog>
  );
};
