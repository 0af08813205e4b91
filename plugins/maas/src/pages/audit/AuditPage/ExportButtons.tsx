import { useApi } from '@backstage/core-plugin-api';
import { Button, Flex } from '@backstage/ui';
import { useState } from 'react';
import { maasApiRef } from '../../../api';
import { useTexts } from '../../../hooks/useTexts';
import { saveFile } from '../../../utils/saveFile';
import styles from './AuditPage.module.css';
import { type AuditView, queryOf } from './useAuditView';

const FORMATS = ['csv', 'ndjson'] as const;

/** Saves all entries that fit as a file. @internal */
export const ExportButtons = (props: {
  view: AuditView;
  /** Called with what went wrong, and with undefined when a new try begins. */
  onError: (error: unknown) => void;
}) => {
  const { view, onError } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const [running, setRunning] = useState<(typeof FORMATS)[number]>();

  const save = async (format: (typeof FORMATS)[number]) => {
    setRunning(format);
    onError(undefined);
    try {
      const file = await api.exportAudit({ ...queryOf(view), format });
      saveFile(file, `audit.${format}`);
    } catch (error) {
      onError(error);
    } finally {
      setRunning(undefined);
    }
  };

  return (
    <Flex gap="2" className={styles.actions}>
      {FORMATS.map(format => (
        <Button
          key={format}
          variant="secondary"
          isPending={running === format}
          isDisabled={running !== undefined && running !== format}
          onPress={() => save(format)}
        >
          {t(`auditPage.export.${format}`)}
        </Button>
      ))}
    </Flex>
  );
};
