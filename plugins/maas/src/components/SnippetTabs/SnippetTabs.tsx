import { Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import { useTexts } from '../../hooks/useTexts';
import {
  exportLines,
  snippetsOf,
  type SnippetTarget,
} from '../../utils/snippets';
import { CodeBlock } from '../CodeBlock';
import styles from './SnippetTabs.module.css';

/**
 * Programs that call a model, one for each language. They never hold the secret.
 *
 * @internal
 */
export const SnippetTabs = (props: {
  target: SnippetTarget;
  /** Whether the lines that set the key stand elsewhere, with the secret. */
  hideEnvironment?: boolean;
}) => {
  const { target, hideEnvironment } = props;
  const t = useTexts();
  const snippets = snippetsOf(target);

  return (
    <>
      {!hideEnvironment && (
        <div>
          <Text color="secondary">{t('snippets.environment')}</Text>
          <CodeBlock
            text={exportLines(target.baseUrl, `<${t('snippets.placeholder')}>`)}
            label={t('snippets.environmentLabel')}
            copyLabel={t('snippets.copyEnvironment')}
          />
        </div>
      )}
      <Tabs>
        <div className={styles.tabs}>
          <TabList aria-label={t('snippets.language')}>
            {snippets.map(({ language }) => (
              <Tab key={language} id={language}>
                {t(`snippets.${language}`)}
              </Tab>
            ))}
          </TabList>
        </div>
        {snippets.map(({ language, text }) => (
          <TabPanel key={language} id={language} className={styles.panel}>
            <CodeBlock
              text={text}
              label={t(`snippets.${language}`)}
              copyLabel={t('snippets.copySnippet')}
            />
          </TabPanel>
        ))}
      </Tabs>
    </>
  );
};
