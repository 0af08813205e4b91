import { useRouteRef } from '@backstage/core-plugin-api';
import { Alert, ButtonLink, Flex } from '@backstage/ui';
import {
  modelPagePath,
  type ModelRequest,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../../hooks/useTexts';
import { modelRequestsRouteRef } from '../../../routes';
import { NEW_WISH_PARAM } from '../../../utils/modelRequests';

/** What somebody who wants the model can do next. @internal */
export const NextStep = ({ request }: { request: ModelRequest }) => {
  const t = useTexts();
  const requestsLink = useRouteRef(modelRequestsRouteRef);
  switch (request.state) {
    case 'available':
      return (
        <Alert
          status="success"
          icon
          title={t('modelRequestsPage.next.available.title', {
            title: request.title,
          })}
          description={t('modelRequestsPage.next.available.text')}
          customActions={
            <Flex gap="2">
              <ButtonLink
                variant="primary"
                href={requestAccessPath([request.model])}
              >
                {t('modelRequestsPage.next.available.access')}
              </ButtonLink>
              <ButtonLink
                variant="secondary"
                href={modelPagePath(request.model)}
              >
                {t('modelRequestsPage.next.available.open')}
              </ButtonLink>
            </Flex>
          }
        />
      );
    case 'declined':
      return (
        <Alert
          status="warning"
          icon
          title={t('modelRequestsPage.next.declined.title')}
          description={
            request.decisionReason ?? t('modelRequestsPage.next.declined.text')
          }
          customActions={
            <ButtonLink
              variant="secondary"
              href={`${requestsLink()}?${NEW_WISH_PARAM}=`}
            >
              {t('modelRequestsPage.ask')}
            </ButtonLink>
          }
        />
      );
    case 'submitted':
      return (
        <Alert
          status="info"
          icon
          title={t('modelRequestsPage.next.submitted')}
        />
      );
    default:
      return null;
  }
};
