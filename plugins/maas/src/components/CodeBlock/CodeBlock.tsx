import { CopyButton } from '../CopyButton';
import styles from './CodeBlock.module.css';

/**
 * Text to copy: monospaced, reachable with the keyboard, selected as a whole by a click
 * where it wraps.
 *
 * @param props - `label` names the block; `wrap` breaks long words instead of scrolling
 * @internal
 */
export const CodeBlock = (props: {
  text: string;
  label: string;
  copyLabel?: string;
  wrap?: boolean;
}) => {
  const { text, label, copyLabel, wrap } = props;
  return (
    <div className={styles.root}>
      {/* Long lines scroll, and only what has the focus can be scrolled with keys. */}
      <div
        className={styles.text}
        data-wrap={wrap}
        role="textbox"
        aria-readonly="true"
        aria-multiline="true"
        aria-label={label}
        tabIndex={0}
      >
        {text}
      </div>
      <CopyButton text={text} label={copyLabel} />
    </div>
  );
};
