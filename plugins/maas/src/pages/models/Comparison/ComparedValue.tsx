import { RiCheckLine, RiSubtractLine } from '@remixicon/react';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { DateTime } from '../../../components/DateTime';
import { ModelAccess } from '../../../components/ModelAccess';
import { ModelStatus } from '../../../components/ModelStatus';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import type { ComparedFact, ComparedSubject } from '../../../utils/comparison';
import {
  allowedText,
  locationText,
  retirementText,
} from '../../../utils/modelLife';
import { priceText } from '../../../utils/models';
import {
  formatCount,
  formatDuration,
  formatSpeed,
} from '../../../utils/numbers';
import styles from './Comparison.module.css';

const YesNo = ({ yes }: { yes: boolean }) => {
  const t = useTexts();
  const Icon = yes ? RiCheckLine : RiSubtractLine;
  return (
    <span className={styles.answer} data-yes={yes}>
      <Icon size="1em" aria-hidden="true" />
      {yes ? t('modelsPage.compare.yes') : t('modelsPage.compare.no')}
    </span>
  );
};

const Measured = (props: { model: Model; text?: string }) => {
  const { model, text } = props;
  const t = useTexts();
  if (text === undefined || !model.speed) {
    return <>{t('modelsPage.notMeasured')}</>;
  }
  return (
    <>
      {text}
      <span className={styles.remark}>
        {t('modelsPage.measured', {
          time: <DateTime time={model.speed.measuredAt} relative />,
        })}
      </span>
    </>
  );
};

const FactValue = (props: {
  fact: ComparedFact;
  model: Model;
  plans: PlanIndex;
}) => {
  const { fact, model, plans } = props;
  const t = useTexts();
  const { contextLength, dataPolicy, modalities, retirement, speed } = model;
  const namesOf = (of: typeof modalities.input) =>
    of.map(modality => t(`model.modality.${modality}`)).join(', ');

  switch (fact) {
    case 'status':
      return <ModelStatus status={model.status} />;
    case 'speed': {
      const value = speed?.tokensPerSecond;
      const text = value === undefined ? undefined : formatSpeed(value);
      return <Measured model={model} text={text} />;
    }
    case 'latency': {
      const value = speed?.timeToFirstTokenMs;
      const text = value === undefined ? undefined : formatDuration(value);
      return <Measured model={model} text={text} />;
    }
    case 'context':
      return (
        <>
          {contextLength
            ? t('model.tokens', { tokens: formatCount(contextLength) })
            : t('model.unknown')}
        </>
      );
    case 'takes':
      return <>{namesOf(modalities.input)}</>;
    case 'gives':
      return <>{namesOf(modalities.output)}</>;
    case 'data':
      return (
        <>{dataPolicy ? locationText(t, dataPolicy) : t('model.unknown')}</>
      );
    case 'allowed':
      return (
        <>{dataPolicy ? allowedText(t, dataPolicy) : t('model.unknown')}</>
      );
    case 'retires':
      return (
        <>{retirement ? retirementText(t, retirement) : t('common.never')}</>
      );
    case 'plans':
      return (
        <>{model.plans.map(id => plans.get(id)?.title ?? id).join(', ')}</>
      );
    case 'access':
      return model.access.length > 0 ? (
        <ModelAccess model={model} />
      ) : (
        <>{t('modelsPage.compare.noAccess')}</>
      );
    default:
      return <>{model[fact] ?? t('model.unknown')}</>;
  }
};

/** What one model has to say in a row of a comparison. @internal */
export const ComparedValue = (props: {
  subject: ComparedSubject;
  model: Model;
  plans: PlanIndex;
}) => {
  const { subject, model, plans } = props;
  const t = useTexts();
  switch (subject.kind) {
    case 'price':
      return (
        <>
          {priceText(model, subject.tokenClass) ??
            t('modelsPage.compare.noPrice')}
        </>
      );
    case 'capability':
      return <YesNo yes={model.capabilities.includes(subject.capability)} />;
    default:
      return <FactValue fact={subject.fact} model={model} plans={plans} />;
  }
};
