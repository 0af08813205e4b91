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
import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import type { ReactNode } from 'react';
import { maasApiRef } from '../../../api';
import { StateTag } from '../../../components/StateTag';
import { Timeline } from '../../../components/Timeline';
import { useModelIndex } from '../../../hooks/useModelIndex';
import { usePlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { textLocale } from '../../../utils/textLocale';
import { RequestActions } from '../RequestActions';
import { Changes, RequestedModels, RequestFacts } from '../RequestFacts';
import { RequestNote } from '../RequestNote';
import { SayBox } from '../SayBox';
import { Steps } from '../Steps';
import styles from './RequestPage.module.css';

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

/** A request that is there. @internal */
export const RequestView = (props: {
  request: AccessRequest;
  /** Another call has answered with a newer version of the request. */
  onChange: (request: AccessRequest) => void;
  /** The request has changed elsewhere. */
  onOutdated: () => void;
}) => {
  const { request, onChange, onOutdated } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const plans = usePlanIndex();
  const index = useModelIndex(request.grants.map(({ model }) => model));
  const titles = request.grants.map(
    ({ model }) => index.get(model)?.title ?? model,
  );

  return (
    <>
      <Header
        title={t('requestsPage.oneFor', {
          models: new Intl.ListFormat(textLocale()).format(titles),
        })}
        metadata={[
          {
            label: t('requestsPage.column.state'),
            value: <StateTag kind="request" state={request.state} />,
          },
        ]}
        customActions={
          <RequestActions
            request={request}
            index={index}
            plans={plans}
            onChange={onChange}
            onOutdated={onOutdated}
          />
        }
      />
      <Container>
        <div className={styles.page}>
          <div className={styles.main}>
            <RequestNote request={request} onChange={onChange} />
            <Part title={t('requestsPage.request.title')}>
              <Flex direction="column" gap="4">
                <RequestFacts request={request} index={index} plans={plans} />
                <RequestedModels
                  request={request}
                  index={index}
                  plans={plans}
                />
              </Flex>
            </Part>
          </div>
          <div className={styles.main}>
            <Part title={t('requestsPage.step.title')}>
              <Steps request={request} index={index} />
            </Part>
            <Part title={t('requestsPage.history')}>
              <Flex direction="column" gap="5">
                <Timeline
                  entries={request.timeline ?? []}
                  detailsOf={entry => (
                    <Changes
                      details={entry.details}
                      index={index}
                      plans={plans}
                    />
                  )}
                />
                {request.permissions.comment && (
                  <SayBox
                    label={t('requestsPage.comment.label')}
                    description={t('requestsPage.comment.description')}
                    sendLabel={t('requestsPage.comment.send')}
                    onSend={async text =>
                      onChange(
                        await api.commentAccessRequest(request.id, { text }),
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
