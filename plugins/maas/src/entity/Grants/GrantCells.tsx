import type { Grant } from '@openmaas/backstage-plugin-maas-common';
import { MoneyText } from '../../components/MoneyText';
import { StateTag } from '../../components/StateTag';
import { useCurrency } from '../../hooks/useCurrency';
import { useTexts } from '../../hooks/useTexts';
import styles from './Grants.module.css';

/** Whether a grant can be used, and why not. @internal */
export const GrantState = (props: Pick<Grant, 'state' | 'reason'>) => {
  const { state, reason } = props;
  const t = useTexts();
  return (
    <>
      <StateTag kind="grant" state={state} />
      {state === 'suspended' && reason && (
        <span className={styles.reason}>{t('grants.because', { reason })}</span>
      )}
    </>
  );
};

/** What a team may spend on a model in a month. @internal */
export const GrantBudget = (props: Pick<Grant, 'monthlyBudget'>) => {
  const { monthlyBudget } = props;
  const t = useTexts();
  const currency = useCurrency();
  return monthlyBudget ? (
    <MoneyText nanos={monthlyBudget} currency={currency} />
  ) : (
    <>{t('grants.noBudget')}</>
  );
};
