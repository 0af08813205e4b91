import { useApi } from '@backstage/core-plugin-api';
import {
  ButtonIcon,
  Menu,
  MenuItem,
  MenuTrigger,
  TextAreaField,
} from '@backstage/ui';
import type { Grant, MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { RiMore2Line } from '@remixicon/react';
import { useState } from 'react';
import { maasApiRef } from '../../api';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { useTexts } from '../../hooks/useTexts';
import { useToast } from '../../hooks/useToast';

type Action = 'suspend' | 'resume' | 'revoke';

/** What the control plane takes at most. */
const MAX_REASON_LENGTH = 1000;

const CALLS: Record<
  Action,
  (api: MaasApi, id: string, reason: string) => Promise<Grant>
> = {
  suspend: (api, id, reason) => api.suspendGrant(id, { reason }),
  resume: (api, id, reason) =>
    api.resumeGrant(id, { reason: reason || undefined }),
  revoke: (api, id, reason) => api.revokeGrant(id, { reason }),
};

/**
 * Suspends, resumes or revokes what a team may use. Nothing for those who may not.
 *
 * @param props - `team` and `model` as people call them
 * @internal
 */
export const GrantActions = (props: {
  grant: Grant;
  team: string;
  model: string;
  /** The grant has changed, here or elsewhere. */
  onChange: () => void;
}) => {
  const { grant, team, model, onChange } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const toast = useToast();
  const [action, setAction] = useState<Action>();
  const [text, setText] = useState('');
  const reason = text.trim();

  const actions: Action[] =
    grant.state === 'suspended' ? ['resume', 'revoke'] : ['suspend', 'revoke'];

  if (!grant.permissions.update) {
    return null;
  }
  return (
    <>
      <MenuTrigger>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiMore2Line />}
          aria-label={t('grants.menu', { team, model })}
        />
        <Menu>
          {actions.map(name => (
            <MenuItem
              key={name}
              color={name === 'revoke' ? 'danger' : 'primary'}
              onAction={() => {
                setText('');
                setAction(name);
              }}
            >
              {t(`grants.${name}.action`)}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {action && (
        <ConfirmDialog
          title={t(`grants.${action}.title`, { team, model })}
          text={t(`grants.${action}.text`)}
          confirmLabel={t(`grants.${action}.confirm`)}
          destructive={action !== 'resume'}
          incomplete={action !== 'resume' && !reason}
          onClose={() => setAction(undefined)}
          onOutdated={onChange}
          onConfirm={async () => {
            await CALLS[action](api, grant.id, reason);
            toast(t(`grants.${action}.done`, { team, model }));
            onChange();
          }}
        >
          <TextAreaField
            label={t('requestsPage.reason')}
            isRequired={action !== 'resume'}
            maxLength={MAX_REASON_LENGTH}
            value={text}
            onChange={setText}
          />
        </ConfirmDialog>
      )}
    </>
  );
};
