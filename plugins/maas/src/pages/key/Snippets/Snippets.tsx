import { configApiRef, useApi } from '@backstage/core-plugin-api';
import {
  Card,
  CardBody,
  CardHeader,
  Flex,
  Select,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
} from '@backstage/ui';
import type { KeyModel } from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { CodeBlock } from '../../../components/CodeBlock';
import { SimulatedMark } from '../../../components/SimulatedMark';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import { useTexts } from '../../../hooks/useTexts';
import {
  buildSnippet,
  exportLine,
  SNIPPET_LANGUAGES,
} from '../../../utils/snippets';
import styles from './Snippets.module.css';

/** What the gateway has where nothing is configured. */
const DEFAULT_GATEWAY = 'http://localhost:7080';

/**
 * Programs that call the key's models. They never hold the secret.
 *
 * @param props - `baseUrl` as the control plane told it; the configured one if left out
 * @internal
 */
export const Snippets = (props: {
  models: KeyModel[];
  index: ModelIndex;
  baseUrl?: string;
  /** Whether the line that sets the key stands elsewhere, with the secret. */
  hideEnvironment?: boolean;
}) => {
  const { models, index, hideEnvironment } = props;
  const t = useTexts();
  const config = useApi(configApiRef);
  const [modelId, setModelId] = useState<string>();

  const model = models.find(({ id }) => id === modelId) ?? models[0];
  if (!model) {
    return null;
  }
  const gateway =
    config.getOptionalString('maas.gateway.baseUrl') ?? DEFAULT_GATEWAY;
  const baseUrl = props.baseUrl ?? `${gateway.replace(/\/+$/, '')}/v1`;

  return (
    <Card>
      <CardHeader>
        <Flex align="center" gap="2">
          <Text as="h3" weight="bold" className={styles.title}>
            {t('keyPage.snippets.title')}
          </Text>
          {index.get(model.id)?.simulated && <SimulatedMark />}
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          {models.length > 1 && (
            <Select
              className={styles.model}
              label={t('keyPage.snippets.model')}
              options={models.map(({ id, title }) => ({ id, label: title }))}
              selectedKey={model.id}
              onSelectionChange={key => setModelId(String(key))}
            />
          )}
          {!hideEnvironment && (
            <div>
              <Text color="secondary">{t('keyPage.snippets.environment')}</Text>
              <CodeBlock
                text={exportLine(`<${t('keyPage.snippets.placeholder')}>`)}
                label={t('keyPage.secret.environment')}
                copyLabel={t('keyPage.snippets.copyEnvironment')}
              />
            </div>
          )}
          <Tabs>
            <TabList aria-label={t('keyPage.snippets.language')}>
              {SNIPPET_LANGUAGES.map(language => (
                <Tab key={language} id={language}>
                  {t(`keyPage.snippets.${language}`)}
                </Tab>
              ))}
            </TabList>
            {SNIPPET_LANGUAGES.map(language => (
              <TabPanel key={language} id={language} className={styles.panel}>
                <CodeBlock
                  text={buildSnippet(language, { ...model, baseUrl })}
                  label={t(`keyPage.snippets.${language}`)}
                  copyLabel={t('keyPage.snippets.copySnippet')}
                />
              </TabPanel>
            ))}
          </Tabs>
        </Flex>
      </CardBody>
    </Card>
  );
};
