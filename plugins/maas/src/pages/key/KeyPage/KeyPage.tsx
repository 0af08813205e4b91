import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink, Container } from '@backstage/ui';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { maasApiRef } from '../../../api';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { useChanges } from '../../../hooks/useChanges';
import { useLoad } from '../../../hooks/useLoad';
import { useTexts } from '../../../hooks/useTexts';
import { keysRouteRef } from '../../../routes';
import { describeError } from '../../../utils/errors';
import { KeyView } from './KeyView';

/** What the control plane answers to an id that is no UUID, or that it does not know. */
const UNKNOWN = [400, 404];

const LoadedKey = ({ id }: { id: string }) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const keysLink = useRouteRef(keysRouteRef);
  const { value, error, reload, replace } = useLoad(
    useCallback(signal => api.getKey(id, { signal }), [api, id]),
  );
  useChanges(['api-key', 'grant', 'model'], reload);

  if (value) {
    return (
      <>
        {error !== undefined && (
          <Container pt="4">
            <ErrorNote error={error} onRetry={reload} />
          </Container>
        )}
        <KeyView apiKey={value} onChange={replace} onOutdated={reload} />
      </>
    );
  }
  const status = error === undefined ? undefined : describeError(error).status;
  return (
    <Container py="6">
      {error === undefined && <ListSkeleton height={120} />}
      {error !== undefined && UNKNOWN.includes(status ?? 0) && (
        <EmptyNote
          title={t('keyPage.notFound.title')}
          text={t('keyPage.notFound.text')}
          action={
            <ButtonLink variant="secondary" href={keysLink()}>
              {t('keyPage.notFound.action')}
            </ButtonLink>
          }
        />
      )}
      {error !== undefined && !UNKNOWN.includes(status ?? 0) && (
        <ErrorNote error={error} onRetry={reload} />
      )}
    </Container>
  );
};

/** One key: reveal it, use it, end it. @internal */
export const KeyPage = () => {
  const { id = '' } = useParams();
  // Nothing of one key, least of all its secret, may stay for the next one.
  return <LoadedKey key={id} id={id} />;
};
