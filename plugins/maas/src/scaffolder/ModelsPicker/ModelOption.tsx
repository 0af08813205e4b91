import { Checkbox, Text } from '@backstage/ui';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { ModelStatus } from '../../components/ModelStatus';
import { ModelPriceText } from '../../entity/ModelPriceText';
import { usePlanIndex } from '../../hooks/usePlanIndex';
import { useTexts } from '../../hooks/useTexts';
import { formatDate } from '../../utils/dates';
import styles from './ModelsPicker.module.css';

/** A model to choose, and what one looks at when choosing. @internal */
export const ModelOption = (props: { model: Model; team?: string }) => {
  const { model, team } = props;
  const t = useTexts();
  const plans = usePlanIndex();
  const held = model.access.find(
    access => access.team === team && access.state !== 'pending',
  );
  const marks = [
    model.visibility === 'restricted' && t('scaffolder.models.restricted'),
    held &&
      t('scaffolder.models.held', {
        plan: plans.get(held.plan)?.title ?? held.plan,
      }),
    model.dataPolicy &&
      t('scaffolder.models.data', {
        classes: model.dataPolicy.allowed
          .map(name => t(`scaffolder.data.${name}`))
          .join(', '),
      }),
    model.retirement &&
      t('scaffolder.models.retires', {
        date: formatDate(model.retirement.at),
      }),
  ].filter(mark => typeof mark === 'string');

  return (
    <Checkbox value={model.id}>
      <span className={styles.option}>
        <span className={styles.title}>{model.title}</span>
        <Text as="span" variant="body-small" color="secondary">
          <ModelPriceText model={model} />
        </Text>
        <ModelStatus status={model.status} brief />
        {marks.map(mark => (
          <Text key={mark} as="span" variant="body-small" color="secondary">
            {mark}
          </Text>
        ))}
      </span>
    </Checkbox>
  );
};
