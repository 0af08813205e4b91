import type { ReactNode } from 'react';
import styles from './FactList.module.css';

/** Names and values. @internal */
export const FactList = (props: { children: ReactNode; compact?: boolean }) => (
  <dl className={styles.list} data-compact={props.compact}>
    {props.children}
  </dl>
);

/** One name and its value. @internal */
export const Fact = (props: {
  label: string;
  children: ReactNode;
  /** Takes a line of its own: for text of any length. */
  wide?: boolean;
}) => (
  <div className={styles.fact} data-wide={props.wide}>
    <dt className={styles.label}>{props.label}</dt>
    <dd className={styles.value}>{props.children}</dd>
  </div>
);
