import { useApi } from '@backstage/core-plugin-api';
import {
  Card,
  CardBody,
  CardHeader,
  Container,
  Flex,
  Header,
  Text,
} from '@backstage/ui';
import type { ModelRequest } from '@openmaas/backstage-plugin-maas-common';
import type { ReactNode } from 'react';
import { maasApiRef } from '../../../api';
import { StateTag } from '../../../components/StateTag';
import { Timeline } from '../../../components/Timeline';
import { useTexts } from '../../../hooks/useTexts';
import { wantingTeams } from '../../../utils/modelRequests';
import { SayBox } from '../../requests/SayBox';
import { Decisions, Participation } from '../ModelRequestActions';
import { ModelRequestFacts, Wanting } from './ModelRequestFacts';
import styles from './ModelRequestPage.module.css';
import { NextStep } from './NextStep';

const Part = (props: { title: string; children: ReactNode }) => (
  <Card>
    <CardHeader>
      <Text as="h3" weight="bold" className={styles.title}>
        {props.title}
      </Text>
    </CardHeader>
    <CardBody>{props.children}</CardBody>
  </Card>
);

/** A request for a model that is there. @internal */
export const ModelRequestView = (props: {
  request: ModelRequest;
  /** Another call has answered with a newer version of the request. */
  onChange: (request: ModelRequest) => void;
  /** The request has changed elsewhere. */
  onOutdated: () => void;
}) => {
  const { request, onChange } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  return (
    <>
      <Header
        title={t('modelRequestsPage.oneFor', { title: request.title })}
        metadata={[
          {
            label: t('modelRequestsPage.fact.state'),
            value: <StateTag kind="modelRequest" state={request.state} />,
          },
        ]}
        customActions={
          <Flex gap="2" className={styles.actions}>
            <Decisions {...props} />
            <Participation {...props} />
          </Flex>
        }
      />
      <Container>
        <div className={styles.page}>
          <div className={styles.main}>
            <NextStep request={request} />
            <Part title={t('modelRequestsPage.about')}>
              <ModelRequestFacts request={request} />
            </Part>
            <Part
              title={t('modelRequestsPage.wanted', {
                count: wantingTeams(request),
              })}
            >
              <Wanting request={request} />
            </Part>
          </div>
          <div className={styles.main}>
            <Part title={t('modelRequestsPage.history')}>
              <Flex direction="column" gap="5">
                <Timeline
                  entries={request.timeline ?? []}
                  detailsOf={({ details }) =>
                    details?.model !== undefined && (
                      <p className={styles.details}>
                        {t('modelRequestsPage.renamed', {
                          model: String(details.model),
                        })}
                      </p>
                    )
                  }
                />
                {request.permissions.comment && (
                  <SayBox
                    label={t('modelRequestsPage.comment.label')}
                    description={t('modelRequestsPage.comment.description')}
                    sendLabel={t('modelRequestsPage.comment.send')}
                    onSend={async text =>
                      onChange(
                        await api.commentModelRequest(request.id, { text }),
                      )
                    }
                  />
                )}
              </Flex>
            </Part>
          </div>
        </div>
      </Container>
    </>
  );
};
