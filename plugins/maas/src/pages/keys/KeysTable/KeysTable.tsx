import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Cell,
  type ColumnConfig,
  Flex,
  Link,
  type SortDescriptor,
  Table,
  Text,
  useBreakpoint,
} from '@backstage/ui';
import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { DateTime } from '../../../components/DateTime';
import { KeyExpiry } from '../../../components/KeyExpiry';
import { KeyLastUse } from '../../../components/KeyLastUse';
import { ModelName } from '../../../components/ModelName';
import { StateTag } from '../../../components/StateTag';
import { UnusedMark } from '../../../components/UnusedMark';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import { useTexts } from '../../../hooks/useTexts';
import { keyRouteRef } from '../../../routes';
import { isUnused, KEY_SORTS, type KeySort } from '../../../utils/keys';
import type { KeySelection } from '../KeysPage/useKeySelection';
import styles from './KeysTable.module.css';

/** Columns that keys can be sorted by, and what the control plane calls that. */
const SORT_OF_COLUMN: Record<string, string> = {
  name: 'name',
  team: 'team',
  created: 'created',
  lastUsed: 'used',
  expires: 'expires',
};

function descriptorOf(sort: KeySort): SortDescriptor {
  const by = sort.replace(/^-/, '');
  const column = Object.keys(SORT_OF_COLUMN).find(
    id => SORT_OF_COLUMN[id] === by,
  );
  return {
    column: column ?? by,
    direction: sort.startsWith('-') ? 'descending' : 'ascending',
  };
}

function sortOf({ column, direction }: SortDescriptor): KeySort | undefined {
  const by = SORT_OF_COLUMN[String(column)];
  const wanted = direction === 'descending' ? `-${by}` : by;
  return KEY_SORTS.find(sort => sort === wanted);
}

const Name = ({ apiKey }: { apiKey: ApiKey }) => {
  const t = useTexts();
  const keyLink = useRouteRef(keyRouteRef);
  return (
    <Flex direction="column" gap="1" align="start">
      <Link href={keyLink({ id: apiKey.id })} className={styles.name}>
        {apiKey.name}
      </Link>
      {apiKey.label && (
        <Text variant="body-small" color="secondary" className={styles.name}>
          {t('keysPage.labelled', { label: apiKey.label })}
        </Text>
      )}
    </Flex>
  );
};

const Models = ({ apiKey, index }: { apiKey: ApiKey; index: ModelIndex }) => {
  const t = useTexts();
  return (
    <Flex direction="column" gap="1">
      {apiKey.models.length === 0 && t('keysPage.noModels')}
      {apiKey.models.map(({ id, title }) => (
        <ModelName key={id} id={id} title={title} index={index} unmarked />
      ))}
    </Flex>
  );
};

/** API keys as a table, with fewer columns where there is less room. @internal */
export const KeysTable = (props: {
  keys: ApiKey[];
  index: ModelIndex;
  sort: KeySort;
  onSort: (sort: KeySort) => void;
  /** Left out where nothing can be done with keys. */
  selection?: KeySelection;
}) => {
  const { keys, index, sort, onSort, selection } = props;
  const t = useTexts();
  const { down } = useBreakpoint();
  const medium = down('lg');
  const wide = !down('xl');
  const now = Date.now();

  const columns: ColumnConfig<ApiKey>[] = [
    {
      id: 'name',
      label: t('keysPage.column.name'),
      isRowHeader: true,
      isSortable: true,
      cell: key => (
        <Cell>
          <Name apiKey={key} />
        </Cell>
      ),
    },
    {
      id: 'team',
      label: t('keysPage.column.team'),
      isSortable: true,
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
          <Flex gap="1" className={styles.marks}>
            <StateTag kind="key" state={key.state} />
            {isUnused(key, now) && <UnusedMark />}
          </Flex>
        </Cell>
      ),
    },
    {
      id: 'models',
      label: t('keysPage.column.models'),
      cell: key => (
        <Cell>
          <Models apiKey={key} index={index} />
        </Cell>
      ),
    },
    {
      id: 'created',
      label: t('keysPage.column.created'),
      isSortable: true,
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
      isSortable: true,
      isHidden: medium,
      cell: key => (
        <Cell>
          <KeyLastUse apiKey={key} />
        </Cell>
      ),
    },
    {
      id: 'expires',
      label: t('keysPage.column.expires'),
      isSortable: true,
      cell: key => (
        <Cell>
          <KeyExpiry apiKey={key} />
        </Cell>
      ),
    },
  ];

  return (
    <section className={styles.root} aria-label={t('keysPage.table')}>
      {/* Rows are no links themselves: they would take the clicks of those in them. */}
      <Table
        columnConfig={columns}
        data={keys}
        pagination={{ type: 'none' }}
        sort={{
          descriptor: descriptorOf(sort),
          onSortChange: descriptor => {
            const wanted = sortOf(descriptor);
            if (wanted) {
              onSort(wanted);
            }
          },
        }}
        selection={
          selection && {
            mode: 'multiple',
            behavior: 'toggle',
            selected: new Set(selection.ids),
            onSelectionChange: chosen =>
              selection.choose(
                chosen === 'all'
                  ? keys.map(({ id }) => id)
                  : [...chosen].map(String),
              ),
          }
        }
      />
    </section>
  );
};
