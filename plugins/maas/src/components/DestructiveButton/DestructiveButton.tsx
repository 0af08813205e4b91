import { Button } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './DestructiveButton.module.css';

/** A button that leads to something that cannot be undone. @internal */
export const DestructiveButton = (props: {
  onPress: () => void;
  children: ReactNode;
}) => (
  <Button
    variant="secondary"
    destructive
    className={styles.button}
    onPress={props.onPress}
  >
    {props.children}
  </Button>
);
