import { alertApiRef, useApiHolder } from '@backstage/core-plugin-api';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';

const SHOWN_MS = 5000;

/**
 * Says in passing that something went well.
 *
 * @internal
 */
export function useToast(): (title: string) => void {
  const apis = useApiHolder();
  return useCallback(
    title => {
      const toastApi = apis.get(toastApiRef);
      if (toastApi) {
        toastApi.post({ title, status: 'success', timeout: SHOWN_MS });
        return;
      }
      // Portals on the classic frontend system have only this one.
      apis.get(alertApiRef)?.post({
        message: title,
        severity: 'success',
        display: 'transient',
      });
    },
    [apis],
  );
}
