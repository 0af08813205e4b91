import { useApi } from '@backstage/core-plugin-api';
import { Button, ButtonLink, Flex, Text, TextAreaField } from '@backstage/ui';
import {
  type AccessRequest,
  askAgainPath,
} from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { maasApiRef } from '../../../api';
import { ConfirmDialog } from '../../../components/ConfirmDialog';
import { DestructiveButton } from '../../../components/DestructiveButton';
import { FormDialog } from '../../../components/FormDialog';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { ApproveDialog } from './ApproveDialog';
import { ReasonField } from './ReasonField';
import styles from './RequestActions.module.css';

/** What the control plane takes at most. */
const MAX_QUESTION_LENGTH = 4000;

interface DialogProps {
  request: AccessRequest;
  onClose: () => void;
  onChange: (request: AccessRequest) => void;
  onOutdated: () => void;
}

const DenyDialog = (props: DialogProps) => {
  const { request, onClose, onChange, onOutdated } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const [text, setText] = useState('');
  const reason = text.trim();
  return (
    <ConfirmDialog
      title={t('requestsPage.deny.title')}
      text={t('requestsPage.deny.text')}
      confirmLabel={t('requestsPage.deny.confirm')}
      destructive
      incomplete={!reason}
      onClose={onClose}
      onOutdated={onOutdated}
      onConfirm={async () =>
        onChange(await api.denyAccessRequest(request.id, { reason }))
      }
    >
      <ReasonField isRequired value={text} onChange={setText} />
    </ConfirmDialog>
  );
};

const AskBackDialog = (props: DialogProps) => {
  const { request, onClose, onChange, onOutdated } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const [text, setText] = useState('');
  return (
    <FormDialog
      title={t('requestsPage.askBack.title')}
      submitLabel={t('requestsPage.askBack.confirm')}
      incomplete={!text.trim()}
      touched={text !== ''}
      onClose={onClose}
      onOutdated={onOutdated}
      onSubmit={async () => {
        const question = { text: text.trim() };
        onChange(await api.askBackAccessRequest(request.id, question));
        onClose();
      }}
    >
      <Text>{t('requestsPage.askBack.text')}</Text>
      <TextAreaField
        label={t('requestsPage.askBack.label')}
        isRequired
        maxLength={MAX_QUESTION_LENGTH}
        value={text}
        onChange={setText}
      />
    </FormDialog>
  );
};

const WithdrawDialog = (props: DialogProps) => {
  const { request, onClose, onChange, onOutdated } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  return (
    <ConfirmDialog
      title={t('requestsPage.withdraw.title')}
      text={t('requestsPage.withdraw.text')}
      confirmLabel={t('requestsPage.withdraw.confirm')}
      destructive
      onClose={onClose}
      onOutdated={onOutdated}
      onConfirm={async () =>
        onChange(await api.withdrawAccessRequest(request.id))
      }
    />
  );
};

/** What the user can do with a request now. @internal */
export const RequestActions = (props: {
  request: AccessRequest;
  index: ModelIndex;
  plans: PlanIndex;
  /** Another call has answered with a newer version of the request. */
  onChange: (request: AccessRequest) => void;
  /** The request has changed elsewhere. */
  onOutdated: () => void;
}) => {
  const { request, index, plans, onChange, onOutdated } = props;
  const { permissions } = request;
  const t = useTexts();
  const [open, setOpen] = useState<
    'approve' | 'deny' | 'askBack' | 'withdraw'
  >();
  const onClose = () => setOpen(undefined);
  const dialog = { request, onClose, onChange, onOutdated };

  return (
    <>
      <Flex gap="2" className={styles.actions}>
        {permissions.decide && (
          <>
            <Button variant="primary" onPress={() => setOpen('approve')}>
              {t('requestsPage.request.approve')}
            </Button>
            {request.state === 'pending' && (
              <Button variant="secondary" onPress={() => setOpen('askBack')}>
                {t('requestsPage.request.askBack')}
              </Button>
            )}
            <DestructiveButton onPress={() => setOpen('deny')}>
              {t('requestsPage.request.deny')}
            </DestructiveButton>
          </>
        )}
        {permissions.withdraw && (
          <DestructiveButton onPress={() => setOpen('withdraw')}>
            {t('requestsPage.request.withdraw')}
          </DestructiveButton>
        )}
        {permissions.askAgain && (
          <ButtonLink variant="primary" href={askAgainPath(request)}>
            {t('requestsPage.request.askAgain')}
          </ButtonLink>
        )}
      </Flex>
      {open === 'approve' && (
        <ApproveDialog {...dialog} index={index} plans={plans} />
      )}
      {open === 'deny' && <DenyDialog {...dialog} />}
      {open === 'askBack' && <AskBackDialog {...dialog} />}
      {open === 'withdraw' && <WithdrawDialog {...dialog} />}
    </>
  );
};
