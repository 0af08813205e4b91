import { useApi } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Alert, Button } from '@backstage/ui';
import type {
  Delegation,
  Delegations,
} from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { maasApiRef } from '../../../api';
import { DateTime } from '../../../components/DateTime';
import { ErrorNote } from '../../../components/ErrorNote';
import { useTexts } from '../../../hooks/useTexts';
import { useToast } from '../../../hooks/useToast';
import { shownEnd } from '../../../utils/days';
import styles from './Delegation.module.css';

/** Who decides for whom, in a sentence. */
const Sentence = (props: {
  delegation: Delegation;
  kind: 'mine' | 'forMe';
}) => {
  const { delegation, kind } = props;
  const { from, to, startsAt, endsAt } = delegation;
  const t = useTexts();
  const texts = {
    person: <EntityRefLink entityRef={kind === 'mine' ? to : from} hideIcon />,
    start: <DateTime time={startsAt} />,
    time: <DateTime time={shownEnd(endsAt)} />,
  };
  const later = new Date(startsAt).getTime() > Date.now();
  return (
    <>
      {later
        ? t(`requestsPage.delegation.${kind}Later`, texts)
        : t(`requestsPage.delegation.${kind}`, texts)}
    </>
  );
};

/** Who decides for the user just now, and for whom the user does. @internal */
export const DelegationNotes = (props: {
  delegations: Delegations;
  onChange: (delegations: Delegations) => void;
}) => {
  const { delegations, onChange } = props;
  const { mine, forMe } = delegations;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const toast = useToast();
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();

  const end = async () => {
    setRunning(true);
    setError(undefined);
    try {
      onChange(await api.endDelegation());
      toast(t('requestsPage.delegation.ended'));
    } catch (thrown) {
      setError(thrown);
    }
    setRunning(false);
  };

  return (
    <>
      {mine && (
        <Alert
          status="info"
          icon
          className={styles.note}
          title={<Sentence delegation={mine} kind="mine" />}
          description={mine.reason}
          customActions={
            <Button variant="secondary" isPending={running} onPress={end}>
              {t('requestsPage.delegation.end')}
            </Button>
          }
        />
      )}
      {error !== undefined && <ErrorNote error={error} onRetry={end} />}
      {forMe.map(delegation => (
        <Alert
          key={delegation.from}
          status="info"
          icon
          title={<Sentence delegation={delegation} kind="forMe" />}
          description={delegation.reason}
        />
      ))}
    </>
  );
};
