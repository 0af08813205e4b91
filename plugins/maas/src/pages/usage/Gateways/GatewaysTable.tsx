import { Cell, type ColumnConfig, Table } from '@backstage/ui';
import type { Gateway } from '@openmaas/backstage-plugin-maas-common';
import { DateTime } from '../../../components/DateTime';
import { numberColumn } from '../../../components/NumberColumn';
import { StateTag } from '../../../components/StateTag';
import { useTexts } from '../../../hooks/useTexts';
import { isFilling } from '../../../utils/gateways';
import { formatBytes, formatCount } from '../../../utils/numbers';
import styles from './Gateways.module.css';

const Journal = ({ gateway }: { gateway: Gateway }) => {
  const t = useTexts();
  const { bytes, maxBytes, droppedEvents } = gateway.journal;
  return (
    <>
      <div className={isFilling(gateway) ? styles.warning : undefined}>
        {bytes === undefined || maxBytes === undefined
          ? t('usagePage.gateways.notSaid')
          : t('usagePage.gateways.journal', {
              bytes: formatBytes(bytes),
              maxBytes: formatBytes(maxBytes),
            })}
      </div>
      {droppedEvents !== undefined && droppedEvents > 0 && (
        <div className={styles.danger}>
          {t('usagePage.gateways.droppedShort', {
            calls: formatCount(droppedEvents),
          })}
        </div>
      )}
    </>
  );
};

/** Each gateway in one line. @internal */
export const GatewaysTable = ({ gateways }: { gateways: Gateway[] }) => {
  const t = useTexts();
  const columns: ColumnConfig<Gateway>[] = [
    {
      id: 'id',
      label: t('usagePage.gateways.column.gateway'),
      isRowHeader: true,
      cell: ({ id }) => (
        <Cell>
          <span className={styles.endpoint}>{id}</span>
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('usagePage.gateways.column.state'),
      cell: ({ state }) => (
        <Cell>
          <StateTag kind="gateway" state={state} />
        </Cell>
      ),
    },
    {
      id: 'sharing',
      label: t('usagePage.gateways.column.sharing'),
      cell: ({ sharing }) => (
        <Cell className={sharing === 'lost' ? styles.warning : undefined}>
          {sharing
            ? t(`usagePage.gateways.sharing.${sharing}`)
            : t('usagePage.gateways.notSaid')}
        </Cell>
      ),
    },
    {
      id: 'seen',
      label: t('usagePage.gateways.column.seen'),
      cell: ({ lastSeenAt }) => (
        <Cell>
          <DateTime time={lastSeenAt} relative />
        </Cell>
      ),
    },
    numberColumn({
      id: 'running',
      label: t('usagePage.gateways.column.running'),
      value: ({ endpoints = [] }) =>
        formatCount(endpoints.reduce((all, { running }) => all + running, 0)),
    }),
    numberColumn({
      id: 'journal',
      label: t('usagePage.gateways.column.journal'),
      value: gateway => <Journal gateway={gateway} />,
    }),
  ];

  return (
    <section
      className={styles.gateways}
      aria-label={t('usagePage.gateways.table')}
    >
      <Table
        columnConfig={columns}
        data={gateways}
        pagination={{ type: 'none' }}
      />
    </section>
  );
};
