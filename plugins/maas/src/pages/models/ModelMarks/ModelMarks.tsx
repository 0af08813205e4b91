import { RiEyeOffLine, RiLockLine } from '@remixicon/react';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { Mark } from '../../../components/Mark';
import { SimulatedMark } from '../../../components/SimulatedMark';
import { useTexts } from '../../../hooks/useTexts';

/** What one should know of a model before anything else. @internal */
export const ModelMarks = (props: {
  model: Pick<Model, 'simulated' | 'visibility'>;
}) => {
  const { simulated, visibility } = props.model;
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
      {simulated && <SimulatedMark />}
    </>
  );
};
