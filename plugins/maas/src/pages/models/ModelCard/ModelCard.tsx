import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  ButtonLink,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Text,
} from '@backstage/ui';
import {
  type Model,
  modelEntityRef,
  requestAccessPath,
} from '@openmaas/backstage-plugin-maas-common';
import { Capabilities } from '../../../components/Capabilities';
import { DeployedTag } from '../../../components/DeployedTag';
import { Fact, FactList } from '../../../components/FactList';
import { ModelAccess } from '../../../components/ModelAccess';
import { SimulatedMark } from '../../../components/SimulatedMark';
import { useTexts } from '../../../hooks/useTexts';
import { priceText } from '../../../utils/models';
import styles from './ModelCard.module.css';

/** A model in the list: what it is, what it costs, and how to get it. @internal */
export const ModelCard = ({ model }: { model: Model }) => {
  const t = useTexts();
  const { contextLength } = model;

  return (
    <Card className={styles.card}>
      <CardHeader>
        <h3 className={styles.title}>
          <EntityRefLink
            entityRef={modelEntityRef(model.id)}
            title={model.title}
            hideIcon
          />
        </h3>
        <Flex gap="2" align="center" className={styles.marks}>
          <Text variant="body-small" color="secondary" className={styles.id}>
            {model.id}
          </Text>
          <DeployedTag model={model} />
          {model.simulated && <SimulatedMark />}
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          {model.description && <Text as="p">{model.description}</Text>}
          <Capabilities capabilities={model.capabilities} />
          <FactList compact>
            <Fact label={t('model.provider')}>
              {model.provider ?? t('model.unknown')}
            </Fact>
            <Fact label={t('model.context')}>
              {contextLength
                ? t('model.tokens', { tokens: contextLength.toLocaleString() })
                : t('model.unknown')}
            </Fact>
            <Fact label={t('model.gpus')}>
              {model.gpus ?? t('model.unknown')}
            </Fact>
          </FactList>
          <Flex direction="column" gap="1">
            <Text variant="body-small" weight="bold">
              {t('model.prices')}
            </Text>
            <FactList compact>
              <Fact label={t('model.price.input')}>
                {priceText(model, 'input') ?? t('model.unknown')}
              </Fact>
              <Fact label={t('model.price.output')}>
                {priceText(model, 'output') ?? t('model.unknown')}
              </Fact>
            </FactList>
          </Flex>
          {model.access.length > 0 && <ModelAccess model={model} />}
        </Flex>
      </CardBody>
      <CardFooter>
        <ButtonLink
          variant={model.access.length > 0 ? 'secondary' : 'primary'}
          href={requestAccessPath([model.id])}
          aria-label={t('modelsPage.requestAccessTo', { model: model.title })}
        >
          {t('common.requestAccess')}
        </ButtonLink>
      </CardFooter>
    </Card>
  );
};
