import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Flex, Link, Text } from '@backstage/ui';
import {
  type Model,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import { SimulatedMark } from '../../components/SimulatedMark';
import { SnippetTabs } from '../../components/SnippetTabs';
import { useGatewayUrl } from '../../hooks/useGatewayUrl';
import { useTexts } from '../../hooks/useTexts';
import { EntityCard } from '../EntityCard';
import { perModel } from '../perModel';
import { useModel } from '../useModel';

/** Programs that call a model. @internal */
export const ModelSnippetsCard = ({ model }: { model: Model }) => {
  const { servedName, capabilities, contextLength } = model;
  const t = useTexts();
  const baseUrl = useGatewayUrl();
  const callable = model.access.some(({ state }) => state === 'active');

  return (
    <EntityInfoCard
      title={t('entity.snippets.title')}
      headerActions={model.simulated ? <SimulatedMark /> : undefined}
    >
      <Flex direction="column" gap="4">
        <SnippetTabs
          target={{ baseUrl, servedName, capabilities, contextLength }}
        />
        {!callable && (
          <Text color="secondary">
            {t('entity.snippets.noKey')}{' '}
            <Link href={requestAccessPath([model.id])}>
              {t('common.requestAccess')}
            </Link>
          </Text>
        )}
      </Flex>
    </EntityInfoCard>
  );
};

const SnippetsCardOf = ({ id }: { id: string }) => {
  const t = useTexts();
  const { value: model, error, unknown, reload } = useModel(id);
  if (unknown) {
    return null;
  }
  return model ? (
    <ModelSnippetsCard model={model} />
  ) : (
    <EntityCard
      title={t('entity.snippets.title')}
      value={model}
      error={error}
      onRetry={reload}
    >
      {() => null}
    </EntityCard>
  );
};

/** How to call a model, for its page in the catalog. @internal */
export const EntityModelSnippetsCard = perModel(SnippetsCardOf);
