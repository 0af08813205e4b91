import { MarkdownContent } from '@backstage/core-components';
import { memo } from 'react';
import styles from './AnswerView.module.css';

/** An image's address could carry away what was said here: none is loaded. */
const noImage = () => '';

/**
 * The text of an answer, read as Markdown. Nobody has checked it: HTML in it is cleaned,
 * links lead away into another tab, and images are not loaded.
 *
 * @internal
 */
export const AnswerText = memo(({ text }: { text: string }) => (
  <MarkdownContent
    className={styles.text}
    content={text}
    linkTarget="_blank"
    transformImageUri={noImage}
  />
));
