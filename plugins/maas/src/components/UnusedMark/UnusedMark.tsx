import { useTexts } from '../../hooks/useTexts';
import { UNUSED_DAYS } from '../../utils/keys';
import { Mark } from '../Mark';

/** Says of a key that nobody seems to need it. @internal */
export const UnusedMark = () => {
  const t = useTexts();
  return (
    <Mark
      tone="warning"
      label={t('keysPage.unused.label')}
      explanation={t('keysPage.unused.explanation', {
        days: String(UNUSED_DAYS),
      })}
    />
  );
};
