import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { useTexts } from '../../hooks/useTexts';
import { DateTime } from '../DateTime';
import styles from './KeyLastUse.module.css';

/** When a key was last used, from where, and by which client. @internal */
export const KeyLastUse = ({
  apiKey,
}: {
  apiKey: Pick<ApiKey, 'lastUsedAt' | 'lastUse'>;
}) => {
  const t = useTexts();
  const { lastUsedAt, lastUse } = apiKey;
  if (!lastUsedAt) {
    return <>{t('keyPage.facts.neverUsed')}</>;
  }
  return (
    <span className={styles.root}>
      <DateTime time={lastUsedAt} relative />
      {lastUse?.address && (
        <span className={styles.detail}>
          {t('keysPage.usedFrom', { address: lastUse.address })}
        </span>
      )}
      {lastUse?.client && (
        <span className={styles.detail}>
          {t('keysPage.usedBy', { client: lastUse.client })}
        </span>
      )}
    </span>
  );
};
