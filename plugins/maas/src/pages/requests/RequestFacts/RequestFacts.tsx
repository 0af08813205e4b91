import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import type {
  AccessRequest,
  Plan,
} from '@openmaas/backstage-plugin-maas-common';
import { Actor } from '../../../components/Actor';
import { DateTime } from '../../../components/DateTime';
import { Fact, FactList } from '../../../components/FactList';
import { MoneyText } from '../../../components/MoneyText';
import { ShadowMark } from '../../../components/ShadowMark';
import { useCurrency } from '../../../hooks/useCurrency';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { requestRouteRef } from '../../../routes';
import { differencesOf, isOpen } from '../../../utils/accessRequests';
import { LIMITS } from '../../../utils/limits';
import { formatCount } from '../../../utils/numbers';
import { Changes } from './Changes';
import styles from './RequestFacts.module.css';

const PlanLimits = ({ plan }: { plan: Plan }) => {
  const t = useTexts();
  return (
    <ul className={styles.limits}>
      {LIMITS.flatMap(name => {
        const limit = plan[name];
        return limit === undefined ? (
          []
        ) : (
          <li key={name}>
            {t('requestsPage.request.limit', {
              name: t(`common.limit.${name}`),
              value: formatCount(limit),
            })}
          </li>
        );
      })}
    </ul>
  );
};

const Asked = (props: { request: AccessRequest; plan: Plan | undefined }) => {
  const { request, plan } = props;
  const t = useTexts();
  const currency = useCurrency();
  const { monthlyBudget, data, expiresInDays } = request;
  const limited = plan && LIMITS.some(name => plan[name] !== undefined);
  return (
    <>
      <Fact label={t('requestsPage.request.plan')}>
        {plan?.title ?? request.plan} {plan?.shadow && <ShadowMark />}
      </Fact>
      <Fact label={t('requestsPage.request.budget')}>
        {monthlyBudget ? (
          <MoneyText nanos={monthlyBudget} currency={currency} />
        ) : (
          t('requestsPage.none')
        )}
      </Fact>
      <Fact label={t('requestsPage.request.data')}>
        {t(`requestsPage.data.${data ?? 'public'}`)}
      </Fact>
      <Fact label={t('requestsPage.request.ends')}>
        {t('requestsPage.request.days', { count: expiresInDays })}
      </Fact>
      {plan && limited && (
        <Fact wide label={t('requestsPage.request.limits')}>
          <PlanLimits plan={plan} />
        </Fact>
      )}
    </>
  );
};

const Decision = ({ request }: { request: AccessRequest }) => {
  const t = useTexts();
  const { decidedAt, decidedBy, decisionReason, waitsFor, decideBy } = request;
  return (
    <>
      {isOpen(request) && decideBy && (
        <Fact label={t('requestsPage.request.decideBy')}>
          <DateTime time={decideBy} relative />
        </Fact>
      )}
      {decidedAt && (
        <Fact label={t('requestsPage.request.decided')}>
          <DateTime time={decidedAt} relative />
        </Fact>
      )}
      {decidedBy && (
        <Fact label={t('requestsPage.request.decidedBy')}>
          <Actor actor={decidedBy} inText />
        </Fact>
      )}
      {isOpen(request) && waitsFor && (
        <Fact wide label={t('requestsPage.request.waitsFor')}>
          {waitsFor}
        </Fact>
      )}
      {decisionReason && (
        <Fact wide label={t('requestsPage.request.reason')}>
          <span className={styles.words}>{decisionReason}</span>
        </Fact>
      )}
    </>
  );
};

/** Who asks for what, why, and what was decided. @internal */
export const RequestFacts = (props: {
  request: AccessRequest;
  index: ModelIndex;
  plans: PlanIndex;
}) => {
  const { request, index, plans } = props;
  const t = useTexts();
  const requestLink = useRouteRef(requestRouteRef);
  const differences = differencesOf(request);
  return (
    <FactList>
      <Fact label={t('requestsPage.request.team')}>
        <EntityRefLink entityRef={request.team} hideIcon />
      </Fact>
      <Fact label={t('requestsPage.request.requester')}>
        <EntityRefLink entityRef={request.requester} hideIcon />
      </Fact>
      <Fact label={t('requestsPage.request.created')}>
        <DateTime time={request.createdAt} relative />
      </Fact>
      <Asked request={request} plan={plans.get(request.plan)} />
      <Fact wide label={t('requestsPage.request.purpose')}>
        <span className={styles.words}>{request.purpose}</span>
      </Fact>
      <Decision request={request} />
      {differences && (
        <Fact wide label={t('requestsPage.request.differences')}>
          <Changes details={differences} index={index} plans={plans} />
        </Fact>
      )}
      {request.replaces && (
        <Fact label={t('requestsPage.request.replaces')}>
          <Link href={requestLink({ id: request.replaces })}>
            {t('requestsPage.request.replacesLink')}
          </Link>
        </Fact>
      )}
    </FactList>
  );
};
