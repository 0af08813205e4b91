import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import type {
  ApiKey,
  KeyLimits as Limits,
} from '@openmaas/backstage-plugin-maas-common';
import { ShadowMark } from '../../../components/ShadowMark';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { LIMITS } from '../../../utils/limits';
import { formatCount } from '../../../utils/numbers';
import styles from './KeyLimits.module.css';

const Limit = ({ value }: { value: number | undefined }) => {
  const t = useTexts();
  return value === undefined ? (
    <td className={styles.none}>{t('keyPage.limits.none')}</td>
  ) : (
    <td>{formatCount(value)}</td>
  );
};

/** What a key may use: its own limits, beside those of the plans that it calls under. @internal */
export const KeyLimits = (props: {
  apiKey: Pick<ApiKey, 'limits' | 'models'>;
  plans: PlanIndex;
}) => {
  const { apiKey, plans } = props;
  const t = useTexts();
  const own: Limits = apiKey.limits ?? {};
  const under = [...new Set(apiKey.models.map(({ plan }) => plan))]
    .sort()
    .flatMap(id => plans.get(id) ?? []);

  if (!apiKey.limits && under.length === 0) {
    return null;
  }
  return (
    <Card>
      <CardHeader>
        <Text as="h3" weight="bold" className={styles.title}>
          {t('keyPage.limits.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="3">
          <div className={styles.scroll}>
            <table
              className={styles.table}
              aria-label={t('keyPage.limits.title')}
            >
              <thead>
                <tr>
                  <td />
                  <th scope="col">{t('keyPage.limits.own')}</th>
                  {under.map(plan => (
                    <th key={plan.id} scope="col">
                      <span className={styles.plan}>
                        {t('keyPage.limits.plan', { plan: plan.title })}
                        {plan.shadow && <ShadowMark />}
                      </span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {LIMITS.map(name => (
                  <tr key={name}>
                    <th scope="row">{t(`common.limit.${name}`)}</th>
                    <Limit value={own[name]} />
                    {under.map(plan => (
                      <Limit key={plan.id} value={plan[name]} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Text variant="body-small" color="secondary">
            {t('keyPage.limits.explanation')}
          </Text>
        </Flex>
      </CardBody>
    </Card>
  );
};
