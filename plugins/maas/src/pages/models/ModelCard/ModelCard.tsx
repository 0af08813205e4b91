import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { memo } from 'react';
import { Capabilities } from '../../../components/Capabilities';
import { Fact, FactList } from '../../../components/FactList';
import { ModelAccess } from '../../../components/ModelAccess';
import { ModelStatus } from '../../../components/ModelStatus';
import { ModelLifeNote } from '../../../entity/ModelLifeNote';
import { useTexts } from '../../../hooks/useTexts';
import { listedPrices, shownPrice } from '../../../utils/models';
import { formatCount } from '../../../utils/numbers';
import { type ComparisonChoice, ModelActions } from '../ModelActions';
import { ModelMarks } from '../ModelMarks';
import { ModelSpeed } from '../ModelSpeed';
import { ModelTitle } from '../ModelTitle';
import styles from './ModelCard.module.css';

const Prices = ({ model }: { model: Model }) => {
  const t = useTexts();
  const prices = listedPrices(model);
  return (
    <Flex direction="column" gap="1">
      <Text variant="body-small" weight="bold">
        {t('model.prices')}
      </Text>
      {prices.length === 0 ? (
        <Text color="secondary">{t('model.noPrices')}</Text>
      ) : (
        <FactList compact>
          {prices.map(price => (
            <Fact
              key={price.tokenClass}
              label={t(`model.price.${price.tokenClass}`)}
            >
              {shownPrice(price)}
            </Fact>
          ))}
        </FactList>
      )}
    </Flex>
  );
};

const Content = (
  props: ComparisonChoice & { model: Model; onEdited: () => void },
) => {
  const { model, chosen, full, toggle, onEdited } = props;
  const t = useTexts();
  const { contextLength } = model;

  return (
    <Card className={styles.card}>
      <CardHeader>
        <h3 className={styles.title}>
          <ModelTitle model={model} />
        </h3>
        <Flex gap="2" align="center" className={styles.marks}>
          <Text variant="body-small" color="secondary" className={styles.id}>
            {model.id}
          </Text>
          <ModelMarks model={model} />
        </Flex>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          <ModelStatus status={model.status} brief={Boolean(model.stopped)} />
          <ModelLifeNote model={model} />
          {model.description && (
            <Text as="p" className={styles.description}>
              {model.description}
            </Text>
          )}
          <Capabilities capabilities={model.capabilities} />
          <FactList compact>
            <Fact label={t('model.provider')}>
              {model.provider ?? t('model.unknown')}
            </Fact>
            <Fact label={t('model.context')}>
              {contextLength
                ? t('model.tokens', { tokens: formatCount(contextLength) })
                : t('model.unknown')}
            </Fact>
          </FactList>
          <Prices model={model} />
          <ModelSpeed model={model} />
          {model.access.length > 0 && <ModelAccess model={model} />}
        </Flex>
      </CardBody>
      <CardFooter>
        <ModelActions
          model={model}
          comparison={{ chosen, full, toggle }}
          onEdited={onEdited}
        />
      </CardFooter>
    </Card>
  );
};

/**
 * A model in the list: what it is, whether it works, what it costs, and how to get it.
 *
 * @internal
 */
export const ModelCard = memo(Content);
