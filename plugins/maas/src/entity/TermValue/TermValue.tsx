import {
  EntityDisplayName,
  EntityRefLink,
} from '@backstage/plugin-catalog-react';
import { useCurrency } from '../../hooks/useCurrency';
import { useTexts } from '../../hooks/useTexts';
import { shownPrice } from '../../utils/models';
import { formatCount } from '../../utils/numbers';
import {
  allowedText,
  locationText,
  retirementText,
} from '../../utils/modelLife';
import {
  dataPolicyIn,
  LIFECYCLES,
  pricesIn,
  retirementIn,
  VISIBILITIES,
} from '../../utils/terms';

/**
 * A value of a term or of another field of a model, in people's words.
 *
 * @param props - `name` of the field; `plain` has no links, where one must not leave
 * @internal
 */
export const TermValue = (props: {
  name: string;
  value: unknown;
  plain?: boolean;
}) => {
  const { name, value, plain } = props;
  const t = useTexts();
  const currency = useCurrency();

  if ((name === 'owner' || name === 'approver') && typeof value === 'string') {
    const Shown = plain ? EntityDisplayName : EntityRefLink;
    return <Shown entityRef={value} hideIcon />;
  }
  return <>{termText(t, name, value, currency)}</>;
};

function termText(
  t: ReturnType<typeof useTexts>,
  name: string,
  value: unknown,
  currency: string,
): string {
  const prices = name === 'prices' ? pricesIn(value) : undefined;
  if (prices) {
    return pricesText(t, prices, currency);
  }
  const dataPolicy = name === 'dataPolicy' ? dataPolicyIn(value) : undefined;
  if (dataPolicy) {
    return `${locationText(t, dataPolicy)} (${allowedText(t, dataPolicy)})`;
  }
  const retirement = name === 'retirement' ? retirementIn(value) : undefined;
  if (retirement) {
    return retirementText(t, retirement);
  }
  const lifecycle = LIFECYCLES.find(
    one => name === 'lifecycle' && one === value,
  );
  if (lifecycle) {
    return t(`entity.lifecycle.${lifecycle}`);
  }
  const visibility = VISIBILITIES.find(
    one => name === 'visibility' && one === value,
  );
  return visibility
    ? t(`entity.visibility.${visibility}`)
    : plainText(t, value);
}

function pricesText(
  t: ReturnType<typeof useTexts>,
  prices: NonNullable<ReturnType<typeof pricesIn>>,
  currency: string,
): string {
  const texts = prices.map(price =>
    t('entity.history.price', {
      tokenClass: t(`model.price.${price.tokenClass}`),
      price: shownPrice({ ...price, currency }),
    }),
  );
  return texts.join(', ') || t('entity.history.noPrices');
}

/** Whatever a source may say. */
function plainText(t: ReturnType<typeof useTexts>, value: unknown): string {
  if (value === undefined || value === null || value === '') {
    return t('entity.history.nothing');
  }
  if (Array.isArray(value)) {
    return value.map(String).join(', ') || t('entity.history.nothing');
  }
  if (typeof value === 'boolean') {
    return value ? t('entity.health.chart.yes') : t('entity.health.chart.no');
  }
  if (typeof value === 'number') {
    return formatCount(value);
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
