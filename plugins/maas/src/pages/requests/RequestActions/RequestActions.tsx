import { useApi } from '@backstage/core-plugin-api';
import { Button, TextAreaField } from '@backstage/ui';
import type {
  AccessRequest,
  MaasApi,
} from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { maasApiRef } from '../../../api';
import { ConfirmDialog } from '../../../components/ConfirmDialog';
import { DestructiveButton } from '../../../components/DestructiveButton';
import { useTexts } from '../../../hooks/useTexts';

type Action = 'approve' | 'deny' | 'withdraw';

/** What the control plane takes at most. */
const MAX_REASON_LENGTH = 1000;

const CALLS: Record<
  Action,
  (api: MaasApi, id: string, reason?: string) => Promise<AccessRequest>
> = {
  approve: (api, id, reason) => api.approveAccessRequest(id, { reason }),
  deny: (api, id, reason) => api.denyAccessRequest(id, { reason }),
  withdraw: (api, id) => api.withdrawAccessRequest(id),
};

/** What the user can do with a request now. @internal */
export const RequestActions = (props: {
  request: AccessRequest;
  onChange: (request: AccessRequest) => void;
  onOutdated: () => void;
}) => {
  const { request, onChange, onOutdated } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const [action, setAction] = useState<Action>();
  const [reason, setReason] = useState('');

  const open = (next: Action) => () => {
    setReason('');
    setAction(next);
  };

  return (
    <>
      {request.permissions.decide && (
        <>
          <Button variant="primary" onPress={open('approve')}>
            {t('requestsPage.request.approve')}
          </Button>
          <DestructiveButton onPress={open('deny')}>
            {t('requestsPage.request.deny')}
          </DestructiveButton>
        </>
      )}
      {request.permissions.withdraw && (
        <DestructiveButton onPress={open('withdraw')}>
          {t('requestsPage.request.withdraw')}
        </DestructiveButton>
      )}
      {action && (
        <ConfirmDialog
          title={t(`requestsPage.${action}.title`)}
          text={t(`requestsPage.${action}.text`)}
          confirmLabel={t(`requestsPage.${action}.confirm`)}
          destructive={action !== 'approve'}
          onClose={() => setAction(undefined)}
          onOutdated={onOutdated}
          onConfirm={async () =>
            onChange(
              await CALLS[action](api, request.id, reason.trim() || undefined),
            )
          }
        >
          {action !== 'withdraw' && (
            <TextAreaField
              label={t('requestsPage.reason')}
              description={t('requestsPage.reasonDescription')}
              maxLength={MAX_REASON_LENGTH}
              value={reason}
              onChange={setReason}
            />
          )}
        </ConfirmDialog>
      )}
    </>
  );
};
