import { Flex, Text } from '@backstage/ui';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { Capabilities } from '../../components/Capabilities';
import { CopyButton } from '../../components/CopyButton';
import { Fact, FactList } from '../../components/FactList';
import { ModelAccess } from '../../components/ModelAccess';
import { useTexts } from '../../hooks/useTexts';
import { priceOf, shownPrice, TOKEN_CLASSES } from '../../utils/models';
import styles from './ModelFacts.module.css';

const Prices = ({ model }: { model: Model }) => {
  const t = useTexts();
  const priced = TOKEN_CLASSES.flatMap(
    tokenClass => priceOf(model, tokenClass) ?? [],
  );
  if (priced.length === 0) {
    return <Text color="secondary">{t('model.noPrices')}</Text>;
  }
  return (
    <table className={styles.prices}>
      <caption>{t('model.prices')}</caption>
      <tbody>
        {priced.map(price => (
          <tr key={price.tokenClass}>
            <th scope="row">{t(`model.price.${price.tokenClass}`)}</th>
            <td>{shownPrice(price)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** Everything about a model that one may want to know before asking for it. @internal */
export const ModelFacts = ({ model }: { model: Model }) => {
  const t = useTexts();
  const unknown = t('model.unknown');
  const { contextLength, weights } = model;

  return (
    <Flex direction="column" gap="4">
      {model.description && (
        <Text as="p" className={styles.text}>
          {model.description}
        </Text>
      )}
      <Capabilities capabilities={model.capabilities} />
      <FactList>
        <Fact label={t('model.servedName')}>
          <Flex align="center" gap="2" className={styles.copyable}>
            <code className={styles.code}>{model.servedName}</code>
            <CopyButton
              compact
              text={model.servedName}
              label={t('model.copyServedName')}
            />
          </Flex>
        </Fact>
        <Fact label={t('model.provider')}>{model.provider ?? unknown}</Fact>
        <Fact label={t('model.context')}>
          {contextLength
            ? t('model.tokens', { tokens: contextLength.toLocaleString() })
            : unknown}
        </Fact>
        <Fact label={t('model.quantization')}>
          {model.quantization ?? unknown}
        </Fact>
        <Fact label={t('model.license')}>{model.license ?? unknown}</Fact>
        <Fact label={t('model.gpus')}>{model.gpus ?? unknown}</Fact>
        <Fact label={t('model.hardware')}>{model.hardware ?? unknown}</Fact>
        <Fact label={t('model.weights')}>
          {weights?.uri ?? unknown}
          {weights?.sizeGb !== undefined &&
            ` (${weights.sizeGb.toLocaleString()} GB)`}
        </Fact>
      </FactList>
      <Prices model={model} />
      <div>
        <Text variant="body-small" color="secondary">
          {t('model.access')}
        </Text>
        {model.access.length > 0 ? (
          <ModelAccess model={model} />
        ) : (
          <Text as="p" className={styles.text}>
            {t('model.noAccess')}
          </Text>
        )}
      </div>
    </Flex>
  );
};
