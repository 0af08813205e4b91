import type { ReactElement } from 'react';
import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import styles from './Mark.module.css';

/**
 * A short remark on something, which says what it means when it is pointed at or focused.
 *
 * @internal
 */
export const Mark = (props: {
  label: string;
  explanation: string;
  /** Warnings stand out. */
  tone?: 'neutral' | 'warning';
  icon?: ReactElement;
}) => {
  const { label, explanation, tone = 'neutral', icon } = props;
  return (
    <TooltipTrigger delay={200}>
      <Focusable>
        <span
          className={`${styles.mark} ${styles[tone]}`}
          role="img"
          aria-label={label}
        >
          {icon}
          {label}
        </span>
      </Focusable>
      <Tooltip>{explanation}</Tooltip>
    </TooltipTrigger>
  );
};
