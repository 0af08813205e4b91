import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { DateTime } from '../../../components/DateTime';
import { ModelName } from '../../../components/ModelName';
import { MoneyText } from '../../../components/MoneyText';
import { PlainTable } from '../../../components/PlainTable';
import { StateTag } from '../../../components/StateTag';
import { useCurrency } from '../../../hooks/useCurrency';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';

/** The models of a request, each as it is granted. @internal */
export const RequestedModels = (props: {
  request: AccessRequest;
  index: ModelIndex;
  plans: PlanIndex;
}) => {
  const { request, index, plans } = props;
  const t = useTexts();
  const currency = useCurrency();
  return (
    <PlainTable
      label={t('requestsPage.request.models')}
      columns={[
        t('requestsPage.column.models'),
        t('requestsPage.column.state'),
        t('requestsPage.column.plan'),
        t('requestsPage.column.budget'),
        t('requestsPage.column.ends'),
      ]}
      rows={request.grants.map(grant => {
        const { id, model, state, plan, expiresAt } = grant;
        const budget = grant.monthlyBudget ?? request.monthlyBudget;
        return {
          id,
          cells: [
            <ModelName key="model" id={model} index={index} />,
            <StateTag key="state" kind="grant" state={state} />,
            plans.get(plan)?.title ?? plan,
            budget ? (
              <MoneyText key="budget" nanos={budget} currency={currency} />
            ) : (
              t('requestsPage.none')
            ),
            expiresAt && <DateTime key="ends" time={expiresAt} />,
          ],
        };
      })}
    />
  );
};
