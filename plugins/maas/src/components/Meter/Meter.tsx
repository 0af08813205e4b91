import { useId } from 'react';
import styles from './Meter.module.css';

/** Shares are drawn in thousandths, without a float in between. */
const WHOLE = 1000n;

/** From here on little is left. */
const LITTLE = 900n;

/**
 * How much of a limit is used.
 *
 * @param props - `used` and `limit` are whole numbers of the same unit; `text` says them
 *   in words
 * @internal
 */
export const Meter = (props: {
  label: string;
  text: string;
  used: string | number;
  limit: string | number;
}) => {
  const { label, text } = props;
  const used = BigInt(props.used);
  const limit = BigInt(props.limit);
  const labelId = useId();
  const share = limit > 0n ? (used * WHOLE) / limit : WHOLE;
  const drawn = share > WHOLE ? WHOLE : share;
  const percent = Number(drawn) / 10;

  return (
    <div className={styles.root}>
      <span id={labelId} className={styles.label}>
        {label}
      </span>
      <div
        className={styles.track}
        role="meter"
        aria-labelledby={labelId}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={text}
      >
        <div
          className={styles.used}
          data-tone={drawn >= LITTLE ? 'little' : undefined}
          style={{ width: `${percent}%` }}
        />
      </div>
      <span className={styles.text}>{text}</span>
    </div>
  );
};
