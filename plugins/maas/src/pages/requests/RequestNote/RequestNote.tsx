import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Alert, ButtonLink, Card, CardBody, Flex, Text } from '@backstage/ui';
import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { maasApiRef } from '../../../api';
import { useTexts } from '../../../hooks/useTexts';
import { keyRouteRef, keysRouteRef, requestRouteRef } from '../../../routes';
import { SayBox } from '../SayBox';
import styles from './RequestNote.module.css';

/** What the requester has to answer, and where they do. */
const Question = (props: {
  request: AccessRequest;
  onChange: (request: AccessRequest) => void;
}) => {
  const { request, onChange } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { question, permissions } = request;
  return (
    <Card>
      <CardBody>
        <Flex direction="column" gap="3">
          <Text as="h3" variant="title-x-small" className={styles.title}>
            {t('requestsPage.note.askedBack.title')}
          </Text>
          {question && (
            <blockquote className={styles.question}>{question}</blockquote>
          )}
          {permissions.answer ? (
            <SayBox
              label={t('requestsPage.answer.label')}
              sendLabel={t('requestsPage.answer.send')}
              onSend={async text =>
                onChange(await api.answerAccessRequest(request.id, { text }))
              }
            />
          ) : (
            <Text color="secondary">
              {t('requestsPage.note.askedBack.text', {
                person: (
                  <EntityRefLink entityRef={request.requester} hideIcon />
                ),
              })}
            </Text>
          )}
        </Flex>
      </CardBody>
    </Card>
  );
};

const Approved = ({ request }: { request: AccessRequest }) => {
  const t = useTexts();
  const keyLink = useRouteRef(keyRouteRef);
  const keysLink = useRouteRef(keysRouteRef);
  const { keyId, grants } = request;
  const partly = grants.some(({ state }) => state === 'denied');
  return (
    <Alert
      status="success"
      icon
      className={styles.note}
      title={
        partly
          ? t('requestsPage.note.approved.partly')
          : t('requestsPage.note.approved.title')
      }
      description={
        keyId
          ? t('requestsPage.note.approved.key')
          : t('requestsPage.note.approved.keys')
      }
      customActions={
        <ButtonLink
          variant="secondary"
          href={keyId ? keyLink({ id: keyId }) : keysLink()}
        >
          {keyId
            ? t('requestsPage.request.key')
            : t('requestsPage.note.approved.keysAction')}
        </ButtonLink>
      }
    />
  );
};

/** A request that came to nothing, and the way to the one that took its place. */
const Closed = (props: {
  request: AccessRequest;
  state: 'denied' | 'cancelled' | 'expired';
}) => {
  const { request, state } = props;
  const t = useTexts();
  const requestLink = useRouteRef(requestRouteRef);
  const { replacedBy } = request;
  return (
    <Alert
      status={state === 'denied' ? 'danger' : 'info'}
      icon
      className={styles.note}
      title={t(`requestsPage.note.${state}.title`)}
      description={
        replacedBy
          ? t('requestsPage.note.replaced')
          : t(`requestsPage.note.${state}.text`)
      }
      customActions={
        replacedBy && (
          <ButtonLink
            variant="secondary"
            href={requestLink({ id: replacedBy })}
          >
            {t('requestsPage.note.replacedLink')}
          </ButtonLink>
        )
      }
    />
  );
};

/** How a request stands, and what is to be done next. @internal */
export const RequestNote = (props: {
  request: AccessRequest;
  onChange: (request: AccessRequest) => void;
}) => {
  const { request, onChange } = props;
  const t = useTexts();
  switch (request.state) {
    case 'asked-back':
      return <Question request={request} onChange={onChange} />;
    case 'approved':
      return <Approved request={request} />;
    case 'pending':
      return (
        <Alert
          status="info"
          icon
          title={t('requestsPage.note.pending.title')}
          description={
            request.permissions.decide
              ? t('requestsPage.note.pending.decide')
              : t('requestsPage.note.pending.text')
          }
        />
      );
    default:
      return <Closed request={request} state={request.state} />;
  }
};
