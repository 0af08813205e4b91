import { Cell, type ColumnConfig, Table, Text } from '@backstage/ui';
import { ModelName } from '../../../components/ModelName';
import { numberColumn } from '../../../components/NumberColumn';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import { useTexts } from '../../../hooks/useTexts';
import type { SeenEndpoint } from '../../../utils/gateways';
import { formatCount, formatDuration } from '../../../utils/numbers';
import styles from './Gateways.module.css';

/** Endpoints as gateways find them; those that fail with the reason. @internal */
export const EndpointsTable = (props: {
  label: string;
  endpoints: SeenEndpoint[];
  models: ModelIndex;
}) => {
  const { label, endpoints, models } = props;
  const t = useTexts();
  const columns: ColumnConfig<SeenEndpoint>[] = [
    {
      id: 'model',
      label: t('usagePage.gateways.column.model'),
      isRowHeader: true,
      cell: ({ model }) => (
        <Cell>
          <ModelName id={model} index={models} unmarked />
        </Cell>
      ),
    },
    {
      id: 'endpoint',
      label: t('usagePage.gateways.column.endpoint'),
      cell: ({ endpoint, healthy, problem }) => (
        <Cell>
          <span className={styles.endpoint}>{endpoint}</span>
          {!healthy && (
            <Text variant="body-small" className={styles.problem}>
              {problem ?? t('usagePage.gateways.endpoints.noReason')}
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'gateway',
      label: t('usagePage.gateways.column.gateway'),
      cell: ({ gateway }) => (
        <Cell>
          <span className={styles.endpoint}>{gateway}</span>
        </Cell>
      ),
    },
    numberColumn({
      id: 'running',
      label: t('usagePage.gateways.column.running'),
      value: ({ running }) => formatCount(running),
    }),
    numberColumn({
      id: 'failures',
      label: t('usagePage.gateways.column.failures'),
      value: ({ failures, requests }) => (
        <span className={failures > 0 ? styles.danger : undefined}>
          {t('usagePage.gateways.endpoints.failures', {
            failures: formatCount(failures),
            requests: formatCount(requests),
          })}
        </span>
      ),
    }),
    numberColumn({
      id: 'firstToken',
      label: t('usagePage.gateways.column.firstToken'),
      value: ({ timeToFirstTokenMs }) =>
        timeToFirstTokenMs === undefined
          ? t('usagePage.gateways.notMeasured')
          : formatDuration(timeToFirstTokenMs),
    }),
    numberColumn({
      id: 'speed',
      label: t('usagePage.gateways.column.speed'),
      value: ({ tokensPerSecond }) =>
        tokensPerSecond === undefined
          ? t('usagePage.gateways.notMeasured')
          : formatCount(Math.round(tokensPerSecond)),
    }),
  ];

  return (
    <section className={styles.endpoints} aria-label={label}>
      <Table
        columnConfig={columns}
        data={endpoints}
        pagination={{ type: 'none' }}
      />
      <Text as="p" variant="body-small" color="secondary">
        {t('usagePage.gateways.endpoints.explanation')}
      </Text>
    </section>
  );
};
