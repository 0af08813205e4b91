import { useApi } from '@backstage/core-plugin-api';
import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import type { UsageReport } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../../api';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { ScopeSwitch } from '../../../components/ScopeSwitch';
import { useLive } from '../../../hooks/useLive';
import { useTexts } from '../../../hooks/useTexts';
import { type Grouping, GROUPINGS } from '../../../utils/usage';
import { REFRESH_MS } from '../refresh';
import type { UsageView } from '../UsagePage/useUsageView';
import { UsageTable } from '../UsageTable';
import type { NameIndexes } from '../UsageTable/GroupName';
import styles from './UsageGroups.module.css';

/** A table of what the page's own report does not tell apart. */
const LoadedTable = (props: {
  from: string;
  view: UsageView;
  by: 'key' | 'team';
  indexes: NameIndexes;
}) => {
  const { from, by, indexes } = props;
  const { team, model, key } = props.view;
  const api = useApi(maasApiRef);
  const { value, error, loading, retry } = useLive(
    useCallback(
      async signal =>
        api.getUsage({ from, groupBy: by, team, model, key }, { signal }),
      [api, from, by, team, model, key],
    ),
    REFRESH_MS,
  );
  return (
    <>
      {error !== undefined && <ErrorNote error={error} onRetry={retry} />}
      {!value && loading && <ListSkeleton height={40} />}
      {value && <UsageTable report={value} by={by} indexes={indexes} />}
    </>
  );
};

/** Usage told apart by model, day, key or team. @internal */
export const UsageGroups = (props: {
  /** By day or hour and model. */
  report: UsageReport;
  view: UsageView;
  /** Whether there is more than one team to tell apart. */
  manyTeams: boolean;
  indexes: NameIndexes;
  onChange: (changes: Partial<UsageView>) => void;
}) => {
  const { report, view, manyTeams, indexes, onChange } = props;
  const { by } = view;
  const t = useTexts();
  // What a link asks for is shown, even where it is of little use.
  const offered = GROUPINGS.filter(
    grouping => grouping !== 'team' || manyTeams || by === 'team',
  );

  return (
    <Card>
      <CardHeader>
        <Flex
          align="center"
          justify="between"
          gap="3"
          className={styles.header}
        >
          <Text as="h3" weight="bold">
            {t('usagePage.table.title')}
          </Text>
          <ScopeSwitch<Grouping>
            label={t('usagePage.by.label')}
            value={by}
            onChange={next => onChange({ by: next })}
            options={offered.map(id => ({
              id,
              label: t(`usagePage.by.${id}`),
            }))}
          />
        </Flex>
      </CardHeader>
      <CardBody>
        {by === 'key' || by === 'team' ? (
          <LoadedTable
            key={by}
            from={report.from}
            view={view}
            by={by}
            indexes={indexes}
          />
        ) : (
          <UsageTable key={by} report={report} by={by} indexes={indexes} />
        )}
      </CardBody>
    </Card>
  );
};
