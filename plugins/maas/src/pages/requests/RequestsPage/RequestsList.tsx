import { Button, Flex, Text, useBreakpoint } from '@backstage/ui';
import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { useMemo } from 'react';
import { DateTime } from '../../../components/DateTime';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { LoadMore } from '../../../components/LoadMore';
import { SamePage } from '../../../components/SamePage';
import { useEntityTitles } from '../../../hooks/useEntityTitles';
import { type ModelIndex, useModelIndex } from '../../../hooks/useModelIndex';
import { usePlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { describeError } from '../../../utils/errors';
import { BulkBar } from '../BulkDecision';
import { RequestCard } from '../RequestCard';
import { modelTitles, RequestsTable } from '../RequestsTable';
import { NoRequests } from './NoRequests';
import styles from './RequestsPage.module.css';
import { useRequestList } from './useRequestList';
import type { RequestsView } from './useRequestsView';
import { type Selection, useSelection } from './useSelection';

/** How many requests fit, and whether that is still so. */
const ListState = ({
  requests,
}: {
  requests: ReturnType<typeof useRequestList>;
}) => {
  const { list, freshness } = requests;
  const { updatedAt, error, retry } = freshness;
  const t = useTexts();
  const shown = list.items && !(list.loading && list.items.length === 0);
  // Refreshing is not worth a word; that it fails is, unless more than that fails.
  const stale =
    error !== undefined && updatedAt !== undefined && list.error === undefined;
  return (
    <Flex align="center" gap="3" className={styles.state}>
      <Text color="secondary" role="status">
        {shown && t('requestsPage.total', { count: list.totalItems })}
      </Text>
      <span role="status" className={styles.stale}>
        {stale &&
          t('requestsPage.notUpdated', {
            time: (
              <DateTime time={new Date(updatedAt).toISOString()} relative />
            ),
            reason: describeError(error).message,
          })}
      </span>
      {stale && (
        <Button variant="tertiary" size="small" onPress={retry}>
          {t('common.error.retry')}
        </Button>
      )}
    </Flex>
  );
};

const Rows = (props: {
  requests: AccessRequest[];
  index: ModelIndex;
  plans: ReturnType<typeof usePlanIndex>;
  selection: Selection;
}) => {
  const { requests, index, plans, selection } = props;
  const { down } = useBreakpoint();
  const teamRefs = useMemo(
    () => [...new Set(requests.map(({ team }) => team))],
    [requests],
  );
  const teams = useEntityTitles(teamRefs);

  if (!down('xl')) {
    return <RequestsTable {...props} teams={teams} />;
  }
  const chosen = new Set(selection.chosen.map(({ id }) => id));
  return (
    <ul className={styles.cards}>
      {requests.map(request => (
        <li key={request.id}>
          <RequestCard
            request={request}
            titles={modelTitles(request, index)}
            team={teams.get(request.team) ?? request.team}
            plan={plans.get(request.plan)?.title ?? request.plan}
            chosen={chosen.has(request.id)}
            error={selection.errors.get(request.id)}
            onChoose={selection.choose}
          />
        </li>
      ))}
    </ul>
  );
};

/** The requests that fit a view. @internal */
export const RequestsList = (props: {
  view: RequestsView;
  onChange: (changes: Partial<RequestsView>) => void;
  onDecided: () => void;
}) => {
  const { view, onChange, onDecided } = props;
  const plans = usePlanIndex();
  const requests = useRequestList(view);
  const { list, freshness } = requests;
  const { items, loading, error, reload } = list;
  const index = useModelIndex(
    items?.flatMap(({ grants }) => grants.map(({ model }) => model)) ?? [],
  );
  const selection = useSelection(items);
  // What another search has not found says nothing about this one.
  const waiting = loading && !items?.length;

  return (
    <>
      <ListState requests={requests} />
      {error !== undefined && <ErrorNote error={error} onRetry={reload} />}
      {waiting && <ListSkeleton height={64} />}
      {items?.length === 0 && !loading && error === undefined && (
        <NoRequests view={view} onChange={onChange} />
      )}
      {items && items.length > 0 && (
        <div className={styles.requests} aria-busy={loading}>
          <SamePage>
            <Rows
              requests={items}
              index={index}
              plans={plans}
              selection={selection}
            />
          </SamePage>
        </div>
      )}
      <LoadMore list={list} />
      <BulkBar
        selection={selection}
        index={index}
        plans={plans}
        onDecided={() => {
          freshness.retry();
          onDecided();
        }}
      />
    </>
  );
};
