import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import {
  type Model,
  type ModelAllowance,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../api';
import { EmptyNote } from '../../components/EmptyNote';
import { useIdentity } from '../../hooks/useIdentity';
import { useLoad } from '../../hooks/useLoad';
import { usePlanIndex } from '../../hooks/usePlanIndex';
import { usePlaygroundLink } from '../../hooks/usePlayground';
import { useTexts } from '../../hooks/useTexts';
import { keysRouteRef } from '../../routes';
import { callKindOf } from '../../utils/snippets';
import { EntityCard } from '../EntityCard';
import { Allowance } from './Allowance';
import styles from './ModelAccessCard.module.css';

const NoAccess = ({ model, teams }: { model: Model; teams: string[] }) => {
  const t = useTexts();
  if (teams.length === 0) {
    return (
      <EmptyNote
        title={t('entity.access.noTeam.title')}
        text={t('entity.access.noTeam.text')}
      />
    );
  }
  return (
    <EmptyNote
      title={t('entity.access.none.title')}
      text={t('entity.access.none.text')}
      action={
        <ButtonLink variant="primary" href={requestAccessPath([model.id])}>
          {t('common.requestAccess')}
        </ButtonLink>
      }
    />
  );
};

/** What to do next with the access that there is. */
const NextSteps = (props: { model: Model; allowances: ModelAllowance[] }) => {
  const { model, allowances } = props;
  const t = useTexts();
  const keysLink = useRouteRef(keysRouteRef);
  const playgroundLink = usePlaygroundLink();
  const active = allowances.some(({ state }) => state === 'active');
  const waits = allowances.some(({ state }) => state === 'pending');
  const chats = callKindOf(model.capabilities) === 'chat';

  return (
    <Flex gap="2" className={styles.actions}>
      {playgroundLink && active && chats && (
        <ButtonLink variant="primary" href={playgroundLink(model.id)}>
          {t('entity.access.playground')}
        </ButtonLink>
      )}
      {active && (
        <ButtonLink variant="secondary" href={keysLink()}>
          {t('entity.access.keys')}
        </ButtonLink>
      )}
      {(active || !waits) && (
        <ButtonLink variant="secondary" href={requestAccessPath([model.id])}>
          {active ? t('entity.access.askMore') : t('entity.access.askAgain')}
        </ButtonLink>
      )}
    </Flex>
  );
};

/**
 * Which of the user's teams may call a model, under which plan, and what is left of it
 * this month.
 *
 * @internal
 */
export const ModelAccessCard = ({ model }: { model: Model }) => {
  const { id } = model;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const plans = usePlanIndex();
  const identity = useIdentity();
  const allowances = useLoad(
    useCallback(signal => api.listModelAllowances(id, { signal }), [api, id]),
  );
  const both =
    identity.value && allowances.value
      ? { teams: identity.value.teams, allowances: allowances.value }
      : undefined;

  return (
    <EntityCard
      title={t('entity.access.title')}
      value={both}
      error={allowances.error ?? identity.error}
      onRetry={() => {
        identity.reload();
        allowances.reload();
      }}
      footerActions={
        both && both.allowances.length > 0 ? (
          <NextSteps model={model} allowances={both.allowances} />
        ) : undefined
      }
    >
      {loaded => (
        <Flex direction="column" gap="4">
          {model.visibility === 'restricted' && (
            <Text as="p" color="secondary" className={styles.text}>
              {t('entity.access.restricted', {
                approver: (
                  <EntityRefLink entityRef={model.approver ?? model.owner} />
                ),
              })}
            </Text>
          )}
          {loaded.allowances.length === 0 ? (
            <NoAccess model={model} teams={loaded.teams} />
          ) : (
            <ul className={styles.list}>
              {loaded.allowances.map(allowance => (
                <li key={`${allowance.team} ${allowance.plan}`}>
                  <Allowance
                    allowance={allowance}
                    plan={plans.get(allowance.plan)?.title ?? allowance.plan}
                  />
                </li>
              ))}
            </ul>
          )}
        </Flex>
      )}
    </EntityCard>
  );
};
