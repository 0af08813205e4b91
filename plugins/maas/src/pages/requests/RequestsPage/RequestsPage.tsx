import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, ButtonLink, Container, Flex, Header } from '@backstage/ui';
import {
  maasDelegationUpdatePermission,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useState } from 'react';
import { maasApiRef } from '../../../api';
import { ErrorNote } from '../../../components/ErrorNote';
import { ScopeSwitch } from '../../../components/ScopeSwitch';
import { useGroups } from '../../../hooks/useGroups';
import { useLoad } from '../../../hooks/useLoad';
import { useRequestTabs } from '../../../hooks/useRequestTabs';
import { useTexts } from '../../../hooks/useTexts';
import { formatCount } from '../../../utils/numbers';
import { DelegationDialog, DelegationNotes } from '../Delegation';
import { RequestsList } from './RequestsList';
import styles from './RequestsPage.module.css';
import { RequestTools } from './RequestTools';
import { TEXT_OF_SCOPE } from './scopes';
import { useToDecide } from './useRequestList';
import {
  REQUEST_SCOPES,
  type RequestScope,
  useRequestsView,
} from './useRequestsView';

const Requests = () => {
  const t = useTexts();
  const { view, change } = useRequestsView();
  const toDecide = useToDecide();
  const teams = useGroups();

  return (
    <>
      <Flex align="center" gap="3" className={styles.scopes}>
        <ScopeSwitch<RequestScope>
          label={t('requestsPage.scope.label')}
          value={view.scope}
          onChange={scope => change({ scope })}
          options={REQUEST_SCOPES.map(id => ({
            id,
            label:
              id === 'to-decide' && toDecide.value
                ? t('requestsPage.scope.toDecideSome', {
                    number: formatCount(toDecide.value),
                  })
                : t(`requestsPage.scope.${TEXT_OF_SCOPE[id]}`),
          }))}
        />
      </Flex>
      <RequestTools view={view} teams={teams} onChange={change} />
      {/* What is chosen in one of them is not chosen in another. */}
      <RequestsList
        key={view.scope}
        view={view}
        onChange={change}
        onDecided={toDecide.retry}
      />
    </>
  );
};

/** The user's access requests, those to decide about, and all that they may see. @internal */
export const RequestsPage = () => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const [away, setAway] = useState(false);
  const { allowed } = usePermission({
    permission: maasDelegationUpdatePermission,
  });
  const delegations = useLoad(
    useCallback(signal => api.getDelegations({ signal }), [api]),
  );

  return (
    <>
      <Header
        title={t('requestsPage.title')}
        description={t('requestsPage.description')}
        tabs={useRequestTabs()}
        activeTabId="access"
        customActions={
          <Flex gap="2" className={styles.scopes}>
            {allowed && (
              <Button variant="secondary" onPress={() => setAway(true)}>
                {t('requestsPage.delegation.action')}
              </Button>
            )}
            <ButtonLink variant="primary" href={requestAccessPath()}>
              {t('common.requestAccess')}
            </ButtonLink>
          </Flex>
        }
      />
      <Container>
        <Flex direction="column" gap="4">
          {delegations.error !== undefined && (
            <ErrorNote error={delegations.error} onRetry={delegations.reload} />
          )}
          {delegations.value && (
            <DelegationNotes
              delegations={delegations.value}
              onChange={delegations.replace}
            />
          )}
          <Requests />
        </Flex>
      </Container>
      {away && (
        <DelegationDialog
          onClose={() => setAway(false)}
          onChange={delegations.replace}
        />
      )}
    </>
  );
};
