import { useRouteRef } from '@backstage/core-plugin-api';
import { Container, PluginHeader } from '@backstage/ui';
import { RiSparkling2Line } from '@remixicon/react';
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { ListSkeleton } from '../../components/ListSkeleton';
import { useTexts } from '../../hooks/useTexts';
import {
  keysRouteRef,
  modelsRouteRef,
  requestsRouteRef,
  rootRouteRef,
  usageRouteRef,
} from '../../routes';
import { ModelsPage } from '../models/ModelsPage';
import { KeysSection, RequestsSection } from '../sections';

// Its chart is larger than all other pages together.
const UsagePage = lazy(() =>
  import('../usage/UsagePage').then(m => ({ default: m.UsagePage })),
);

/** The whole plugin as one page, for the classic frontend system. @internal */
export const MaasPage = () => {
  const t = useTexts();
  const rootLink = useRouteRef(rootRouteRef);
  const modelsLink = useRouteRef(modelsRouteRef);
  const keysLink = useRouteRef(keysRouteRef);
  const requestsLink = useRouteRef(requestsRouteRef);
  const usageLink = useRouteRef(usageRouteRef);

  return (
    <>
      <PluginHeader
        title={t('page.title')}
        titleLink={rootLink()}
        icon={<RiSparkling2Line />}
        tabs={[
          {
            id: 'models',
            label: t('page.tabs.models'),
            href: modelsLink(),
            matchStrategy: 'prefix',
          },
          {
            id: 'keys',
            label: t('page.tabs.keys'),
            href: keysLink(),
            matchStrategy: 'prefix',
          },
          {
            id: 'requests',
            label: t('page.tabs.requests'),
            href: requestsLink(),
            matchStrategy: 'prefix',
          },
          {
            id: 'usage',
            label: t('page.tabs.usage'),
            href: usageLink(),
            matchStrategy: 'prefix',
          },
        ]}
      />
      <Routes>
        <Route index element={<Navigate to="models" replace />} />
        <Route path="models" element={<ModelsPage />} />
        <Route path="keys/*" element={<KeysSection />} />
        <Route path="requests/*" element={<RequestsSection />} />
        <Route
          path="usage"
          element={
            <Suspense
              fallback={
                <Container py="6">
                  <ListSkeleton height={140} />
                </Container>
              }
            >
              <UsagePage />
            </Suspense>
          }
        />
      </Routes>
    </>
  );
};
