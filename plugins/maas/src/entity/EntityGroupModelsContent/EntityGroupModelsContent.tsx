import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, Flex } from '@backstage/ui';
import {
  type Grant,
  type Model,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useMemo } from 'react';
import { maasApiRef } from '../../api';
import { DateTime } from '../../components/DateTime';
import { EmptyNote } from '../../components/EmptyNote';
import { ErrorNote } from '../../components/ErrorNote';
import { ListSkeleton } from '../../components/ListSkeleton';
import { LoadMore } from '../../components/LoadMore';
import { ModelName } from '../../components/ModelName';
import { ModelStatus } from '../../components/ModelStatus';
import { PlainTable } from '../../components/PlainTable';
import { useEntityTitles } from '../../hooks/useEntityTitles';
import { useModelIndex } from '../../hooks/useModelIndex';
import { usePagedList } from '../../hooks/usePagedList';
import { usePlanIndex } from '../../hooks/usePlanIndex';
import { useTexts } from '../../hooks/useTexts';
import { keysRouteRef, modelsRouteRef } from '../../routes';
import { sameEntity } from '../../utils/entities';
import { describeError } from '../../utils/errors';
import { GrantActions, GrantBudget, GrantState, useGrants } from '../Grants';
import { ModelPriceText } from '../ModelPriceText';
import styles from './EntityGroupModelsContent.module.css';

const PAGE = 50;

const NONE: Grant[] = [];

/** For those who may not see what a team can call, there is no such team. */
const FOREIGN = [403, 404];

/** What a team has of a model: now, or else what it waits for. */
function accessOf(team: string, model: Model | undefined, grant?: Grant) {
  const own = model?.access.filter(one => sameEntity(one.team, team)) ?? [];
  // It may wait for another plan while it goes on under the one it has.
  return grant ?? own.find(({ state }) => state !== 'pending') ?? own[0];
}

const TeamModels = (props: {
  models: Model[];
  team: string;
  /** Those that are not over; none where they cannot be read. */
  grants: Grant[];
  onChange: () => void;
}) => {
  const { models, team, grants, onChange } = props;
  const t = useTexts();
  const plans = usePlanIndex();
  const listed = models.map(({ id }) => id);
  // A suspended grant lets nobody call its model, and is there to be resumed.
  const others = grants
    .map(({ model }) => model)
    .filter(id => !listed.includes(id));
  const otherModels = useModelIndex(others);
  const index = new Map([
    ...otherModels,
    ...models.map(model => [model.id, model] as const),
  ]);
  const refs = useMemo(() => [team], [team]);
  const teamTitle = useEntityTitles(refs).get(team) ?? team;
  const editable = grants.some(({ permissions }) => permissions.update);

  return (
    <PlainTable
      label={t('entity.group.table')}
      columns={[
        t('entity.group.model'),
        t('entity.group.status'),
        t('entity.group.plan'),
        t('entity.group.access'),
        t('grants.budget'),
        t('entity.group.expires'),
        t('entity.group.price'),
        ...(editable ? [t('grants.actions')] : []),
      ]}
      rows={[...listed, ...others].map(id => {
        const model = index.get(id);
        const grant = grants.find(one => one.model === id);
        const access = accessOf(team, model, grant);
        return {
          id,
          cells: [
            <ModelName key="name" id={id} index={index} />,
            model && <ModelStatus key="status" status={model.status} brief />,
            access && (plans.get(access.plan)?.title ?? access.plan),
            access && (
              <GrantState
                key="access"
                state={access.state}
                reason={grant?.reason}
              />
            ),
            grant && <GrantBudget key="budget" {...grant} />,
            access && <DateTime key="expires" time={access.expiresAt} />,
            model && <ModelPriceText key="price" model={model} />,
            ...(editable
              ? [
                  grant && (
                    <GrantActions
                      key="actions"
                      grant={grant}
                      team={teamTitle}
                      model={model?.title ?? id}
                      onChange={onChange}
                    />
                  ),
                ]
              : []),
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
  // The models say as much as is needed where grants cannot be read.
  const grants = useGrants({ team });
  const held = grants.value ?? NONE;
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
      {items && items.length + held.length === 0 && <NoModels />}
      {items && items.length + held.length > 0 && (
        <TeamModels
          models={items}
          team={team}
          grants={held}
          onChange={() => {
            grants.reload();
            reload();
          }}
        />
      )}
      <LoadMore list={list} />
    </EntityInfoCard>
  );
};

/** The models that a group can call, as a tab of its page in the catalog. @internal */
export const EntityGroupModelsContent = () => {
  const team = stringifyEntityRef(useEntity().entity);
  return <GroupModels key={team} team={team} />;
};
