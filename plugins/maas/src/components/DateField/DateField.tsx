import { useId } from 'react';
import styles from './DateField.module.css';

/**
 * A field for a day, as the browser has it: typed or chosen, in the user's own order.
 *
 * @param props - `value` is `yyyy-mm-dd`, empty where none is chosen; `fault` takes the
 *   place of `description`
 * @internal
 */
export const DateField = (props: {
  label: string;
  description?: string;
  fault?: string;
  value: string;
  isRequired?: boolean;
  onChange: (value: string) => void;
}) => {
  const { label, description, fault, value, isRequired, onChange } = props;
  const id = useId();
  const said = fault ?? description;
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={styles.input}
        type="date"
        value={value}
        required={isRequired}
        aria-describedby={said ? `${id}-text` : undefined}
        aria-invalid={fault !== undefined}
        onChange={event => onChange(event.target.value)}
      />
      {said && (
        <span id={`${id}-text`} className={fault ? styles.fault : styles.hint}>
          {said}
        </span>
      )}
    </div>
  );
};
