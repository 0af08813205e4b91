import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type { ModelRequest } from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { maasApiRef } from '../../../api';
import { ConfirmDialog } from '../../../components/ConfirmDialog';
import { DestructiveButton } from '../../../components/DestructiveButton';
import { useTexts } from '../../../hooks/useTexts';
import { JoinDialog } from '../JoinDialog';

/** Wanting a model too, no longer, or taking the own request back. @internal */
export const Participation = (props: {
  request: ModelRequest;
  /** Beside other requests, so that the buttons have to say which one they mean. */
  inList?: boolean;
  /** Another call has answered with a newer version of the request. */
  onChange: (request: ModelRequest) => void;
  /** The request has changed elsewhere. */
  onOutdated: () => void;
}) => {
  const { request, inList, onChange, onOutdated } = props;
  const { id, title, permissions } = request;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const [open, setOpen] = useState<'join' | 'leave' | 'withdraw'>();
  const onClose = () => setOpen(undefined);

  return (
    <>
      {permissions.join && (
        <Button
          variant="secondary"
          aria-label={
            inList
              ? t('modelRequestsPage.join.actionFor', { title })
              : undefined
          }
          onPress={() => setOpen('join')}
        >
          {t('modelRequestsPage.join.action')}
        </Button>
      )}
      {permissions.leave && !inList && (
        <Button variant="secondary" onPress={() => setOpen('leave')}>
          {t('modelRequestsPage.leave.action')}
        </Button>
      )}
      {permissions.withdraw && !inList && (
        <DestructiveButton onPress={() => setOpen('withdraw')}>
          {t('modelRequestsPage.withdraw.action')}
        </DestructiveButton>
      )}
      {open === 'join' && (
        <JoinDialog
          request={request}
          onClose={onClose}
          onChange={onChange}
          onOutdated={onOutdated}
        />
      )}
      {(open === 'leave' || open === 'withdraw') && (
        <ConfirmDialog
          title={t(`modelRequestsPage.${open}.title`)}
          text={t(`modelRequestsPage.${open}.text`)}
          confirmLabel={t(`modelRequestsPage.${open}.confirm`)}
          destructive={open === 'withdraw'}
          onClose={onClose}
          onOutdated={onOutdated}
          onConfirm={async () =>
            onChange(
              open === 'leave'
                ? await api.leaveModelRequest(id)
                : await api.withdrawModelRequest(id),
            )
          }
        />
      )}
    </>
  );
};
