import { useApi } from '@backstage/core-plugin-api';
import { Button, TextAreaField, TextField } from '@backstage/ui';
import type {
  MaasApi,
  ModelRequest,
} from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { maasApiRef } from '../../../api';
import { ConfirmDialog } from '../../../components/ConfirmDialog';
import { DestructiveButton } from '../../../components/DestructiveButton';
import { useTexts } from '../../../hooks/useTexts';
import { isModelId } from '../../../utils/modelRequests';

/** What the control plane takes at most. */
const MAX_REASON_LENGTH = 1000;

type Decision = 'review' | 'approve' | 'deploying' | 'available' | 'decline';

/** What can be decided in which state, what is likeliest first. */
const DECISIONS: Partial<Record<ModelRequest['state'], Decision[]>> = {
  submitted: ['review', 'approve', 'decline'],
  'under-review': ['approve', 'decline'],
  approved: ['deploying', 'available', 'decline'],
  deploying: ['available', 'decline'],
};

const CALLS: Record<
  Decision,
  (
    api: MaasApi,
    id: string,
    body: { reason?: string; model: string },
  ) => Promise<ModelRequest>
> = {
  review: (api, id, { reason }) => api.reviewModelRequest(id, { reason }),
  approve: (api, id, body) => api.approveModelRequest(id, body),
  deploying: (api, id, { reason }) => api.deployingModelRequest(id, { reason }),
  available: (api, id, body) => api.availableModelRequest(id, body),
  decline: (api, id, { reason = '' }) =>
    api.declineModelRequest(id, { reason }),
};

interface DialogProps {
  request: ModelRequest;
  onClose: () => void;
  /** Another call has answered with a newer version of the request. */
  onChange: (request: ModelRequest) => void;
  /** The request has changed elsewhere. */
  onOutdated: () => void;
}

const DecisionDialog = (props: DialogProps & { decision: Decision }) => {
  const { request, decision, onClose, onChange, onOutdated } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const [reason, setReason] = useState('');
  const [model, setModel] = useState(request.model);
  const isModelWrong = !isModelId(model.trim());
  const isDecline = decision === 'decline';
  const text = reason.trim();

  return (
    <ConfirmDialog
      title={t(`modelRequestsPage.decide.${decision}.title`)}
      text={t(`modelRequestsPage.decide.${decision}.text`)}
      confirmLabel={t(`modelRequestsPage.decide.${decision}.action`)}
      destructive={isDecline}
      incomplete={isModelWrong || (isDecline && !text)}
      onClose={onClose}
      onOutdated={onOutdated}
      onConfirm={async () =>
        onChange(
          await CALLS[decision](api, request.id, {
            reason: text || undefined,
            model: model.trim(),
          }),
        )
      }
    >
      {(decision === 'approve' || decision === 'available') && (
        <TextField
          label={t(`modelRequestsPage.decide.${decision}.model`)}
          description={
            isModelWrong
              ? t('modelRequestsPage.decide.approve.modelFault')
              : t(`modelRequestsPage.decide.${decision}.modelDescription`)
          }
          isInvalid={isModelWrong}
          isRequired
          spellCheck="false"
          value={model}
          onChange={setModel}
        />
      )}
      <TextAreaField
        label={t('modelRequestsPage.decide.reason')}
        description={t('modelRequestsPage.decide.reasonDescription')}
        isRequired={isDecline}
        maxLength={MAX_REASON_LENGTH}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
};

/** What the platform team can make of a request now. @internal */
export const Decisions = (props: Omit<DialogProps, 'onClose'>) => {
  const { request } = props;
  const t = useTexts();
  const [decision, setDecision] = useState<Decision>();
  const possible = request.permissions.decide
    ? DECISIONS[request.state] ?? []
    : [];
  return (
    <>
      {possible.map((name, place) =>
        name === 'decline' ? (
          <DestructiveButton key={name} onPress={() => setDecision(name)}>
            {t('modelRequestsPage.decide.decline.action')}
          </DestructiveButton>
        ) : (
          <Button
            key={name}
            variant={place === 0 ? 'primary' : 'secondary'}
            onPress={() => setDecision(name)}
          >
            {t(`modelRequestsPage.decide.${name}.action`)}
          </Button>
        ),
      )}
      {decision && (
        <DecisionDialog
          {...props}
          decision={decision}
          onClose={() => setDecision(undefined)}
        />
      )}
    </>
  );
};
