import { useRouteRef } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Flex, Link } from '@backstage/ui';
import type {
  AllowanceBudget,
  ModelAllowance,
} from '@openmaas/backstage-plugin-maas-common';
import { DateTime } from '../../components/DateTime';
import { Fact, FactList } from '../../components/FactList';
import { Meter } from '../../components/Meter';
import { StateTag } from '../../components/StateTag';
import { useCurrency } from '../../hooks/useCurrency';
import { useTexts } from '../../hooks/useTexts';
import { requestRouteRef } from '../../routes';
import { formatLimitAmount } from '../../utils/limits';
import styles from './ModelAccessCard.module.css';

/** A limit of this month, and what is left of it. */
const Left = (props: {
  label: string;
  unit: AllowanceBudget['unit'];
  limit: string;
  used: string;
}) => {
  const { label, unit, limit, used } = props;
  const t = useTexts();
  const currency = useCurrency();
  const left = BigInt(limit) - BigInt(used);
  const shown = (amount: string) => formatLimitAmount(amount, unit, currency);
  const key = unit === 'tokens' ? 'tokensLeft' : 'moneyLeft';

  return (
    <Meter
      label={label}
      used={used}
      limit={limit}
      text={
        left > 0n
          ? t(`entity.access.${key}`, {
              left: shown(left.toString()),
              limit: shown(limit),
            })
          : t('entity.access.nothingLeft', { limit: shown(limit) })
      }
    />
  );
};

/** What one team may do with a model. @internal */
export const Allowance = (props: {
  allowance: ModelAllowance;
  plan: string;
}) => {
  const { allowance, plan } = props;
  const { team, state, expiresAt, requestId, tokensPerMonth } = allowance;
  const t = useTexts();
  const requestLink = useRouteRef(requestRouteRef);

  return (
    <Flex direction="column" gap="2">
      <Flex align="center" gap="2" className={styles.team}>
        <EntityRefLink entityRef={team} />
        <StateTag kind="grant" state={state} />
      </Flex>
      <FactList compact>
        <Fact label={t('entity.access.plan')}>{plan}</Fact>
        {state !== 'pending' && (
          <Fact label={t('entity.access.expires')}>
            <DateTime time={expiresAt} />
          </Fact>
        )}
      </FactList>
      {state === 'pending' && requestId && (
        <Link href={requestLink({ id: requestId })}>
          {t('entity.access.seeRequest')}
        </Link>
      )}
      {tokensPerMonth && (
        <Left
          label={t('entity.access.tokensPerMonth')}
          unit="tokens"
          limit={String(tokensPerMonth.limit)}
          used={String(tokensPerMonth.used)}
        />
      )}
      {allowance.budgets.map(({ title, unit, limit, used }) => (
        <Left key={title} label={title} unit={unit} limit={limit} used={used} />
      ))}
    </Flex>
  );
};
