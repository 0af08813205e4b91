import {
  Checkbox,
  CheckboxGroup,
  NumberField,
  Select,
  TextField,
} from '@backstage/ui';
import { useCurrency } from '../../../hooks/useCurrency';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import type { MostToGrant } from '../../../utils/accessRequests';
import { formatExactMoney } from '../../../utils/numbers';
import {
  type ApprovalFault,
  type ApprovalForm,
  plansToGrant,
} from './approval';
import { ReasonField } from './ReasonField';
import styles from './RequestActions.module.css';

interface FieldsProps {
  form: ApprovalForm;
  /** Ids of those that can be granted. */
  models: string[];
  most: MostToGrant;
  index: ModelIndex;
  plans: PlanIndex;
  budgetFault: ApprovalFault | undefined;
  onChange: (form: ApprovalForm) => void;
}

const ModelFields = ({ form, models, index, onChange }: FieldsProps) => {
  const t = useTexts();
  return (
    <CheckboxGroup
      label={t('requestsPage.approve.models')}
      description={t('requestsPage.approve.modelsText')}
      isRequired
      value={form.models}
      onChange={chosen =>
        onChange({ ...form, models: models.filter(id => chosen.includes(id)) })
      }
    >
      {models.map(id => (
        <Checkbox key={id} value={id}>
          {index.get(id)?.title ?? id}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
};

const PlanField = ({ form, most, index, plans, onChange }: FieldsProps) => {
  const t = useTexts();
  const known = form.models.flatMap(id => index.get(id) ?? []);
  const offered = plansToGrant(known, most.plan, plans);
  const ids = [...new Set([most.plan, ...offered])];
  return (
    <Select
      label={t('requestsPage.approve.plan')}
      description={
        offered.includes(form.plan)
          ? undefined
          : t('requestsPage.approve.planNotOffered')
      }
      options={ids.map(id => {
        const title = plans.get(id)?.title ?? id;
        return {
          id,
          label:
            id === most.plan
              ? t('requestsPage.approve.planAsked', { plan: title })
              : title,
        };
      })}
      selectedKey={form.plan}
      onSelectionChange={key => onChange({ ...form, plan: String(key) })}
    />
  );
};

const BudgetField = ({ form, most, budgetFault, onChange }: FieldsProps) => {
  const t = useTexts();
  const currency = useCurrency();
  const hint = most.monthlyBudget
    ? t('requestsPage.approve.budgetAtMost', {
        budget: formatExactMoney(most.monthlyBudget, currency),
      })
    : t('requestsPage.approve.budgetFree');
  return (
    <TextField
      label={t('requestsPage.approve.budget', { currency })}
      inputMode="decimal"
      isInvalid={budgetFault !== undefined}
      description={
        budgetFault ? t(`requestsPage.approve.${budgetFault}`) : hint
      }
      value={form.budget}
      onChange={budget => onChange({ ...form, budget })}
    />
  );
};

/** What is granted: at most what was asked for. @internal */
export const ApprovalFields = (props: FieldsProps) => {
  const { form, models, most, onChange } = props;
  const t = useTexts();
  return (
    <>
      {models.length > 1 && <ModelFields {...props} />}
      <div className={styles.pair}>
        <PlanField {...props} />
        <NumberField
          label={t('requestsPage.approve.days')}
          description={t('requestsPage.approve.daysAtMost', {
            days: String(most.expiresInDays),
          })}
          minValue={1}
          maxValue={most.expiresInDays}
          step={1}
          value={form.days}
          onChange={days => onChange({ ...form, days })}
        />
        <BudgetField {...props} />
      </div>
      <ReasonField
        value={form.reason}
        onChange={reason => onChange({ ...form, reason })}
      />
    </>
  );
};
