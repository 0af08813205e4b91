import { useApi } from '@backstage/core-plugin-api';
import { EntityInfoCard, EntityRefLink } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import type { ModelChange } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../api';
import { DateTime } from '../../components/DateTime';
import { EmptyNote } from '../../components/EmptyNote';
import { ErrorNote } from '../../components/ErrorNote';
import { ListSkeleton } from '../../components/ListSkeleton';
import { LoadMore } from '../../components/LoadMore';
import { usePagedList } from '../../hooks/usePagedList';
import { useTexts } from '../../hooks/useTexts';
import { formatDateTime } from '../../utils/dates';
import { perModel } from '../perModel';
import { ChangedField } from './ChangedField';
import styles from './ModelHistoryCard.module.css';

const PAGE = 10;

const Change = ({ change }: { change: ModelChange }) => {
  const { at, actor, source, effectiveFrom, reason } = change;
  const t = useTexts();
  return (
    <>
      <div>
        <ChangedField change={change} />
      </div>
      <Text as="p" variant="body-small" color="secondary">
        <span className={styles.detail}>
          <DateTime time={at} relative />
        </span>
        {actor && (
          <span className={styles.detail}>
            {t('entity.history.by', {
              actor: <EntityRefLink entityRef={actor} hideIcon />,
            })}
          </span>
        )}
        {!actor && source && (
          <span className={styles.detail}>
            {t('entity.history.bySource', { source })}
          </span>
        )}
        {effectiveFrom && (
          <span className={styles.detail}>
            {t('entity.history.from', { date: formatDateTime(effectiveFrom) })}
          </span>
        )}
      </Text>
      {reason && (
        <Text as="p" variant="body-small" className={styles.reason}>
          {t('entity.history.reason', { reason })}
        </Text>
      )}
    </>
  );
};

/** What changed about a model, newest first. @internal */
export const ModelHistoryCard = ({ id }: { id: string }) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const list = usePagedList(
    useCallback(
      (cursor, signal) =>
        api.listModelChanges(id, { limit: PAGE, cursor }, { signal }),
      [api, id],
    ),
  );
  const { items, loading, error, reload } = list;

  return (
    <EntityInfoCard title={t('entity.history.title')}>
      {!items && loading && <ListSkeleton height={48} />}
      {items?.length === 0 && (
        <EmptyNote
          title={t('entity.history.empty.title')}
          text={t('entity.history.empty.text')}
        />
      )}
      {items && items.length > 0 && (
        <ol className={styles.list}>
          {items.map(change => (
            <li key={change.id}>
              <Change change={change} />
            </li>
          ))}
        </ol>
      )}
      {error !== undefined && <ErrorNote error={error} onRetry={reload} />}
      <LoadMore list={list} />
    </EntityInfoCard>
  );
};

/** What changed about a model, for its page in the catalog. @internal */
export const EntityModelHistoryCard = perModel(ModelHistoryCard);
