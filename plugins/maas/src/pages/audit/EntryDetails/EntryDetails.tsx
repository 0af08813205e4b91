import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Button, Flex } from '@backstage/ui';
import type { AuditEntry } from '@openmaas/backstage-plugin-maas-common';
import { Fact, FactList } from '../../../components/FactList';
import { useTexts } from '../../../hooks/useTexts';
import { asText, fieldChanges } from '../../../utils/audit';
import type { AuditView } from '../AuditPage/useAuditView';
import { Changes } from './Changes';
import styles from './EntryDetails.module.css';

/** All that is known of an entry, and ways to others like it. @internal */
export const EntryDetails = (props: {
  entry: AuditEntry;
  onChoose: (changes: AuditView) => void;
}) => {
  const { entry, onChoose } = props;
  const t = useTexts();
  const changes = fieldChanges(entry);
  const { target } = entry;
  return (
    <section
      className={styles.root}
      aria-label={t('auditPage.details.label', { seq: String(entry.seq) })}
    >
      {changes.length > 0 && <Changes changes={changes} />}
      <FactList>
        <Fact label={t('auditPage.details.time')}>{entry.at}</Fact>
        {entry.team && (
          <Fact label={t('auditPage.column.team')}>
            <EntityRefLink entityRef={entry.team} hideIcon />
          </Fact>
        )}
        {entry.address && (
          <Fact label={t('auditPage.column.address')}>{entry.address}</Fact>
        )}
        {entry.client && (
          <Fact label={t('auditPage.details.client')}>{entry.client}</Fact>
        )}
        <Fact label={t('auditPage.details.severity')}>{entry.severity}</Fact>
        {entry.error && (
          <Fact wide label={t('auditPage.details.error')}>
            {entry.error}
          </Fact>
        )}
        {entry.meta && (
          <Fact wide label={t('auditPage.details.meta')}>
            <pre className={styles.json}>{asText(entry.meta)}</pre>
          </Fact>
        )}
        <Fact wide label={t('auditPage.details.hash')}>
          {entry.seq}:{entry.hash}
        </Fact>
      </FactList>
      <Flex gap="2" className={styles.actions}>
        <Button
          variant="secondary"
          size="small"
          onPress={() => onChoose({ actor: entry.actor })}
        >
          {t('auditPage.details.sameActor')}
        </Button>
        {target && (
          <Button
            variant="secondary"
            size="small"
            onPress={() => onChoose({ target: target.id })}
          >
            {t('auditPage.details.sameTarget')}
          </Button>
        )}
      </Flex>
    </section>
  );
};
