import { Flex, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './EmptyNote.module.css';

/** Says that there is nothing, and what to do next. @internal */
export const EmptyNote = (props: {
  title: string;
  text: string;
  action?: ReactNode;
}) => (
  <Flex direction="column" align="center" gap="2" className={styles.root}>
    <Text as="h3" variant="title-x-small">
      {props.title}
    </Text>
    <Text as="p" color="secondary">
      {props.text}
    </Text>
    {props.action}
  </Flex>
);
