import { useApi } from '@backstage/core-plugin-api';
import { Flex, Text } from '@backstage/ui';
import type { ModelHealth } from '@openmaas/backstage-plugin-maas-common';
import { lazy, Suspense, useCallback } from 'react';
import { maasApiRef } from '../../api';
import { DateTime } from '../../components/DateTime';
import { EmptyNote } from '../../components/EmptyNote';
import { Fact, FactList } from '../../components/FactList';
import { ListSkeleton } from '../../components/ListSkeleton';
import { ModelStatus } from '../../components/ModelStatus';
import { SimulatedMark } from '../../components/SimulatedMark';
import { useLive } from '../../hooks/useLive';
import { useTexts } from '../../hooks/useTexts';
import { formatDateTime } from '../../utils/dates';
import { describeError } from '../../utils/errors';
import { formatDuration, formatSpeed } from '../../utils/numbers';
import { EntityCard } from '../EntityCard';
import { perModel } from '../perModel';
import { useModel } from '../useModel';
import { HealthTable } from './HealthTable';
import styles from './ModelHealthCard.module.css';

/** Milliseconds after which a model's health is asked for again. */
const REFRESH_MS = 30_000;

// The chart is larger than all of the card.
const HealthChart = lazy(() =>
  import('./HealthChart').then(m => ({ default: m.HealthChart })),
);

const HealthFacts = ({ health }: { health: ModelHealth }) => {
  const t = useTexts();
  const { status, servers, healthyServers, speed } = health;
  const notMeasured = t('entity.health.notMeasured');

  return (
    <>
      <ModelStatus status={status} />
      <FactList compact>
        <Fact label={t('entity.health.servers')}>
          {servers === 0
            ? t('entity.health.noServers')
            : t('entity.health.serversHealthy', {
                healthy: String(healthyServers),
                servers: String(servers),
              })}
        </Fact>
        <Fact label={t('entity.health.speed')}>
          {speed?.tokensPerSecond !== undefined
            ? formatSpeed(speed.tokensPerSecond)
            : notMeasured}
        </Fact>
        <Fact label={t('entity.health.firstToken')}>
          {speed?.timeToFirstTokenMs !== undefined
            ? formatDuration(speed.timeToFirstTokenMs)
            : notMeasured}
        </Fact>
      </FactList>
      {speed && (
        <Text variant="body-small" color="secondary">
          {t('entity.health.measured', {
            time: <DateTime time={speed.measuredAt} relative />,
          })}
        </Text>
      )}
    </>
  );
};

/** How a model is and was over the last day, kept up to date. @internal */
export const ModelHealthCard = (props: { id: string; simulated?: boolean }) => {
  const { id, simulated } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { value, updatedAt, error, retry } = useLive(
    useCallback(signal => api.getModelHealth(id, { signal }), [api, id]),
    REFRESH_MS,
  );
  // What is shown stays when it cannot be refreshed.
  const stale = error !== undefined && updatedAt !== undefined;

  return (
    <EntityCard
      title={t('entity.health.title')}
      value={value}
      error={stale ? undefined : error}
      onRetry={retry}
      headerActions={simulated ? <SimulatedMark /> : undefined}
    >
      {health => (
        <Flex direction="column" gap="4">
          <HealthFacts health={health} />
          {health.points.length === 0 ? (
            <EmptyNote
              title={t('entity.health.empty.title')}
              text={t('entity.health.empty.text')}
            />
          ) : (
            <>
              <Suspense fallback={<ListSkeleton rows={2} height={140} />}>
                <HealthChart health={health} now={updatedAt ?? Date.now()} />
              </Suspense>
              <HealthTable points={health.points} />
            </>
          )}
          <span role="status" className={styles.stale}>
            {stale &&
              t('entity.health.stale', {
                time: formatDateTime(new Date(updatedAt).toISOString()),
                reason: describeError(error).message,
              })}
          </span>
        </Flex>
      )}
    </EntityCard>
  );
};

const HealthCardOf = ({ id }: { id: string }) => {
  const { value: model, unknown } = useModel(id);
  return unknown ? null : (
    <ModelHealthCard id={id} simulated={model?.simulated} />
  );
};

/** How a model is, for its page in the catalog. @internal */
export const EntityModelHealthCard = perModel(HealthCardOf);
