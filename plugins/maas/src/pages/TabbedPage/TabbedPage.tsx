import { useRouteRef } from '@backstage/core-plugin-api';
import {
  BreadcrumbEntry,
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { maasAuditReadPermission } from '@openmaas/backstage-plugin-maas-common';
import { RiSparkling2Line } from '@remixicon/react';
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { ListSkeleton } from '../../components/ListSkeleton';
import { useTexts } from '../../hooks/useTexts';
import { rootRouteRef } from '../../routes';
import { messages } from '../../translations/messages';

const ModelRequestsSection = lazy(() =>
  import('../sections').then(m => ({ default: m.ModelRequestsSection })),
);

const TABS = [
  'models',
  'playground',
  'keys',
  'requests',
  'usage',
  'audit',
] as const;

/** A page with a tab of its own. @internal */
export interface TabPage {
  path: string;
  title: string;
  element: JSX.Element;
}

/**
 * The whole plugin as one page, for the new frontend system, which by itself has titles in
 * one language only. A title that the app's configuration sets stays as it is.
 *
 * @internal
 */
export const TabbedPage = (props: { title?: string; pages: TabPage[] }) => {
  const { title, pages } = props;
  const t = useTexts();
  const rootLink = useRouteRef(rootRouteRef);
  const headerActions = useApi(
    pluginHeaderActionsApiRef,
  ).getPluginHeaderActions('maas');
  const audit = usePermission({ permission: maasAuditReadPermission });
  const tabs = pages.map(page => {
    const known = TABS.find(tab => messages.page.tabs[tab] === page.title);
    return {
      id: page.path,
      href: page.path,
      label: known ? t(`page.tabs.${known}`) : page.title,
    };
  });

  return (
    <PageLayout
      title={title ?? t('page.title')}
      titleLink={rootLink()}
      icon={<RiSparkling2Line />}
      headerActions={headerActions}
      tabs={tabs.filter(({ id }) => id !== 'audit' || audit.allowed)}
    >
      <Routes>
        {tabs.length > 0 && (
          <Route index element={<Navigate to={tabs[0].href} replace />} />
        )}
        {pages.map(({ path, element }, index) => (
          <Route
            key={path}
            path={`${path}/*`}
            element={
              <BreadcrumbEntry entry={{ label: tabs[index].label, href: path }}>
                {element}
              </BreadcrumbEntry>
            }
          />
        ))}
        {/* Reached from the models and the requests, without a tab of its own. */}
        <Route
          path="model-requests/*"
          element={
            <Suspense fallback={<ListSkeleton height={140} />}>
              <ModelRequestsSection />
            </Suspense>
          }
        />
      </Routes>
    </PageLayout>
  );
};
