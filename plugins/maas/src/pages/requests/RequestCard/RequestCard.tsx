import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  ButtonLink,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
} from '@backstage/ui';
import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { DateTime } from '../../../components/DateTime';
import { Fact, FactList } from '../../../components/FactList';
import { ModelName } from '../../../components/ModelName';
import { ShadowMark } from '../../../components/ShadowMark';
import { StateTag } from '../../../components/StateTag';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { keyRouteRef } from '../../../routes';
import { RequestActions } from '../RequestActions';
import styles from './RequestCard.module.css';

const RULE_PREFIX = 'rule:';

const DecidedBy = ({ decider }: { decider: string }) => {
  const t = useTexts();
  return decider.startsWith(RULE_PREFIX) ? (
    <>
      {t('requestsPage.request.rule', {
        name: decider.slice(RULE_PREFIX.length),
      })}
    </>
  ) : (
    <EntityRefLink entityRef={decider} hideIcon />
  );
};

/** An access request: who wants what, where it stands, and what can be done. @internal */
export const RequestCard = (props: {
  request: AccessRequest;
  index: ModelIndex;
  plans: PlanIndex;
  /** Another call has answered with a newer version of the request. */
  onChange: (request: AccessRequest) => void;
  /** The request has changed elsewhere. */
  onOutdated: () => void;
}) => {
  const { request, index, plans, onChange, onOutdated } = props;
  const t = useTexts();
  const keyLink = useRouteRef(keyRouteRef);
  const { decidedAt, decidedBy, decisionReason, waitsFor } = request;

  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="start" gap="2" className={styles.header}>
          <ul className={styles.models}>
            {request.grants.map(grant => (
              <li key={grant.id}>
                <ModelName id={grant.model} index={index} />
              </li>
            ))}
          </ul>
          <StateTag kind="request" state={request.state} />
        </Flex>
      </CardHeader>
      <CardBody>
        <FactList>
          <Fact label={t('requestsPage.request.team')}>
            <EntityRefLink entityRef={request.team} hideIcon />
          </Fact>
          <Fact label={t('requestsPage.request.plan')}>
            {request.plan} {plans.get(request.plan)?.shadow && <ShadowMark />}
          </Fact>
          <Fact label={t('requestsPage.request.requester')}>
            <EntityRefLink entityRef={request.requester} hideIcon />
          </Fact>
          <Fact label={t('requestsPage.request.created')}>
            <DateTime time={request.createdAt} relative />
          </Fact>
          {decidedAt && (
            <Fact label={t('requestsPage.request.decided')}>
              <DateTime time={decidedAt} relative />
            </Fact>
          )}
          {decidedBy && (
            <Fact label={t('requestsPage.request.decidedBy')}>
              <DecidedBy decider={decidedBy} />
            </Fact>
          )}
          <Fact wide label={t('requestsPage.request.purpose')}>
            {request.purpose}
          </Fact>
          {waitsFor && (
            <Fact wide label={t('requestsPage.request.waitsFor')}>
              {waitsFor}
            </Fact>
          )}
          {decisionReason && (
            <Fact wide label={t('requestsPage.request.reason')}>
              {decisionReason}
            </Fact>
          )}
        </FactList>
      </CardBody>
      <CardFooter>
        <Flex gap="2" className={styles.actions}>
          <ButtonLink variant="secondary" href={keyLink({ id: request.keyId })}>
            {t('requestsPage.request.key')}
          </ButtonLink>
          <RequestActions
            request={request}
            onChange={onChange}
            onOutdated={onOutdated}
          />
        </Flex>
      </CardFooter>
    </Card>
  );
};
