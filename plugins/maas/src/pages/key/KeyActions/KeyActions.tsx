import { useApi } from '@backstage/core-plugin-api';
import { Button, Flex, TextAreaField } from '@backstage/ui';
import type { ApiKey, MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { maasApiRef } from '../../../api';
import { ConfirmDialog } from '../../../components/ConfirmDialog';
import { DestructiveButton } from '../../../components/DestructiveButton';
import { useTexts } from '../../../hooks/useTexts';
import { KEY_ACTIONS, type KeyAction } from '../../../utils/keys';
import { EditKeyDialog } from '../EditKeyDialog';
import { RotateDialog } from '../RotateDialog';
import styles from './KeyActions.module.css';

/** What the control plane takes at most. */
const MAX_REASON_LENGTH = 1000;

const CALLS: Record<
  KeyAction,
  (api: MaasApi, id: string, body: { reason?: string }) => Promise<ApiKey>
> = {
  suspend: (api, id, body) => api.suspendKey(id, body),
  resume: (api, id, body) => api.resumeKey(id, body),
  revoke: (api, id, body) => api.revokeKey(id, body),
};

/** Asks for a reason, and suspends, resumes or revokes. */
const ReasonDialog = (props: {
  action: KeyAction;
  apiKey: ApiKey;
  onChange: (key: ApiKey) => void;
  onClose: () => void;
  onOutdated: () => void;
}) => {
  const { action, apiKey, onChange, onClose, onOutdated } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      title={t(`keyPage.${action}.title`, { name: apiKey.name })}
      text={t(`keyPage.${action}.text`)}
      confirmLabel={t(`keyPage.${action}.confirm`)}
      destructive={action !== 'resume'}
      onClose={onClose}
      onOutdated={onOutdated}
      onConfirm={async () => {
        const why = reason.trim();
        onChange(
          await CALLS[action](api, apiKey.id, why ? { reason: why } : {}),
        );
      }}
    >
      <TextAreaField
        label={t('keyPage.reason')}
        description={t('keyPage.reasonDescription')}
        maxLength={MAX_REASON_LENGTH}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
};

/** What the user can do with a key now. @internal */
export const KeyActions = (props: {
  apiKey: ApiKey;
  /** Left out while a secret is in sight, which another one would push aside. */
  onRotate?: (graceHours: number) => Promise<void>;
  onChange: (key: ApiKey) => void;
  /** The key has changed elsewhere. */
  onOutdated: () => void;
}) => {
  const { apiKey, onRotate, onChange, onOutdated } = props;
  const { permissions } = apiKey;
  const t = useTexts();
  const [action, setAction] = useState<KeyAction | 'rotate' | 'edit'>();
  const dialog = {
    apiKey,
    onOutdated,
    onClose: () => setAction(undefined),
  };
  const confirmed = KEY_ACTIONS.find(one => one === action);

  return (
    <>
      <Flex gap="2" className={styles.actions}>
        {permissions.rotate && onRotate && (
          <Button variant="secondary" onPress={() => setAction('rotate')}>
            {t('keyPage.rotate.action')}
          </Button>
        )}
        {permissions.update && (
          <Button variant="secondary" onPress={() => setAction('edit')}>
            {t('keyPage.edit.action')}
          </Button>
        )}
        {(['suspend', 'resume'] as const)
          .filter(one => permissions[one])
          .map(one => (
            <Button
              key={one}
              variant="secondary"
              onPress={() => setAction(one)}
            >
              {t(`keyPage.${one}.action`)}
            </Button>
          ))}
        {permissions.revoke && (
          <DestructiveButton onPress={() => setAction('revoke')}>
            {t('keyPage.revoke.action')}
          </DestructiveButton>
        )}
      </Flex>
      {confirmed && (
        <ReasonDialog {...dialog} action={confirmed} onChange={onChange} />
      )}
      {action === 'rotate' && onRotate && (
        <RotateDialog {...dialog} onRotate={onRotate} />
      )}
      {action === 'edit' && <EditKeyDialog {...dialog} onSaved={onChange} />}
    </>
  );
};
