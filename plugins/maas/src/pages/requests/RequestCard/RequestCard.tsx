import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Card, CardBody, CardHeader, Flex } from '@backstage/ui';
import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { memo } from 'react';
import { DateTime } from '../../../components/DateTime';
import { Fact, FactList } from '../../../components/FactList';
import { StateTag } from '../../../components/StateTag';
import { useTexts } from '../../../hooks/useTexts';
import { isOpen } from '../../../utils/accessRequests';
import { Budget, ChooseBox, RequestLink } from '../RequestsTable';
import { WaitsFor } from '../Steps';
import styles from './RequestCard.module.css';

/** A request in a list, for where there is no room for a table. @internal */
export const RequestCard = memo(
  (props: {
    request: AccessRequest;
    /** What its models are called. */
    titles: string;
    team: string;
    plan: string;
    chosen: boolean;
    /** Why it could not be decided the last time. */
    error: string | undefined;
    onChoose: (ids: string[], chosen: boolean) => void;
  }) => {
    const { request, titles, team, plan, chosen, error, onChoose } = props;
    const t = useTexts();
    const open = isOpen(request);
    return (
      <Card>
        <CardHeader>
          <Flex align="start" gap="2">
            {request.permissions.decide && (
              <ChooseBox
                request={request}
                titles={titles}
                team={team}
                chosen={chosen}
                onChoose={onChoose}
              />
            )}
            <div className={styles.title}>
              <RequestLink id={request.id} titles={titles} />
            </div>
            <StateTag kind="request" state={request.state} />
          </Flex>
        </CardHeader>
        <CardBody>
          {error && <p className={styles.error}>{error}</p>}
          <FactList compact>
            <Fact label={t('requestsPage.column.team')}>
              <EntityRefLink entityRef={request.team} hideIcon />
            </Fact>
            <Fact label={t('requestsPage.column.requester')}>
              <EntityRefLink entityRef={request.requester} hideIcon />
            </Fact>
            <Fact label={t('requestsPage.column.plan')}>{plan}</Fact>
            <Fact label={t('requestsPage.column.budget')}>
              <Budget request={request} />
            </Fact>
            {open && (
              <Fact label={t('requestsPage.column.waitsFor')}>
                <WaitsFor request={request} />
              </Fact>
            )}
            {open && request.decideBy && (
              <Fact label={t('requestsPage.column.decideBy')}>
                <DateTime time={request.decideBy} relative />
              </Fact>
            )}
            <Fact label={t('requestsPage.column.created')}>
              <DateTime time={request.createdAt} relative />
            </Fact>
            <Fact wide label={t('requestsPage.request.purpose')}>
              <span className={styles.purpose}>{request.purpose}</span>
            </Fact>
          </FactList>
        </CardBody>
      </Card>
    );
  },
);
