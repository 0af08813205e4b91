import { Cell, type ColumnConfig, Table, useTable } from '@backstage/ui';
import type {
  UsageReport,
  UsageSums,
} from '@openmaas/backstage-plugin-maas-common';
import { type ReactNode, useMemo } from 'react';
import { MoneyText } from '../../../components/MoneyText';
import { numberColumn } from '../../../components/NumberColumn';
import { useTexts } from '../../../hooks/useTexts';
import { formatCount } from '../../../utils/numbers';
import {
  type Grouping,
  groupUsage,
  type UsageGroup,
} from '../../../utils/usage';
import { GroupName, type NameIndexes } from './GroupName';
import styles from './UsageTable.module.css';

const PAGE_SIZE = 25;

/** Stands for all groups; no id of one has a star. */
const TOTAL = '*';

/** Sums per model, day, key or team, page by page, each page with the total. @internal */
export const UsageTable = (props: {
  report: UsageReport;
  by: Grouping;
  indexes: NameIndexes;
}) => {
  const { report, by, indexes } = props;
  const { currency, timeZone, total } = report;
  const t = useTexts();
  const groups = useMemo(() => groupUsage(report, by), [report, by]);
  const { tableProps } = useTable({
    mode: 'complete',
    data: groups,
    paginationOptions: {
      pageSize: PAGE_SIZE,
      // A size that is not offered would be taken for the smallest one that is.
      pageSizeOptions: [PAGE_SIZE],
      showPageSizeOptions: false,
      getLabel: ({ offset = 0, pageSize, totalCount = 0 }) =>
        t('usagePage.table.shown', {
          from: formatCount(offset + 1),
          to: formatCount(Math.min(offset + pageSize, totalCount)),
          total: formatCount(totalCount),
        }),
    },
  });

  const column = (
    id: string,
    label: string,
    value: (sums: UsageSums) => ReactNode,
  ) =>
    numberColumn<UsageGroup>({
      id,
      label,
      value: ({ id: group, sums }) =>
        group === TOTAL ? <strong>{value(sums)}</strong> : value(sums),
    });
  const columns: ColumnConfig<UsageGroup>[] = [
    {
      id: 'name',
      label: t(`usagePage.by.${by}`),
      isRowHeader: true,
      cell: ({ id }) => (
        <Cell>
          {id === TOTAL ? (
            <strong>{t('usagePage.table.total')}</strong>
          ) : (
            <GroupName id={id} by={by} timeZone={timeZone} indexes={indexes} />
          )}
        </Cell>
      ),
    },
    column('requests', t('usagePage.column.requests'), sums =>
      formatCount(sums.requests),
    ),
    column('input', t('usagePage.column.input'), sums =>
      formatCount(sums.tokens.input),
    ),
    column('cached', t('usagePage.column.cached'), sums =>
      formatCount(sums.tokens.cachedInput),
    ),
    column('output', t('usagePage.column.output'), sums =>
      formatCount(sums.tokens.output),
    ),
    column('reasoning', t('usagePage.column.reasoning'), sums =>
      formatCount(sums.tokens.reasoning),
    ),
    column('cost', t('usagePage.column.cost'), sums => (
      <MoneyText nanos={sums.cost} currency={currency} />
    )),
  ];

  return (
    <section className={styles.root} aria-label={t('usagePage.table.title')}>
      <Table
        {...tableProps}
        columnConfig={columns}
        data={[...(tableProps.data ?? []), { id: TOTAL, sums: total }]}
        pagination={
          groups.length > PAGE_SIZE ? tableProps.pagination : { type: 'none' }
        }
      />
    </section>
  );
};
