import { Card, CardBody, Text } from '@backstage/ui';
import type { UsageReport } from '@openmaas/backstage-plugin-maas-common';
import type { ReactNode } from 'react';
import { useTexts } from '../../../hooks/useTexts';
import {
  formatCount,
  formatExactMoney,
  formatMoney,
  formatShortCount,
} from '../../../utils/numbers';
import { allTokens } from '../../../utils/usage';
import styles from './UsageFigures.module.css';

const Figure = (props: {
  label: string;
  value: string;
  exact: string;
  children?: ReactNode;
}) => {
  const { label, value, exact, children } = props;
  return (
    <Card>
      <CardBody>
        <Text as="h3" variant="body-medium" color="secondary">
          {label}
        </Text>
        <p className={styles.value} title={exact}>
          {value}
        </p>
        <ul className={styles.details}>{children}</ul>
      </CardBody>
    </Card>
  );
};

const Detail = ({ children }: { children: ReactNode }) => (
  <li>
    <Text variant="body-small" color="secondary">
      {children}
    </Text>
  </li>
);

/** What was used in sum: requests, tokens and money. @internal */
export const UsageFigures = ({
  report,
}: {
  report: Pick<UsageReport, 'total' | 'currency'>;
}) => {
  const { total, currency } = report;
  const { tokens } = total;
  const t = useTexts();
  const cost = formatMoney(total.cost, currency);
  const exactCost = formatExactMoney(total.cost, currency);

  return (
    <div className={styles.root}>
      <Figure
        label={t('usagePage.figure.requests')}
        value={formatShortCount(total.requests)}
        exact={formatCount(total.requests)}
      >
        {total.failedRequests > 0 && (
          <Detail>
            {t('usagePage.figure.failed', {
              requests: formatCount(total.failedRequests),
            })}
          </Detail>
        )}
        {total.estimatedRequests > 0 && (
          <Detail>
            {t('usagePage.figure.estimated', {
              requests: formatCount(total.estimatedRequests),
            })}
          </Detail>
        )}
      </Figure>
      <Figure
        label={t('usagePage.figure.tokens')}
        value={formatShortCount(allTokens(total))}
        exact={formatCount(allTokens(total))}
      >
        <Detail>
          {t('usagePage.figure.input', {
            tokens: formatCount(tokens.input),
            cached: formatCount(tokens.cachedInput),
          })}
        </Detail>
        <Detail>
          {t('usagePage.figure.output', {
            tokens: formatCount(tokens.output),
            reasoning: formatCount(tokens.reasoning),
          })}
        </Detail>
      </Figure>
      <Figure label={t('usagePage.figure.cost')} value={cost} exact={exactCost}>
        {cost !== exactCost && (
          <Detail>{t('usagePage.figure.exactly', { cost: exactCost })}</Detail>
        )}
      </Figure>
    </div>
  );
};
