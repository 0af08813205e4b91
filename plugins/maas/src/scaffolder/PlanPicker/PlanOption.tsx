import { Radio, Text } from '@backstage/ui';
import type { Model, Plan } from '@openmaas/backstage-plugin-maas-common';
import { MoneyText } from '../../components/MoneyText';
import { useTexts } from '../../hooks/useTexts';
import { describeError } from '../../utils/errors';
import { LIMITS } from '../../utils/limits';
import { formatCount } from '../../utils/numbers';
import { likelyCost } from './likelyCost';
import styles from './PlanPicker.module.css';
import type { LastMonth } from './useLastMonth';
import { usePreview } from './usePreview';

/** A plan to choose: what it allows, who decides, and what it is likely to cost. @internal */
export const PlanOption = (props: {
  plan: Plan;
  models: Model[];
  team?: string;
  data?: string;
  use?: LastMonth;
}) => {
  const { plan, models, team, data, use } = props;
  const t = useTexts();
  const ids = models.map(({ id }) => id);
  const { value: preview, error } = usePreview(plan.id, ids, team, data);
  const cost = use && likelyCost(plan, models, use);
  const limits = LIMITS.flatMap(name => {
    const limit = plan[name];
    return limit === undefined
      ? []
      : t(`scaffolder.plan.limit.${name}`, { amount: formatCount(limit) });
  });
  const decision = preview?.granted
    ? t('scaffolder.plan.atOnce')
    : preview?.waitsFor;

  return (
    <Radio value={plan.id}>
      <span className={styles.option}>
        <span className={styles.title}>{plan.title}</span>
        {plan.description && <Text as="span">{plan.description}</Text>}
        <Text as="span" variant="body-small" color="secondary">
          {limits.length > 0
            ? limits.join(' · ')
            : t('scaffolder.plan.unlimited')}
        </Text>
        {cost && (
          <Text as="span" variant="body-small" color="secondary">
            {t('scaffolder.plan.cost')}{' '}
            <MoneyText nanos={cost.nanos} currency={cost.currency} />
          </Text>
        )}
        {decision && (
          <Text as="span" variant="body-small" color="secondary">
            {decision}
          </Text>
        )}
        {error !== undefined && (
          <Text as="span" variant="body-small" color="danger">
            {describeError(error).message}
          </Text>
        )}
      </span>
    </Radio>
  );
};
