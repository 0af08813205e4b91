import type { ReactNode } from 'react';
import styles from './PlainTable.module.css';

/**
 * A short table in a card: all rows at once, nothing to sort or to choose.
 *
 * @param props - `rows` have a cell for each column; the first one names its row
 * @internal
 */
export const PlainTable = (props: {
  label: string;
  columns: string[];
  rows: Array<{ id: string; cells: ReactNode[] }>;
}) => {
  const { label, columns, rows } = props;
  return (
    <div
      className={styles.scroller}
      role="group"
      aria-label={label}
      // Wide tables scroll, and only what has the focus scrolls with keys.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells: [name, ...cells] }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {cells.map((cell, place) => (
                <td key={columns[place + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
