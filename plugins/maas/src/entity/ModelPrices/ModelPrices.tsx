import { Flex, Text } from '@backstage/ui';
import {
  type Model,
  TOKEN_CLASSES,
} from '@openmaas/backstage-plugin-maas-common';
import { Mark } from '../../components/Mark';
import { useTexts } from '../../hooks/useTexts';
import { formatDate } from '../../utils/dates';
import { priceOf, shownPrice } from '../../utils/models';
import styles from './ModelPrices.module.css';

/** What a model costs, and since when. @internal */
export const ModelPrices = ({ model }: { model: Model }) => {
  const t = useTexts();
  const priced = TOKEN_CLASSES.flatMap(
    tokenClass => priceOf(model, tokenClass) ?? [],
  );
  if (priced.length === 0) {
    return <Text color="secondary">{t('model.noPrices')}</Text>;
  }
  return (
    <table className={styles.prices}>
      <caption>
        <Flex align="center" gap="2" className={styles.caption}>
          {t('model.prices')}
          {model.pricesFromBook && (
            <Mark
              label={t('entity.facts.fromBook')}
              explanation={t('entity.facts.fromBookWhy')}
            />
          )}
        </Flex>
      </caption>
      <tbody>
        {priced.map(price => (
          <tr key={price.tokenClass}>
            <th scope="row">{t(`model.price.${price.tokenClass}`)}</th>
            <td>{shownPrice(price)}</td>
            <td className={styles.since}>
              {t('entity.facts.since', { date: formatDate(price.validFrom) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
