import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink, Container, Header } from '@backstage/ui';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { maasApiRef } from '../../../api';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { useChanges } from '../../../hooks/useChanges';
import { useLoad } from '../../../hooks/useLoad';
import { useTexts } from '../../../hooks/useTexts';
import { modelRequestsRouteRef } from '../../../routes';
import { describeError } from '../../../utils/errors';
import { ModelRequestView } from './ModelRequestView';

/** What the control plane answers to an id that is no UUID, or that it does not know. */
const UNKNOWN = [400, 404];

const LoadedRequest = ({ id }: { id: string }) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const requestsLink = useRouteRef(modelRequestsRouteRef);
  const { value, error, reload, replace } = useLoad(
    useCallback(signal => api.getModelRequest(id, { signal }), [api, id]),
  );
  useChanges(['model-request'], reload);
  const failed = error !== undefined;
  const unknown = failed && UNKNOWN.includes(describeError(error).status ?? 0);
  // What is typed must not go away where a newer version does not come.
  if (value && !unknown) {
    return (
      <>
        {failed && (
          <Container>
            <ErrorNote error={error} onRetry={reload} />
          </Container>
        )}
        <ModelRequestView
          request={value}
          onChange={replace}
          onOutdated={reload}
        />
      </>
    );
  }
  return (
    <>
      <Header title={t('modelRequestsPage.one')} />
      <Container>
        {unknown && (
          <EmptyNote
            title={t('modelRequestsPage.notFound.title')}
            text={t('modelRequestsPage.notFound.text')}
            action={
              <ButtonLink variant="secondary" href={requestsLink()}>
                {t('modelRequestsPage.notFound.action')}
              </ButtonLink>
            }
          />
        )}
        {failed && !unknown && <ErrorNote error={error} onRetry={reload} />}
        {!failed && <ListSkeleton rows={1} height={200} />}
      </Container>
    </>
  );
};

/** One request for a model. @internal */
export const ModelRequestPage = () => {
  const { id = '' } = useParams();
  // Nothing of one request may stay for the next one.
  return <LoadedRequest key={id} id={id} />;
};
