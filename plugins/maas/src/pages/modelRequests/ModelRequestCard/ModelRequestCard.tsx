import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Card, CardBody, CardHeader, Flex, Link, Text } from '@backstage/ui';
import type { ModelRequest } from '@openmaas/backstage-plugin-maas-common';
import { memo } from 'react';
import { DateTime } from '../../../components/DateTime';
import { Fact, FactList } from '../../../components/FactList';
import { StateTag } from '../../../components/StateTag';
import { useTexts } from '../../../hooks/useTexts';
import { modelRequestRouteRef } from '../../../routes';
import { wantingTeams } from '../../../utils/modelRequests';
import { formatShortCount } from '../../../utils/numbers';
import { Participation } from '../ModelRequestActions';
import styles from './ModelRequestCard.module.css';

/** A request for a model in a list. @internal */
export const ModelRequestCard = memo(
  (props: {
    request: ModelRequest;
    /** Another call has answered with a newer version of the request. */
    onChange: (request: ModelRequest) => void;
    /** The request has changed elsewhere. */
    onOutdated: () => void;
  }) => {
    const { request, onChange, onOutdated } = props;
    const { source, tokensPerMonth } = request;
    const t = useTexts();
    const requestLink = useRouteRef(modelRequestRouteRef);
    return (
      <Card className={styles.card}>
        <CardHeader>
          <Flex align="start" gap="2">
            <div className={styles.title}>
              <Link href={requestLink({ id: request.id })} weight="bold">
                {request.title}
              </Link>
            </div>
            <StateTag kind="modelRequest" state={request.state} />
          </Flex>
        </CardHeader>
        <CardBody>
          <Flex direction="column" gap="3">
            <Text as="p" weight="bold" className={styles.wanted}>
              {t('modelRequestsPage.wanted', { count: wantingTeams(request) })}
            </Text>
            <FactList compact>
              <Fact label={t('modelRequestsPage.fact.source')}>
                <span className={styles.source}>
                  {t(`modelRequestsPage.source.${source.kind}`)}: {source.uri}
                </span>
              </Fact>
              <Fact label={t('modelRequestsPage.fact.team')}>
                <EntityRefLink entityRef={request.team} hideIcon />
              </Fact>
              {tokensPerMonth !== undefined && (
                <Fact label={t('modelRequestsPage.fact.tokens')}>
                  {formatShortCount(tokensPerMonth)}
                </Fact>
              )}
              <Fact label={t('modelRequestsPage.fact.created')}>
                <DateTime time={request.createdAt} relative />
              </Fact>
            </FactList>
            <Flex gap="2" className={styles.actions}>
              <Participation
                request={request}
                inList
                onChange={onChange}
                onOutdated={onOutdated}
              />
            </Flex>
          </Flex>
        </CardBody>
      </Card>
    );
  },
);
