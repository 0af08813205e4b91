import { useRouteRef } from '@backstage/core-plugin-api';
import { modelRequestsRouteRef, requestsRouteRef } from '../routes';
import { useTexts } from './useTexts';

/**
 * The two sorts of requests, as tabs below the header of each: `access` and `models`.
 *
 * @internal
 */
export function useRequestTabs(): Array<{
  id: 'access' | 'models';
  label: string;
  href: string;
}> {
  const t = useTexts();
  const requestsLink = useRouteRef(requestsRouteRef);
  const modelRequestsLink = useRouteRef(modelRequestsRouteRef);
  return [
    {
      id: 'access',
      label: t('modelRequestsPage.tabs.access'),
      href: requestsLink(),
    },
    {
      id: 'models',
      label: t('modelRequestsPage.tabs.models'),
      href: modelRequestsLink(),
    },
  ];
}
