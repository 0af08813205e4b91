import { formatExactMoney, formatMoney } from '../../utils/numbers';

/**
 * An amount rounded for reading, with the exact one in its title.
 *
 * @param props - `nanos` in nano-units of the currency
 * @internal
 */
export const MoneyText = (props: { nanos: string; currency: string }) => {
  const { nanos, currency } = props;
  return (
    <data value={nanos} title={formatExactMoney(nanos, currency)}>
      {formatMoney(nanos, currency)}
    </data>
  );
};
