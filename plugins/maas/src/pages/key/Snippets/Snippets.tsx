import { Card, CardBody, CardHeader, Flex, Select, Text } from '@backstage/ui';
import type { KeyModel } from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { SimulatedMark } from '../../../components/SimulatedMark';
import { SnippetTabs } from '../../../components/SnippetTabs';
import { useGatewayUrl } from '../../../hooks/useGatewayUrl';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import { useTexts } from '../../../hooks/useTexts';
import styles from './Snippets.module.css';

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
  /** Whether the lines that set the key stand elsewhere, with the secret. */
  hideEnvironment?: boolean;
}) => {
  const { models, index, hideEnvironment } = props;
  const t = useTexts();
  const gatewayUrl = useGatewayUrl();
  const [modelId, setModelId] = useState<string>();

  const model = models.find(({ id }) => id === modelId) ?? models[0];
  if (!model) {
    return null;
  }
  const known = index.get(model.id);

  return (
    <Card>
      <CardHeader>
        <Flex align="center" gap="2">
          <Text as="h3" weight="bold" className={styles.title}>
            {t('keyPage.snippets.title')}
          </Text>
          {known?.simulated && <SimulatedMark />}
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
          <SnippetTabs
            target={{
              ...model,
              baseUrl: props.baseUrl ?? gatewayUrl,
              contextLength: known?.contextLength,
            }}
            hideEnvironment={hideEnvironment}
          />
        </Flex>
      </CardBody>
    </Card>
  );
};
