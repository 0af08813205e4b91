import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink, Container, Header } from '@backstage/ui';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { maasApiRef } from '../../../api';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { useLoad } from '../../../hooks/useLoad';
import { useModelIndex } from '../../../hooks/useModelIndex';
import { usePlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { requestsRouteRef } from '../../../routes';
import { describeError } from '../../../utils/errors';
import { RequestCard } from '../RequestCard';

/** What the control plane answers to an id that is no UUID, or that it does not know. */
const UNKNOWN = [400, 404];

const LoadedRequest = ({ id }: { id: string }) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const plans = usePlanIndex();
  const requestsLink = useRouteRef(requestsRouteRef);
  const { value, error, reload, replace } = useLoad(
    useCallback(signal => api.getAccessRequest(id, { signal }), [api, id]),
  );
  const index = useModelIndex(value?.grants.map(({ model }) => model) ?? []);
  const failed = error !== undefined;
  const unknown = failed && UNKNOWN.includes(describeError(error).status ?? 0);

  return (
    <>
      <Header title={t('requestsPage.one')} />
      <Container>
        {unknown && (
          <EmptyNote
            title={t('requestsPage.notFound.title')}
            text={t('requestsPage.notFound.text')}
            action={
              <ButtonLink variant="secondary" href={requestsLink()}>
                {t('requestsPage.notFound.action')}
              </ButtonLink>
            }
          />
        )}
        {failed && !unknown && <ErrorNote error={error} onRetry={reload} />}
        {!failed && !value && <ListSkeleton rows={1} height={200} />}
        {!failed && value && (
          <RequestCard
            request={value}
            index={index}
            plans={plans}
            onChange={replace}
            onOutdated={reload}
          />
        )}
      </Container>
    </>
  );
};

/** One access request. @internal */
export const RequestPage = () => {
  const { id = '' } = useParams();
  // Nothing of one request may stay for the next one.
  return <LoadedRequest key={id} id={id} />;
};
