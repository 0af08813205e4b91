import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, Flex } from '@backstage/ui';
import {
  type Model,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../api';
import { DateTime } from '../../components/DateTime';
import { EmptyNote } from '../../components/EmptyNote';
import { ErrorNote } from '../../components/ErrorNote';
import { ListSkeleton } from '../../components/ListSkeleton';
import { LoadMore } from '../../components/LoadMore';
import { ModelName } from '../../components/ModelName';
import { ModelStatus } from '../../components/ModelStatus';
import { PlainTable } from '../../components/PlainTable';
import { StateTag } from '../../components/StateTag';
import { usePagedList } from '../../hooks/usePagedList';
import { usePlanIndex } from '../../hooks/usePlanIndex';
import { useTexts } from '../../hooks/useTexts';
import { keysRouteRef, modelsRouteRef } from '../../routes';
import { sameEntity } from '../../utils/entities';
import { describeError } from '../../utils/errors';
import { ModelPriceText } from '../ModelPriceText';
import styles from './EntityGroupModelsContent.module.css';

const PAGE = 50;

/** For those who may not see what a team can call, there is no such team. */
const FOREIGN = [403, 404];

const TeamModels = (props: { models: Model[]; team: string }) => {
  const { models, team } = props;
  const t = useTexts();
  const plans = usePlanIndex();
  const index = new Map(models.map(model => [model.id, model]));

  return (
    <PlainTable
      label={t('entity.group.table')}
      columns={[
        t('entity.group.model'),
        t('entity.group.status'),
        t('entity.group.plan'),
        t('entity.group.access'),
        t('entity.group.expires'),
        t('entity.group.price'),
      ]}
      rows={models.map(model => {
        const grants = model.access.filter(one => sameEntity(one.team, team));
        // It may wait for another plan while it goes on under the one it has.
        const access =
          grants.find(({ state }) => state !== 'pending') ?? grants[0];
        return {
          id: model.id,
          cells: [
            <ModelName key="name" id={model.id} index={index} />,
            <ModelStatus key="status" status={model.status} brief />,
            access && (plans.get(access.plan)?.title ?? access.plan),
            access && (
              <StateTag key="access" kind="grant" state={access.state} />
            ),
            access && <DateTime key="expires" time={access.expiresAt} />,
            <ModelPriceText key="price" model={model} />,
          ],
        };
      })}
    />
  );
};

const NoModels = () => {
  const t = useTexts();
  const modelsLink = useRouteRef(modelsRouteRef);
  return (
    <EmptyNote
      title={t('entity.group.empty.title')}
      text={t('entity.group.empty.text')}
      action={
        <ButtonLink variant="primary" href={modelsLink()}>
          {t('entity.group.empty.action')}
        </ButtonLink>
      }
    />
  );
};

const GroupModels = ({ team }: { team: string }) => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const keysLink = useRouteRef(keysRouteRef);
  const list = usePagedList(
    useCallback(
      (cursor, signal) =>
        api.listModels({ team, limit: PAGE, cursor }, { signal }),
      [api, team],
    ),
  );
  const { items, loading, error, reload } = list;
  const foreign =
    error !== undefined && FOREIGN.includes(describeError(error).status ?? 0);

  return (
    <EntityInfoCard
      title={t('entity.group.title')}
      footerActions={
        foreign ? undefined : (
          <Flex gap="2" className={styles.actions}>
            <ButtonLink variant="secondary" href={`${keysLink()}?scope=all`}>
              {t('entity.group.keys')}
            </ButtonLink>
            <ButtonLink variant="primary" href={requestAccessPath()}>
              {t('entity.group.request')}
            </ButtonLink>
          </Flex>
        )
      }
    >
      {foreign && (
        <EmptyNote
          title={t('entity.group.foreign.title')}
          text={t('entity.group.foreign.text')}
        />
      )}
      {error !== undefined && !foreign && (
        <ErrorNote error={error} onRetry={reload} />
      )}
      {!items && loading && <ListSkeleton height={48} />}
      {items?.length === 0 && <NoModels />}
      {items && items.length > 0 && <TeamModels models={items} team={team} />}
      <LoadMore list={list} />
    </EntityInfoCard>
  );
};

/** The models that a group can call, as a tab of its page in the catalog. @internal */
export const EntityGroupModelsContent = () => {
  const team = stringifyEntityRef(useEntity().entity);
  return <GroupModels key={team} team={team} />;
};
