import { useRouteRef } from '@backstage/core-plugin-api';
import { Checkbox, Link } from '@backstage/ui';
import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { MoneyText } from '../../../components/MoneyText';
import { useCurrency } from '../../../hooks/useCurrency';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import { useTexts } from '../../../hooks/useTexts';
import { requestRouteRef } from '../../../routes';
import { textLocale } from '../../../utils/textLocale';
import styles from './RequestsTable.module.css';

/** What the models of a request are called, in a row. @internal */
export function modelTitles(
  request: Pick<AccessRequest, 'grants'>,
  index: ModelIndex,
): string {
  return new Intl.ListFormat(textLocale()).format(
    request.grants.map(({ model }) => index.get(model)?.title ?? model),
  );
}

/** The models of a request, as a link to it. @internal */
export const RequestLink = (props: { id: string; titles: string }) => {
  const requestLink = useRouteRef(requestRouteRef);
  return (
    <Link href={requestLink({ id: props.id })} className={styles.link}>
      {props.titles}
    </Link>
  );
};

/** The budget that was asked for. @internal */
export const Budget = ({ request }: { request: AccessRequest }) => {
  const t = useTexts();
  const currency = useCurrency();
  return request.monthlyBudget ? (
    <MoneyText nanos={request.monthlyBudget} currency={currency} />
  ) : (
    <>{t('requestsPage.none')}</>
  );
};

/** Chooses a request, to decide about it together with others. @internal */
export const ChooseBox = (props: {
  request: AccessRequest;
  titles: string;
  team: string;
  chosen: boolean;
  onChoose: (ids: string[], chosen: boolean) => void;
}) => {
  const { request, titles, team, chosen, onChoose } = props;
  const t = useTexts();
  return (
    <Checkbox
      aria-label={t('requestsPage.select', { models: titles, team })}
      isSelected={chosen}
      onChange={next => onChoose([request.id], next)}
    />
  );
};
