import { Cell, Column, type ColumnConfig } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './numberColumn.module.css';

/**
 * A column of a table whose numbers stand in line at its end.
 *
 * @param column - `value` gives the cell's content
 * @internal
 */
export function numberColumn<T extends { id: string }>(column: {
  id: string;
  label: string;
  value: (item: T) => ReactNode;
}): ColumnConfig<T> {
  const { id, label, value } = column;
  return {
    id,
    label,
    header: () => (
      <Column id={id} className={styles.header}>
        {label}
      </Column>
    ),
    cell: item => <Cell className={styles.cell}>{value(item)}</Cell>,
  };
}
