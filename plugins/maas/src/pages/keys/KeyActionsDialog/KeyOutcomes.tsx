import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { Alert, Text } from '@backstage/ui';
import type { BulkKeyActionResult } from '@openmaas/backstage-plugin-maas-common';
import { PlainTable } from '../../../components/PlainTable';
import { useTexts } from '../../../hooks/useTexts';
import styles from './KeyOutcomes.module.css';

/** Enough to tell keys apart: ids made at the same time differ only at their end. */
const SHOWN_DIGITS = 8;

/**
 * Keys that all went, or would go, the same way, and why where it is the bad one.
 *
 * @internal
 */
export const KeyOutcomes = (props: {
  title: string;
  items: BulkKeyActionResult['items'];
  /** How it went; left out where nothing has happened yet. */
  status?: 'success' | 'danger';
}) => {
  const { title, items, status } = props;
  const t = useTexts();
  const reasons = items.some(({ error }) => error);
  return (
    <div className={styles.root}>
      {status ? (
        <Alert
          role={status === 'danger' ? 'alert' : 'status'}
          status={status}
          icon
          title={title}
        />
      ) : (
        <Text as="h3" variant="body-medium" weight="bold">
          {title}
        </Text>
      )}
      <div className={styles.scroller}>
        <PlainTable
          label={title}
          columns={[
            t('keysPage.bulk.column.key'),
            t('keysPage.bulk.column.team'),
            ...(reasons ? [t('keysPage.bulk.column.why')] : []),
          ]}
          rows={items.map(({ id, name, team, error }) => ({
            id,
            cells: [
              // What one may not see has neither.
              name ?? t('common.unnamedKey', { id: id.slice(-SHOWN_DIGITS) }),
              team && (
                <EntityDisplayName key="team" entityRef={team} hideIcon />
              ),
              ...(reasons ? [error] : []),
            ],
          }))}
        />
      </div>
    </div>
  );
};
