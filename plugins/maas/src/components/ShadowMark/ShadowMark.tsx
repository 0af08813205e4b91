import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useTexts } from '../../hooks/useTexts';
import styles from './ShadowMark.module.css';

/** Marks a plan whose limits refuse nobody. @internal */
export const ShadowMark = () => {
  const t = useTexts();
  return (
    <TooltipTrigger delay={200}>
      <Focusable>
        <span
          className={styles.mark}
          role="img"
          aria-label={t('common.shadow.label')}
        >
          {t('common.shadow.label')}
        </span>
      </Focusable>
      <Tooltip>{t('common.shadow.explanation')}</Tooltip>
    </TooltipTrigger>
  );
};
