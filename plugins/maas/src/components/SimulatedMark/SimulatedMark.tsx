import { RiTestTubeLine } from '@remixicon/react';
import { useTexts } from '../../hooks/useTexts';
import { Mark } from '../Mark';

/** Marks data that comes from a simulator, and says what that means. @internal */
export const SimulatedMark = () => {
  const t = useTexts();
  return (
    <Mark
      label={t('common.simulated.label')}
      explanation={t('common.simulated.explanation')}
      tone="warning"
      icon={<RiTestTubeLine size="1em" aria-hidden="true" />}
    />
  );
};
