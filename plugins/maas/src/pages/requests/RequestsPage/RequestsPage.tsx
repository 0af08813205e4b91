import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink, Container, Flex, Header } from '@backstage/ui';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { maasApiRef } from '../../../api';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { LoadMore } from '../../../components/LoadMore';
import { ScopeSwitch } from '../../../components/ScopeSwitch';
import { useModelIndex } from '../../../hooks/useModelIndex';
import { usePlanIndex } from '../../../hooks/usePlanIndex';
import { usePagedList } from '../../../hooks/usePagedList';
import { useTexts } from '../../../hooks/useTexts';
import { modelsRouteRef } from '../../../routes';
import { RequestCard } from '../RequestCard';
import styles from './RequestsPage.module.css';

const SCOPES = ['mine', 'to-decide', 'all'] as const;
type Scope = (typeof SCOPES)[number];

/** Texts have no hyphens in their names. */
const TEXT_OF = { mine: 'mine', 'to-decide': 'toDecide', all: 'all' } as const;

const RequestsList = ({ scope }: { scope: Scope }) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const plans = usePlanIndex();
  const modelsLink = useRouteRef(modelsRouteRef);
  const list = usePagedList(
    useCallback(
      (cursor, signal) => api.listAccessRequests({ scope, cursor }, { signal }),
      [api, scope],
    ),
  );
  const { items, loading, error, reload, replace } = list;
  const index = useModelIndex(
    items?.flatMap(({ grants }) => grants.map(({ model }) => model)) ?? [],
  );

  return (
    <>
      {error !== undefined && <ErrorNote error={error} onRetry={reload} />}
      {!items && loading && <ListSkeleton height={140} />}
      {items?.length === 0 && (
        <EmptyNote
          title={t(`requestsPage.empty.${TEXT_OF[scope]}.title`)}
          text={t(`requestsPage.empty.${TEXT_OF[scope]}.text`)}
          action={
            scope === 'mine' && (
              <ButtonLink variant="primary" href={modelsLink()}>
                {t('requestsPage.empty.mine.action')}
              </ButtonLink>
            )
          }
        />
      )}
      {items && items.length > 0 && (
        <ul className={styles.requests}>
          {items.map(request => (
            <li key={request.id}>
              <RequestCard
                request={request}
                index={index}
                plans={plans}
                onChange={replace}
                onOutdated={reload}
              />
            </li>
          ))}
        </ul>
      )}
      <LoadMore list={list} />
    </>
  );
};

/** The user's access requests, those to decide about, and all that they may see. @internal */
export const RequestsPage = () => {
  const t = useTexts();
  const [params, setParams] = useSearchParams();
  const scope = SCOPES.find(name => name === params.get('scope')) ?? 'mine';

  return (
    <>
      <Header
        title={t('requestsPage.title')}
        description={t('requestsPage.description')}
      />
      <Container>
        <Flex direction="column" gap="4">
          <ScopeSwitch<Scope>
            label={t('requestsPage.scope.label')}
            value={scope}
            onChange={next => setParams({ scope: next }, { replace: true })}
            options={SCOPES.map(id => ({
              id,
              label: t(`requestsPage.scope.${TEXT_OF[id]}`),
            }))}
          />
          <RequestsList key={scope} scope={scope} />
        </Flex>
      </Container>
    </>
  );
};
