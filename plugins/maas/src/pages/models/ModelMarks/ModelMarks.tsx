import { RiEyeOffLine, RiLockLine } from '@remixicon/react';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { Mark } from '../../../components/Mark';
import { SimulatedMark } from '../../../components/SimulatedMark';
import { useTexts } from '../../../hooks/useTexts';
import { formatDate } from '../../../utils/dates';
import { allowedText, locationText } from '../../../utils/modelLife';

const RetirementMark = (props: {
  retirement: NonNullable<Model['retirement']>;
}) => {
  const { at, successor } = props.retirement;
  const t = useTexts();
  return (
    <Mark
      tone="warning"
      label={t('modelLife.retiresMark', { date: formatDate(at) })}
      explanation={
        successor
          ? t('modelLife.retiresMarkWhy.successor', { successor })
          : t('modelLife.retiresMarkWhy.none')
      }
    />
  );
};

/** What one should know of a model before anything else. @internal */
export const ModelMarks = (props: {
  model: Pick<Model, 'simulated' | 'visibility' | 'dataPolicy' | 'retirement'>;
}) => {
  const { simulated, visibility, dataPolicy, retirement } = props.model;
  const t = useTexts();
  return (
    <>
      {visibility === 'restricted' && (
        <Mark
          label={t('modelsPage.restricted.label')}
          explanation={t('modelsPage.restricted.explanation')}
          icon={<RiLockLine size="1em" aria-hidden="true" />}
        />
      )}
      {visibility === 'hidden' && (
        <Mark
          label={t('modelsPage.hidden.label')}
          explanation={t('modelsPage.hidden.explanation')}
          icon={<RiEyeOffLine size="1em" aria-hidden="true" />}
        />
      )}
      {dataPolicy && (
        <Mark
          label={t(`modelLife.mark.${dataPolicy.location}`)}
          explanation={t('modelLife.mark.explanation', {
            location: locationText(t, dataPolicy),
            classes: allowedText(t, dataPolicy),
          })}
        />
      )}
      {/* Of what has retired, its state tells. */}
      {retirement && Date.parse(retirement.at) > Date.now() && (
        <RetirementMark retirement={retirement} />
      )}
      {simulated && <SimulatedMark />}
    </>
  );
};
