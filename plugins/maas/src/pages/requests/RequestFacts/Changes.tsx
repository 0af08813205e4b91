import type { TimelineEntry } from '@openmaas/backstage-plugin-maas-common';
import { useCurrency } from '../../../hooks/useCurrency';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { formatMoney } from '../../../utils/numbers';
import { textLocale } from '../../../utils/textLocale';
import styles from './RequestFacts.module.css';

const NANOS = /^\d+$/;

/** What was decided differently from what was asked for. @internal */
export const Changes = (props: {
  details: TimelineEntry['details'];
  index: ModelIndex;
  plans: PlanIndex;
}) => {
  const { details = {}, index, plans } = props;
  const t = useTexts();
  const currency = useCurrency();
  const { models, plan, monthlyBudget, expiresInDays } = details;
  const changes: string[] = [];

  if (Array.isArray(models)) {
    const titles = models.map(id => index.get(String(id))?.title ?? String(id));
    changes.push(
      t('requestsPage.changed.models', {
        models: new Intl.ListFormat(textLocale()).format(titles),
      }),
    );
  }
  if (typeof plan === 'string') {
    changes.push(
      t('requestsPage.changed.plan', { plan: plans.get(plan)?.title ?? plan }),
    );
  }
  if (typeof monthlyBudget === 'string' && NANOS.test(monthlyBudget)) {
    changes.push(
      t('requestsPage.changed.budget', {
        budget: formatMoney(monthlyBudget, currency),
      }),
    );
  }
  if (typeof expiresInDays === 'number') {
    changes.push(t('requestsPage.changed.days', { count: expiresInDays }));
  }
  return changes.length === 0 ? null : (
    <ul className={styles.changes}>
      {changes.map(change => (
        <li key={change}>{change}</li>
      ))}
    </ul>
  );
};
