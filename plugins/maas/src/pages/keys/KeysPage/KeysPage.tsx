import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { Button, ButtonLink, Container, Flex, Header } from '@backstage/ui';
import { useCallback } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { maasApiRef } from '../../../api';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { LoadMore } from '../../../components/LoadMore';
import { ScopeSwitch } from '../../../components/ScopeSwitch';
import { usePagedList } from '../../../hooks/usePagedList';
import { useTexts } from '../../../hooks/useTexts';
import { keyRouteRef, modelsRouteRef } from '../../../routes';
import { KeysTable } from '../KeysTable';
import { NewKeyDialog } from '../NewKeyDialog';

type Scope = 'mine' | 'all';

const KeysList = ({ scope }: { scope: Scope }) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const modelsLink = useRouteRef(modelsRouteRef);
  const list = usePagedList(
    useCallback(
      (cursor, signal) => api.listKeys({ scope, cursor }, { signal }),
      [api, scope],
    ),
  );
  const { items, loading, error, reload } = list;

  return (
    <>
      {error !== undefined && <ErrorNote error={error} onRetry={reload} />}
      {!items && loading && <ListSkeleton rows={4} height={48} />}
      {items?.length === 0 && (
        <EmptyNote
          title={t(`keysPage.empty.${scope}.title`)}
          text={t(`keysPage.empty.${scope}.text`)}
          action={
            <ButtonLink variant="primary" href={modelsLink()}>
              {t('keysPage.empty.action')}
            </ButtonLink>
          }
        />
      )}
      {items && items.length > 0 && <KeysTable keys={items} />}
      <LoadMore list={list} />
    </>
  );
};

/** The user's keys, or all that they may see. @internal */
export const KeysPage = () => {
  const t = useTexts();
  const navigate = useNavigate();
  const keyLink = useRouteRef(keyRouteRef);
  const [params, setParams] = useSearchParams();
  const scope: Scope = params.get('scope') === 'all' ? 'all' : 'mine';
  // In the address, so that other pages can link to the dialog.
  const dialogOpen = params.has('new');
  const setDialogOpen = (open: boolean) =>
    setParams(
      { ...(scope === 'all' && { scope }), ...(open && { new: 'key' }) },
      { replace: true },
    );

  return (
    <>
      <Header
        title={t('keysPage.title')}
        description={t('keysPage.description')}
        customActions={
          <Button variant="primary" onPress={() => setDialogOpen(true)}>
            {t('keysPage.newKey')}
          </Button>
        }
      />
      <Container>
        <Flex direction="column" gap="4">
          <ScopeSwitch<Scope>
            label={t('keysPage.scope.label')}
            value={scope}
            onChange={next => setParams({ scope: next }, { replace: true })}
            options={[
              { id: 'mine', label: t('keysPage.scope.mine') },
              { id: 'all', label: t('keysPage.scope.all') },
            ]}
          />
          <KeysList key={scope} scope={scope} />
        </Flex>
      </Container>
      {dialogOpen && (
        <NewKeyDialog
          onClose={() => setDialogOpen(false)}
          onCreated={key => {
            // The way back must not lead into the dialog.
            setDialogOpen(false);
            navigate(keyLink({ id: key.id }));
          }}
        />
      )}
    </>
  );
};
