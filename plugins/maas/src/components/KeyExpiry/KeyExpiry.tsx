import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../hooks/useTexts';
import { DateTime } from '../DateTime';

/** When a key ends. @internal */
export const KeyExpiry = ({
  apiKey,
}: {
  apiKey: Pick<ApiKey, 'state' | 'expiresAt'>;
}) => {
  const t = useTexts();
  // The life of a key begins when its request is granted.
  return apiKey.state === 'waiting' && !apiKey.expiresAt ? (
    <>{t('keysPage.expiryOpen')}</>
  ) : (
    <DateTime time={apiKey.expiresAt} />
  );
};
