import { useApi } from '@backstage/core-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Alert,
  Cell,
  type ColumnConfig,
  Table,
  Text,
} from '@backstage/ui';
import type { ModelSourceReport } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../../api';
import { DateTime } from '../../../components/DateTime';
import { useLive } from '../../../hooks/useLive';
import { useTexts } from '../../../hooks/useTexts';
import { REFRESH_MS } from '../ModelsPage/useModelList';
import styles from './ModelSourcesNote.module.css';

/** Stands in reports for a source that could not be read at all. */
const WHOLE_SOURCE = '*';

interface Fault {
  id: string;
  source: string;
  model: string;
  message: string;
  goodAt?: string;
}

function faultsOf(sources: ModelSourceReport[]): Fault[] {
  return sources.flatMap(({ name, goodAt, faults }) =>
    faults.map(({ model, message }, index) => ({
      id: `${name} ${index}`,
      source: name,
      model,
      message,
      goodAt,
    })),
  );
}

const FaultsTable = ({ faults }: { faults: Fault[] }) => {
  const t = useTexts();
  const columns: ColumnConfig<Fault>[] = [
    {
      id: 'source',
      label: t('modelsPage.sources.column.source'),
      isRowHeader: true,
      cell: ({ source }) => <Cell className={styles.text}>{source}</Cell>,
    },
    {
      id: 'model',
      label: t('modelsPage.sources.column.model'),
      cell: ({ model }) => (
        <Cell className={styles.text}>
          {model === WHOLE_SOURCE ? t('modelsPage.sources.all') : model}
        </Cell>
      ),
    },
    {
      id: 'message',
      label: t('modelsPage.sources.column.message'),
      cell: ({ message }) => <Cell className={styles.text}>{message}</Cell>,
    },
    {
      id: 'goodAt',
      label: t('modelsPage.sources.column.goodAt'),
      cell: ({ goodAt }) => (
        <Cell>
          <DateTime time={goodAt} relative />
        </Cell>
      ),
    },
  ];
  return (
    <section
      className={styles.table}
      aria-label={t('modelsPage.sources.table')}
    >
      <Table
        columnConfig={columns}
        data={faults}
        pagination={{ type: 'none' }}
      />
    </section>
  );
};

/**
 * Says what is wrong where models come from, for those who may know; nothing where all
 * is well.
 *
 * @internal
 */
export const ModelSourcesNote = () => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { value, error } = useLive(
    useCallback(signal => api.listModelSources({ signal }), [api]),
    REFRESH_MS,
  );
  const faults = faultsOf(value ?? []);

  if (faults.length === 0) {
    return error !== undefined ? (
      <Text variant="body-small" color="secondary">
        {t('modelsPage.sources.unknown')}
      </Text>
    ) : null;
  }
  return (
    <div>
      <Alert
        status="warning"
        icon
        title={t('modelsPage.sources.faults', { count: faults.length })}
        description={t('modelsPage.sources.explanation')}
      />
      <Accordion className={styles.fold}>
        <AccordionTrigger level={3}>
          <Text variant="body-small" color="secondary">
            {t('modelsPage.sources.details')}
          </Text>
        </AccordionTrigger>
        <AccordionPanel>
          <FaultsTable faults={faults} />
        </AccordionPanel>
      </Accordion>
    </div>
  );
};
