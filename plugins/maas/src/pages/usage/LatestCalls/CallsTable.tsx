import { Cell, type ColumnConfig, Link, Table, Text } from '@backstage/ui';
import type { UsageEvent } from '@openmaas/backstage-plugin-maas-common';
import { CopyButton } from '../../../components/CopyButton';
import { DateTime } from '../../../components/DateTime';
import { KeyName } from '../../../components/KeyName';
import { ModelName } from '../../../components/ModelName';
import { MoneyText } from '../../../components/MoneyText';
import { numberColumn } from '../../../components/NumberColumn';
import { useTexts } from '../../../hooks/useTexts';
import { formatCount, formatDuration } from '../../../utils/numbers';
import { useRequestParam } from '../FindRequest';
import type { NameIndexes } from '../UsageTable/GroupName';
import { CallState } from './CallState';
import styles from './LatestCalls.module.css';

/** Enough of the id to tell calls apart. */
const shortId = ({ id }: UsageEvent) => `…${id.slice(-8)}`;

/** Single calls as a table. @internal */
export const CallsTable = (props: {
  calls: UsageEvent[];
  indexes: NameIndexes;
}) => {
  const { calls, indexes } = props;
  const t = useTexts();
  const { linkTo } = useRequestParam();

  const columns: ColumnConfig<UsageEvent>[] = [
    {
      id: 'time',
      label: t('usagePage.calls.column.time'),
      isRowHeader: true,
      cell: call => (
        <Cell>
          <DateTime time={call.startedAt} relative />
        </Cell>
      ),
    },
    {
      id: 'model',
      label: t('usagePage.calls.column.model'),
      cell: call => (
        <Cell>
          <ModelName id={call.model} index={indexes.models} unmarked />
        </Cell>
      ),
    },
    {
      id: 'key',
      label: t('usagePage.calls.column.key'),
      cell: call => (
        <Cell>
          <KeyName id={call.key} index={indexes.keys} />
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('usagePage.calls.column.state'),
      cell: call => (
        <Cell>
          <CallState call={call} />
        </Cell>
      ),
    },
    numberColumn({
      id: 'tokens',
      label: t('usagePage.calls.column.tokens'),
      value: ({ tokens }) => (
        <>
          <div>
            {t('usagePage.calls.input', { tokens: formatCount(tokens.input) })}
          </div>
          <div>
            {t('usagePage.calls.output', {
              tokens: formatCount(tokens.output),
            })}
          </div>
        </>
      ),
    }),
    numberColumn({
      id: 'cost',
      label: t('usagePage.calls.column.cost'),
      value: call => <MoneyText nanos={call.cost} currency={call.currency} />,
    }),
    numberColumn({
      id: 'duration',
      label: t('usagePage.calls.column.duration'),
      value: call => (
        <>
          <div>{formatDuration(call.latencyMs)}</div>
          {call.timeToFirstTokenMs !== undefined && (
            <Text variant="body-x-small" color="secondary">
              {t('usagePage.calls.firstToken', {
                time: formatDuration(call.timeToFirstTokenMs),
              })}
            </Text>
          )}
        </>
      ),
    }),
    {
      id: 'id',
      label: t('usagePage.calls.column.id'),
      cell: call => (
        <Cell>
          <span className={styles.id} title={call.id}>
            <Link
              href={linkTo(call.id)}
              // With what is to be read on it, for those who speak to it.
              aria-label={t('usagePage.calls.find', { id: shortId(call) })}
            >
              {shortId(call)}
            </Link>
            <CopyButton
              text={call.id}
              label={t('usagePage.calls.copyId')}
              compact
            />
          </span>
        </Cell>
      ),
    },
  ];

  return (
    <section className={styles.table} aria-label={t('usagePage.calls.title')}>
      <Table
        columnConfig={columns}
        data={calls}
        pagination={{ type: 'none' }}
      />
    </section>
  );
};
