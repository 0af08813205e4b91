import { useApi } from '@backstage/core-plugin-api';
import { Button, Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import { useCallback, useState } from 'react';
import { maasApiRef } from '../../../api';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { useLive } from '../../../hooks/useLive';
import { useTexts } from '../../../hooks/useTexts';
import { formatCount } from '../../../utils/numbers';
import { REFRESH_MS } from '../refresh';
import type { UsageFilter } from '../UsagePage/useUsageView';
import type { NameIndexes } from '../UsageTable/GroupName';
import { CallsTable } from './CallsTable';
import styles from './LatestCalls.module.css';

const FIRST = 10;
const STEP = 20;
/** All that are shown are asked for again with each refresh, so that none is shown twice. */
const MOST = 210;

/** The newest calls, one by one. @internal */
export const LatestCalls = (props: {
  /** ISO 8601. */
  from: string;
  filter: UsageFilter;
  indexes: NameIndexes;
}) => {
  const { from, filter, indexes } = props;
  const { team, model, key } = filter;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const [limit, setLimit] = useState(FIRST);
  const { value, error, loading, retry } = useLive(
    useCallback(
      signal =>
        api.listUsageEvents({ from, team, model, key, limit }, { signal }),
      [api, from, team, model, key, limit],
    ),
    REFRESH_MS,
  );
  const shown = value?.items.length ?? 0;
  const hasMore = value?.nextCursor !== undefined;

  return (
    <Card>
      <CardHeader>
        <Text as="h3" weight="bold" className={styles.title}>
          {t('usagePage.calls.title')}
        </Text>
      </CardHeader>
      <CardBody>
        {error !== undefined && <ErrorNote error={error} onRetry={retry} />}
        {!value && loading && <ListSkeleton rows={4} height={40} />}
        {value && shown === 0 && (
          <Text color="secondary">{t('usagePage.calls.none')}</Text>
        )}
        {value && shown > 0 && (
          <CallsTable calls={value.items} indexes={indexes} />
        )}
        {hasMore && (
          <Flex align="center" gap="3" mt="4" className={styles.more}>
            {limit < MOST && (
              <Button
                variant="secondary"
                isPending={loading}
                onPress={() => setLimit(before => before + STEP)}
              >
                {t('common.list.loadMore')}
              </Button>
            )}
            <Text color="secondary">
              {t('common.list.shown', {
                shown: formatCount(shown),
                total: formatCount(value?.totalItems ?? shown),
              })}
              {limit >= MOST && ` ${t('usagePage.calls.most')}`}
            </Text>
          </Flex>
        )}
      </CardBody>
    </Card>
  );
};
