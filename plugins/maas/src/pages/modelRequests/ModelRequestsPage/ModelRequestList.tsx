import { useApi } from '@backstage/core-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import type { ModelRequest } from '@openmaas/backstage-plugin-maas-common';
import { type ReactNode, useCallback } from 'react';
import { maasApiRef } from '../../../api';
import { DateTime } from '../../../components/DateTime';
import { EmptyNote } from '../../../components/EmptyNote';
import { ErrorNote } from '../../../components/ErrorNote';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { LoadMore } from '../../../components/LoadMore';
import { SamePage } from '../../../components/SamePage';
import { useChanges } from '../../../hooks/useChanges';
import { useLive } from '../../../hooks/useLive';
import { usePagedList } from '../../../hooks/usePagedList';
import { useTexts } from '../../../hooks/useTexts';
import { describeError } from '../../../utils/errors';
import { LARGEST_PAGE } from '../../../utils/pages';
import { ModelRequestCard } from '../ModelRequestCard';
import styles from './ModelRequestsPage.module.css';
import { type ModelRequestsView, queryOf } from './useModelRequestsView';

/** For portals in which nothing tells of changes. */
const REFRESH_MS = 60_000;

const PAGE_SIZE = 30;

const NoModelRequests = (props: {
  view: ModelRequestsView;
  onChange: (changes: Partial<ModelRequestsView>) => void;
  action: ReactNode;
}) => {
  const { view, onChange, action } = props;
  const t = useTexts();
  const filtered = view.q !== '' || view.state.length > 0;
  const kind = filtered ? 'filtered' : view.scope;
  return (
    <EmptyNote
      title={t(`modelRequestsPage.empty.${kind}.title`)}
      text={t(`modelRequestsPage.empty.${kind}.text`)}
      action={
        <Flex gap="2" className={styles.actions}>
          {action}
          {filtered && (
            <Button
              variant="secondary"
              onPress={() => onChange({ q: '', state: [] })}
            >
              {t('modelRequestsPage.empty.filtered.action')}
            </Button>
          )}
        </Flex>
      }
    />
  );
};

/** The requests for models that fit a view, kept up to date while they are looked at. @internal */
export const ModelRequestList = (props: {
  view: ModelRequestsView;
  onChange: (changes: Partial<ModelRequestsView>) => void;
  /** What asks for a model, where the user may. */
  ask: ReactNode;
}) => {
  const { view, onChange, ask } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  // Views that ask for the same must not ask twice.
  const query = JSON.stringify(queryOf(view));
  const list = usePagedList<ModelRequest>(
    useCallback(
      (cursor, signal, missing) =>
        api.listModelRequests(
          {
            ...JSON.parse(query),
            limit: Math.min(Math.max(PAGE_SIZE, missing ?? 0), LARGEST_PAGE),
            cursor,
          },
          { signal },
        ),
      [api, query],
    ),
  );
  const freshness = useLive(list.refresh, REFRESH_MS);
  useChanges(['model-request'], freshness.retry);
  const { items, totalItems, loading, error, reload, replace } = list;
  const { updatedAt } = freshness;
  // Refreshing is not worth a word; that it fails is, unless more than that fails.
  const stale =
    freshness.error !== undefined &&
    updatedAt !== undefined &&
    error === undefined;
  // What another search has not found says nothing about this one.
  const waiting = loading && !items?.length;

  return (
    <>
      <Flex align="center" gap="3" className={styles.actions}>
        <Text color="secondary" role="status">
          {items &&
            !waiting &&
            t('modelRequestsPage.total', { count: totalItems })}
        </Text>
        <span role="status" className={styles.stale}>
          {stale &&
            t('modelRequestsPage.notUpdated', {
              time: (
                <DateTime time={new Date(updatedAt).toISOString()} relative />
              ),
              reason: describeError(freshness.error).message,
            })}
        </span>
      </Flex>
      {error !== undefined && <ErrorNote error={error} onRetry={reload} />}
      {waiting && <ListSkeleton height={160} />}
      {items?.length === 0 && !loading && error === undefined && (
        <NoModelRequests view={view} onChange={onChange} action={ask} />
      )}
      {items && items.length > 0 && (
        <SamePage>
          <ul className={styles.cards} aria-busy={loading}>
            {items.map(request => (
              <li key={request.id}>
                <ModelRequestCard
                  request={request}
                  onChange={replace}
                  onOutdated={freshness.retry}
                />
              </li>
            ))}
          </ul>
        </SamePage>
      )}
      <LoadMore list={list} />
    </>
  );
};
