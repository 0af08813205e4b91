import { useApi } from '@backstage/core-plugin-api';
import { Alert, RadioGroup } from '@backstage/ui';
import { modelIdFromRef } from '@openmaas/backstage-plugin-maas-common';
import { useCallback } from 'react';
import { maasApiRef } from '../../api';
import { ErrorNote } from '../../components/ErrorNote';
import { ListSkeleton } from '../../components/ListSkeleton';
import { useLoad } from '../../hooks/useLoad';
import { useTexts } from '../../hooks/useTexts';
import { listModelsById } from '../../utils/models';
import { accessFormData, type FieldProps } from '../fieldProps';
import { PlanOption } from './PlanOption';
import { useLastMonth } from './useLastMonth';

/**
 * Field of software templates for a plan: its limits, who decides about it, and what the
 * team's use of the last 30 days would have cost under it.
 *
 * @internal
 */
export const PlanPicker = (props: FieldProps<string>) => {
  const { formData, onChange, required, disabled, schema, uiSchema } = props;
  const { team, models = [], data } = accessFormData(props);
  const t = useTexts();
  const api = useApi(maasApiRef);
  const ids = models.filter(Boolean).map(modelIdFromRef).join();
  const { value, error, reload } = useLoad(
    useCallback(
      async signal => {
        const [plans, chosen] = await Promise.all([
          api.listPlans({ signal }),
          ids ? listModelsById(api, ids.split(','), signal) : [],
        ]);
        return {
          models: chosen,
          plans: plans.filter(plan =>
            chosen.every(model => model.plans.includes(plan.id)),
          ),
        };
      },
      [api, ids],
    ),
  );
  const use = useLastMonth(team, value?.models);

  if (error) {
    return <ErrorNote error={error} onRetry={reload} />;
  }
  if (!value) {
    return <ListSkeleton />;
  }
  if (value.plans.length === 0) {
    return <Alert status="warning" icon title={t('scaffolder.plan.none')} />;
  }
  return (
    <RadioGroup
      label={schema.title ?? t('scaffolder.plan.title')}
      description={uiSchema['ui:description'] ?? schema.description}
      isRequired={required}
      isDisabled={disabled}
      value={formData ?? ''}
      onChange={onChange}
    >
      {value.plans.map(plan => (
        <PlanOption
          key={plan.id}
          plan={plan}
          models={value.models}
          team={team}
          data={data}
          use={use}
        />
      ))}
    </RadioGroup>
  );
};
