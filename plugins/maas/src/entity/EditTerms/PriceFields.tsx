import { Text, TextField } from '@backstage/ui';
import {
  type Price,
  TOKEN_CLASSES,
  type TokenClass,
} from '@openmaas/backstage-plugin-maas-common';
import { useId } from 'react';
import { useCurrency } from '../../hooks/useCurrency';
import { useTexts } from '../../hooks/useTexts';
import { formatDateTime } from '../../utils/dates';
import { shownPrice } from '../../utils/models';
import type { TermValues } from '../../utils/termsForm';
import styles from './TermField.module.css';

interface PriceFieldsProps {
  prices: TermValues['prices'];
  /** Whether new prices are typed, which may begin later. */
  touched: boolean;
  /** A local date and time; empty for at once. */
  from: string;
  future: Price[];
  faultOf: (name: TokenClass | 'from') => string | undefined;
  onChange: (prices: TermValues['prices']) => void;
  onFrom: (from: string) => void;
}

/** When new prices begin. Backstage UI has no field for a time of a day. */
const FromField = ({
  from,
  faultOf,
  onFrom,
}: Pick<PriceFieldsProps, 'from' | 'faultOf' | 'onFrom'>) => {
  const t = useTexts();
  const id = useId();
  const fault = faultOf('from');
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {t('entity.terms.from')}
      </label>
      <input
        id={id}
        className={styles.time}
        type="datetime-local"
        value={from}
        aria-describedby={`${id}-text`}
        aria-invalid={fault !== undefined}
        onChange={event => onFrom(event.target.value)}
      />
      <span id={`${id}-text`} className={fault ? styles.fault : styles.hint}>
        {fault ?? t('entity.terms.fromText')}
      </span>
    </div>
  );
};

const FuturePrices = ({ future }: { future: Price[] }) => {
  const t = useTexts();
  return (
    <div className={styles.future}>
      <Text variant="body-small" weight="bold">
        {t('entity.terms.future')}
      </Text>
      <ul>
        {future.map(price => (
          <li key={`${price.tokenClass} ${price.validFrom}`}>
            {t('entity.terms.futurePrice', {
              price: t('entity.history.price', {
                tokenClass: t(`model.price.${price.tokenClass}`),
                price: shownPrice(price),
              }),
              date: formatDateTime(price.validFrom),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
};

/** The price of each class, and when it begins to hold. @internal */
export const PriceFields = (props: PriceFieldsProps) => {
  const { prices, touched, from, future, faultOf, onChange, onFrom } = props;
  const t = useTexts();
  const currency = useCurrency();

  return (
    <>
      <fieldset className={styles.prices}>
        <legend>{t('entity.term.prices')}</legend>
        <Text as="p" variant="body-small" color="secondary">
          {t('entity.terms.pricesText', { currency })}
        </Text>
        {TOKEN_CLASSES.map(tokenClass => (
          <TextField
            key={tokenClass}
            label={
              tokenClass === 'audioSecond'
                ? t('entity.terms.audioPrice')
                : t(`model.price.${tokenClass}`)
            }
            inputMode="decimal"
            value={prices[tokenClass]}
            isInvalid={faultOf(tokenClass) !== undefined}
            description={faultOf(tokenClass)}
            onChange={amount => onChange({ ...prices, [tokenClass]: amount })}
          />
        ))}
        {future.length > 0 && <FuturePrices future={future} />}
      </fieldset>
      {touched && <FromField from={from} faultOf={faultOf} onFrom={onFrom} />}
    </>
  );
};
