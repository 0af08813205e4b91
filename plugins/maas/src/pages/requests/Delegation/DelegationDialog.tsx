import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type { Delegations } from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { maasApiRef } from '../../../api';
import { DateField } from '../../../components/DateField';
import { FormDialog } from '../../../components/FormDialog';
import { PeoplePicker } from '../../../components/PeoplePicker';
import { useIdentity } from '../../../hooks/useIdentity';
import type { PersonOption } from '../../../hooks/usePeople';
import { useTexts } from '../../../hooks/useTexts';
import { useToast } from '../../../hooks/useToast';
import { dayAfter, dayStart } from '../../../utils/days';
import { ReasonField } from '../RequestActions';
import styles from './Delegation.module.css';

/** Lets somebody else decide for a time. Render it only while it is open. @internal */
export const DelegationDialog = (props: {
  onClose: () => void;
  onChange: (delegations: Delegations) => void;
}) => {
  const { onClose, onChange } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const toast = useToast();
  const identity = useIdentity();
  const [person, setPerson] = useState<PersonOption>();
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');

  const startsAt = dayStart(from);
  const endsAt = dayAfter(until);
  const over = endsAt !== undefined && endsAt.getTime() <= Date.now();
  const reversed =
    startsAt !== undefined && endsAt !== undefined && endsAt <= startsAt;
  let fault: string | undefined;
  if (over) {
    fault = t('requestsPage.delegation.untilPast');
  } else if (reversed) {
    fault = t('requestsPage.delegation.untilFault');
  }

  return (
    <FormDialog
      title={t('requestsPage.delegation.title')}
      submitLabel={t('requestsPage.delegation.save')}
      incomplete={!person || !endsAt || fault !== undefined}
      touched={Boolean(person || from || until || reason)}
      onClose={onClose}
      onSubmit={async () => {
        if (!person || !endsAt) {
          return;
        }
        // A day that has begun begins now.
        const later = startsAt && startsAt.getTime() > Date.now();
        onChange(
          await api.setDelegation({
            to: person.id,
            endsAt: endsAt.toISOString(),
            ...(later && { startsAt: startsAt.toISOString() }),
            ...(reason.trim() && { reason: reason.trim() }),
          }),
        );
        toast(t('requestsPage.delegation.saved', { person: person.label }));
        onClose();
      }}
    >
      <Text>{t('requestsPage.delegation.text')}</Text>
      <PeoplePicker
        label={t('requestsPage.delegation.who')}
        placeholder={t('requestsPage.delegation.whoPlaceholder')}
        value={person}
        without={identity.value?.userEntityRef}
        onChange={setPerson}
      />
      <div className={styles.days}>
        <DateField
          label={t('requestsPage.delegation.from')}
          description={t('requestsPage.delegation.fromText')}
          value={from}
          onChange={setFrom}
        />
        <DateField
          label={t('requestsPage.delegation.until')}
          description={t('requestsPage.delegation.untilText')}
          fault={fault}
          isRequired
          value={until}
          onChange={setUntil}
        />
      </div>
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
};
