import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type {
  AccessRequest,
  Grant,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../../api';
import { Fact, FactList } from '../../../components/FactList';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { MoneyText } from '../../../components/MoneyText';
import { useCurrency } from '../../../hooks/useCurrency';
import { useLoad } from '../../../hooks/useLoad';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { describeError } from '../../../utils/errors';
import { LARGEST_PAGE } from '../../../utils/pages';
import styles from './RequestActions.module.css';

const Held = (props: { grant: Grant | undefined; plans: PlanIndex }) => {
  const { grant, plans } = props;
  const t = useTexts();
  const currency = useCurrency();
  if (!grant) {
    return <>{t('requestsPage.approve.nowNothing')}</>;
  }
  const { plan, state, monthlyBudget } = grant;
  return (
    <>
      <div>
        {t('requestsPage.approve.nowGrant', {
          plan: plans.get(plan)?.title ?? plan,
          state: t(`state.grant.${state}`),
        })}
      </div>
      {monthlyBudget && (
        <div>
          {t('requestsPage.approve.nowBudget', {
            budget: <MoneyText nanos={monthlyBudget} currency={currency} />,
          })}
        </div>
      )}
    </>
  );
};

/** What the team has of the models before anything is decided. @internal */
export const HeldNow = (props: {
  request: AccessRequest;
  models: string[];
  index: ModelIndex;
  plans: PlanIndex;
}) => {
  const { request, models, index, plans } = props;
  const { team } = request;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { value, error } = useLoad(
    useCallback(
      signal => api.listGrants({ team, limit: LARGEST_PAGE }, { signal }),
      [api, team],
    ),
  );

  return (
    <section aria-label={t('requestsPage.approve.now')} className={styles.now}>
      <Text as="h4" weight="bold" className={styles.title}>
        {t('requestsPage.approve.now')}
      </Text>
      {error !== undefined && (
        <Text color="secondary">
          {t('requestsPage.approve.nowError', {
            reason: describeError(error).message,
          })}
        </Text>
      )}
      {!value && error === undefined && <ListSkeleton rows={1} height={32} />}
      {value && (
        <FactList>
          {models.map(id => (
            <Fact key={id} label={index.get(id)?.title ?? id}>
              <Held
                grant={value.items.find(({ model }) => model === id)}
                plans={plans}
              />
            </Fact>
          ))}
        </FactList>
      )}
    </section>
  );
};
