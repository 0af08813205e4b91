import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Container, PluginHeader } from '@backstage/ui';
import { maasAuditReadPermission } from '@openmaas/backstage-plugin-maas-common';
import { RiSparkling2Line } from '@remixicon/react';
import { lazy, type ReactNode, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { ListSkeleton } from '../../components/ListSkeleton';
import { useTexts } from '../../hooks/useTexts';
import {
  auditRouteRef,
  keysRouteRef,
  modelsRouteRef,
  playgroundRouteRef,
  requestsRouteRef,
  rootRouteRef,
  usageRouteRef,
} from '../../routes';
import { AuditPage } from '../audit/AuditPage';
import { ModelsPage } from '../models/ModelsPage';
import {
  KeysSection,
  ModelRequestsSection,
  RequestsSection,
} from '../sections';

// It brings what reads Markdown and colours code.
const PlaygroundPage = lazy(() =>
  import('../playground/PlaygroundPage').then(m => ({
    default: m.PlaygroundPage,
  })),
);

// Its chart is larger than all other pages together.
const UsagePage = lazy(() =>
  import('../usage/UsagePage').then(m => ({ default: m.UsagePage })),
);

const Loading = ({ children }: { children: ReactNode }) => (
  <Suspense
    fallback={
      <Container py="6">
        <ListSkeleton height={140} />
      </Container>
    }
  >
    {children}
  </Suspense>
);

/** The whole plugin as one page, for the classic frontend system. @internal */
export const MaasPage = () => {
  const t = useTexts();
  const rootLink = useRouteRef(rootRouteRef);
  const modelsLink = useRouteRef(modelsRouteRef);
  const playgroundLink = useRouteRef(playgroundRouteRef);
  const keysLink = useRouteRef(keysRouteRef);
  const requestsLink = useRouteRef(requestsRouteRef);
  const usageLink = useRouteRef(usageRouteRef);
  const auditLink = useRouteRef(auditRouteRef);
  const audit = usePermission({ permission: maasAuditReadPermission });

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
            id: 'playground',
            label: t('page.tabs.playground'),
            href: playgroundLink(),
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
          ...(audit.allowed
            ? [
                {
                  id: 'audit',
                  label: t('page.tabs.audit'),
                  href: auditLink(),
                  matchStrategy: 'prefix' as const,
                },
              ]
            : []),
        ]}
      />
      <Routes>
        <Route index element={<Navigate to="models" replace />} />
        <Route path="models" element={<ModelsPage />} />
        <Route
          path="playground"
          element={
            <Loading>
              <PlaygroundPage />
            </Loading>
          }
        />
        <Route path="keys/*" element={<KeysSection />} />
        <Route path="requests/*" element={<RequestsSection />} />
        <Route path="model-requests/*" element={<ModelRequestsSection />} />
        <Route path="audit" element={<AuditPage />} />
        <Route
          path="usage"
          element={
            <Loading>
              <UsagePage />
            </Loading>
          }
        />
      </Routes>
    </>
  );
};
