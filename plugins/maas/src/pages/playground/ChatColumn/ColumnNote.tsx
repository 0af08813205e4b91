import { Alert, Link, Text } from '@backstage/ui';
import {
  type Model,
  type Plan,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import { ModelStatus } from '../../../components/ModelStatus';
import { SimulatedMark } from '../../../components/SimulatedMark';
import { useTexts } from '../../../hooks/useTexts';
import { priceLine } from '../ModelPicker';
import styles from './ChatColumn.module.css';

/** What a model costs and whether it works now; or why the team cannot call it. @internal */
export const ColumnNote = (props: {
  /** As it is in the address. */
  id: string;
  model: Model | undefined;
  callable: boolean;
  plan: Plan | undefined;
}) => {
  const { id, model, callable, plan } = props;
  const t = useTexts();

  if (!model) {
    return (
      <Alert
        status="warning"
        icon
        title={t('playground.models.unknown', { model: id })}
      />
    );
  }
  if (!callable) {
    return (
      <Alert
        status="warning"
        icon
        title={t('playground.models.unavailable')}
        description={
          <>
            <div>{t('playground.models.unavailableText')}</div>
            <Link href={requestAccessPath([model.id])}>
              {t('common.requestAccess')}
            </Link>
          </>
        }
      />
    );
  }
  return (
    <div className={styles.note}>
      <ModelStatus status={model.status} />
      {model.simulated && <SimulatedMark />}
      <Text variant="body-small" color="secondary">
        {priceLine(t, model)}
      </Text>
      {plan && plan.priceFactor !== '1' && (
        <Text variant="body-small" color="secondary">
          {t('playground.models.factor', {
            plan: plan.title,
            factor: plan.priceFactor,
          })}
        </Text>
      )}
    </div>
  );
};
