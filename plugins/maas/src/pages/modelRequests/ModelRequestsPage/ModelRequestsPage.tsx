import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Container, Flex, Header } from '@backstage/ui';
import {
  maasModelRequestCreatePermission,
  type ModelRequest,
} from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useRequestTabs } from '../../../hooks/useRequestTabs';
import { useTexts } from '../../../hooks/useTexts';
import { modelRequestRouteRef } from '../../../routes';
import { NEW_WISH_PARAM } from '../../../utils/modelRequests';
import { JoinDialog } from '../JoinDialog';
import { WishDialog } from '../WishDialog';
import { ModelRequestList } from './ModelRequestList';
import { ModelRequestTools } from './ModelRequestTools';
import { useModelRequestsView } from './useModelRequestsView';
import { useSearchParams } from '../../../hooks/useSearchParams';

/** Models that people want, and a way to ask for another one. @internal */
export const ModelRequestsPage = () => {
  const t = useTexts();
  const navigate = useNavigate();
  const requestLink = useRouteRef(modelRequestRouteRef);
  const { view, change } = useModelRequestsView();
  const [params, setParams] = useSearchParams();
  const [joining, setJoining] = useState<ModelRequest>();
  const { allowed } = usePermission({
    permission: maasModelRequestCreatePermission,
  });
  const wish = params.get(NEW_WISH_PARAM);
  const setWish = (text: string | undefined) =>
    setParams(
      before => {
        const after = new URLSearchParams(before);
        after.delete(NEW_WISH_PARAM);
        if (text !== undefined) {
          after.set(NEW_WISH_PARAM, text);
        }
        return after;
      },
      { replace: true },
    );
  const show = (request: ModelRequest) => {
    // The way back must not lead into the dialog.
    setWish(undefined);
    navigate(requestLink({ id: request.id }));
  };
  const ask = allowed && (
    // What was searched for here is what is missing.
    <Button variant="primary" onPress={() => setWish(view.q)}>
      {t('modelRequestsPage.ask')}
    </Button>
  );

  return (
    <>
      <Header
        title={t('modelRequestsPage.title')}
        description={t('modelRequestsPage.description')}
        tabs={useRequestTabs()}
        activeTabId="models"
        customActions={ask}
      />
      <Container>
        <Flex direction="column" gap="4">
          <ModelRequestTools view={view} onChange={change} />
          <ModelRequestList
            key={view.scope}
            view={view}
            onChange={change}
            ask={ask}
          />
        </Flex>
      </Container>
      {allowed && wish !== null && (
        <WishDialog
          search={wish}
          onClose={() => setWish(undefined)}
          onCreated={show}
          onJoin={request => {
            setWish(undefined);
            setJoining(request);
          }}
        />
      )}
      {joining && (
        <JoinDialog
          request={joining}
          onClose={() => setJoining(undefined)}
          onChange={show}
          onOutdated={() => show(joining)}
        />
      )}
    </>
  );
};
