import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink, Container, Header } from '@backstage/ui';
import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { maasApiRef } from '../../../api';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { useChanges } from '../../../hooks/useChanges';
import { useLoad } from '../../../hooks/useLoad';
import { useTexts } from '../../../hooks/useTexts';
import { requestsRouteRef } from '../../../routes';
import { describeError } from '../../../utils/errors';
import { RequestView } from './RequestView';

/** What the control plane answers to an id that is no UUID, or that it does not know. */
const UNKNOWN = [400, 404];

const LoadedRequest = ({ id }: { id: string }) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const requestsLink = useRouteRef(requestsRouteRef);
  const { value, error, reload, replace } = useLoad(
    useCallback(signal => api.getAccessRequest(id, { signal }), [api, id]),
  );
  useChanges(['access-request', 'grant'], reload);
  const failed = error !== undefined;
  const unknown = failed && UNKNOWN.includes(describeError(error).status ?? 0);

  const onChange = (request: AccessRequest) => {
    // What happened to it is told only where it is read.
    replace({ ...request, timeline: request.timeline ?? value?.timeline });
    if (!request.timeline) {
      reload();
    }
  };

  return (
    <>
      {(!value || unknown) && <Header title={t('requestsPage.one')} />}
      {unknown && (
        <Container>
          <EmptyNote
            title={t('requestsPage.notFound.title')}
            text={t('requestsPage.notFound.text')}
            action={
              <ButtonLink variant="secondary" href={requestsLink()}>
                {t('requestsPage.notFound.action')}
              </ButtonLink>
            }
          />
        </Container>
      )}
      {failed && !unknown && (
        <Container>
          <ErrorNote error={error} onRetry={reload} />
        </Container>
      )}
      {!failed && !value && (
        <Container>
          <ListSkeleton rows={1} height={200} />
        </Container>
      )}
      {/* What is typed must not go away where a newer version does not come. */}
      {value && !unknown && (
        <RequestView request={value} onChange={onChange} onOutdated={reload} />
      )}
    </>
  );
};

/** One access request. @internal */
export const RequestPage = () => {
  const { id = '' } = useParams();
  // Nothing of one request may stay for the next one.
  return <LoadedRequest key={id} id={id} />;
};
