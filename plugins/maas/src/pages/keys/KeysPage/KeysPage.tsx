import { useRouteRef } from '@backstage/core-plugin-api';
import { Button, Container, Flex, Header } from '@backstage/ui';
import { useNavigate } from 'react-router-dom';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { ScopeSwitch } from '../../../components/ScopeSwitch';
import { useIdentity } from '../../../hooks/useIdentity';
import { useTexts } from '../../../hooks/useTexts';
import { keyRouteRef } from '../../../routes';
import { NewKeyDialog } from '../NewKeyDialog';
import { KeyList } from './KeyList';
import { type KeyScope, queryOf, useKeysView } from './useKeysView';
import { useSearchParams } from '../../../hooks/useSearchParams';

/** The dialog stands in the address, so that other pages can link to it. */
const DIALOG = 'new';

const Keys = () => {
  const t = useTexts();
  const { view, change } = useKeysView();
  const { value: identity, error, reload } = useIdentity();
  const query = identity && queryOf(view, identity.teams);

  return (
    <Flex direction="column" gap="4">
      <ScopeSwitch<KeyScope>
        label={t('keysPage.scope.label')}
        value={view.scope}
        // Other keys are of other teams.
        onChange={scope => change({ scope, team: undefined })}
        options={(['mine', 'teams', 'all'] as const).map(id => ({
          id,
          label: t(`keysPage.scope.${id}`),
        }))}
      />
      {error !== undefined && <ErrorNote error={error} onRetry={reload} />}
      {!identity && error === undefined && (
        <ListSkeleton rows={4} height={48} />
      )}
      {identity && !query && (
        <EmptyNote
          title={t('keysPage.empty.noTeam.title')}
          text={t('keysPage.empty.noTeam.text')}
        />
      )}
      {identity && query && (
        <KeyList
          key={view.scope}
          view={view}
          query={query}
          identity={identity}
          change={change}
        />
      )}
    </Flex>
  );
};

/** The user's keys, those of their teams, or all that they may see. @internal */
export const KeysPage = () => {
  const t = useTexts();
  const navigate = useNavigate();
  const keyLink = useRouteRef(keyRouteRef);
  const [params, setParams] = useSearchParams();
  const setDialogOpen = (open: boolean) =>
    setParams(
      before => {
        const after = new URLSearchParams(before);
        after.delete(DIALOG);
        if (open) {
          after.set(DIALOG, 'key');
        }
        return after;
      },
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
        <Keys />
      </Container>
      {params.has(DIALOG) && (
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
