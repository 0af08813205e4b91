import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiTestTubeLine } from '@remixicon/react';
import { useTexts } from '../../hooks/useTexts';
import styles from './SimulatedMark.module.css';

/** Marks data that comes from a simulator, and says what that means. @internal */
export const SimulatedMark = () => {
  const t = useTexts();
  return (
    <TooltipTrigger delay={200}>
      <Focusable>
        <span
          className={styles.mark}
          role="img"
          aria-label={t('common.simulated.label')}
        >
          <RiTestTubeLine size="1em" aria-hidden="true" />
          {t('common.simulated.label')}
        </span>
      </Focusable>
      <Tooltip>{t('common.simulated.explanation')}</Tooltip>
    </TooltipTrigger>
  );
};
