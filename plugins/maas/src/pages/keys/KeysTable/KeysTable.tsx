import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Cell,
  type ColumnConfig,
  Flex,
  Link,
  Table,
  useBreakpoint,
} from '@backstage/ui';
import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { DateTime } from '../../../components/DateTime';
import { KeyExpiry } from '../../../components/KeyExpiry';
import { ModelName } from '../../../components/ModelName';
import { SimulatedNote } from '../../../components/SimulatedNote';
import { StateTag } from '../../../components/StateTag';
import { useModelIndex } from '../../../hooks/useModelIndex';
import { useTexts } from '../../../hooks/useTexts';
import { keyRouteRef } from '../../../routes';
import styles from './KeysTable.module.css';

/** API keys as a table; on a narrow screen with fewer columns. @internal */
export const KeysTable = ({ keys }: { keys: ApiKey[] }) => {
  const t = useTexts();
  const keyLink = useRouteRef(keyRouteRef);
  const modelIds = keys.flatMap(({ models }) => models.map(({ id }) => id));
  const index = useModelIndex(modelIds);
  const { down } = useBreakpoint();
  const narrow = down('sm');
  const medium = down('lg');
  const wide = !down('xl');

  const columns: ColumnConfig<ApiKey>[] = [
    {
      id: 'name',
      label: t('keysPage.column.name'),
      isRowHeader: true,
      cell: key => (
        <Cell>
          <Link href={keyLink({ id: key.id })} className={styles.name}>
            {key.name}
          </Link>
        </Cell>
      ),
    },
    {
      id: 'team',
      label: t('keysPage.column.team'),
      isHidden: narrow,
      cell: key => (
        <Cell>
          <EntityRefLink entityRef={key.team} hideIcon />
        </Cell>
      ),
    },
    {
      id: 'maker',
      label: t('keysPage.column.maker'),
      isHidden: medium,
      cell: key => (
        <Cell>
          <EntityRefLink entityRef={key.maker} hideIcon />
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('keysPage.column.state'),
      cell: key => (
        <Cell>
          <StateTag kind="key" state={key.state} />
        </Cell>
      ),
    },
    {
      id: 'models',
      label: t('keysPage.column.models'),
      isHidden: narrow,
      cell: key => (
        <Cell>
          <Flex direction="column" gap="1">
            {key.models.length === 0 && t('keysPage.noModels')}
            {key.models.map(model => (
              <ModelName
                key={model.id}
                id={model.id}
                title={model.title}
                index={index}
                unmarked
              />
            ))}
          </Flex>
        </Cell>
      ),
    },
    {
      id: 'created',
      label: t('keysPage.column.created'),
      isHidden: !wide,
      cell: key => (
        <Cell>
          <DateTime time={key.createdAt} relative />
        </Cell>
      ),
    },
    {
      id: 'lastUsed',
      label: t('keysPage.column.lastUsed'),
      isHidden: medium,
      cell: key => (
        <Cell>
          {key.lastUsedAt ? (
            <DateTime time={key.lastUsedAt} relative />
          ) : (
            t('keyPage.facts.neverUsed')
          )}
        </Cell>
      ),
    },
    {
      id: 'expires',
      label: t('keysPage.column.expires'),
      isHidden: narrow,
      cell: key => (
        <Cell>
          <KeyExpiry apiKey={key} />
        </Cell>
      ),
    },
  ];

  return (
    <section className={styles.root} aria-label={t('keysPage.table')}>
      <SimulatedNote shown={modelIds} models={index} />
      {/* Rows are no links themselves: they would take the clicks of those in them. */}
      <Table columnConfig={columns} data={keys} pagination={{ type: 'none' }} />
    </section>
  );
};
