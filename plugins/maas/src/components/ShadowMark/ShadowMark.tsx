import { useTexts } from '../../hooks/useTexts';
import { Mark } from '../Mark';

/** Marks a plan whose limits refuse nobody. @internal */
export const ShadowMark = () => {
  const t = useTexts();
  return (
    <Mark
      label={t('common.shadow.label')}
      explanation={t('common.shadow.explanation')}
    />
  );
};
