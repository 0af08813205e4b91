import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import type {
  Refusal,
  RefusedLimit,
  UsageEvent,
} from '@openmaas/backstage-plugin-maas-common';
import { Fact, FactList } from '../../../components/FactList';
import { KeyName } from '../../../components/KeyName';
import { ModelName } from '../../../components/ModelName';
import { useTexts } from '../../../hooks/useTexts';
import { formatDateTime } from '../../../utils/dates';
import { formatLimitAmount } from '../../../utils/limits';
import type { NameIndexes } from '../UsageTable/GroupName';
import styles from './FindRequest.module.css';
import { NextStep } from './NextStep';

const LimitFacts = (props: {
  limit: RefusedLimit;
  currency: string | undefined;
}) => {
  const { limit, currency } = props;
  const t = useTexts();
  const amount = (of: string) => formatLimitAmount(of, limit.unit, currency);
  return (
    <FactList>
      <Fact label={t('usagePage.find.limit.name')}>
        {t(`common.limit.${limit.name}`)}
      </Fact>
      <Fact label={t('usagePage.find.limit.scope')}>{limit.scope}</Fact>
      <Fact label={t('usagePage.find.limit.limit')}>{amount(limit.limit)}</Fact>
      <Fact label={t('usagePage.find.limit.used')}>{amount(limit.used)}</Fact>
      <Fact label={t('usagePage.find.limit.wanted')}>
        {amount(limit.wanted)}
      </Fact>
      {limit.resetsAt && (
        <Fact label={t('usagePage.find.limit.resets')}>
          <time dateTime={limit.resetsAt}>
            {formatDateTime(limit.resetsAt)}
          </time>
        </Fact>
      )}
    </FactList>
  );
};

/** Who asked for what, as far as the gateway knew. */
const RefusedFacts = (props: { refusal: Refusal; indexes: NameIndexes }) => {
  const { indexes } = props;
  const { at, model, key, team, plan, path, gateway } = props.refusal;
  const t = useTexts();
  return (
    <FactList>
      <Fact label={t('usagePage.find.fact.time')}>
        <time dateTime={at}>{formatDateTime(at)}</time>
      </Fact>
      <Fact label={t('usagePage.find.fact.model')}>
        {model ? (
          <ModelName id={model} index={indexes.models} />
        ) : (
          t('usagePage.find.fact.unknown')
        )}
      </Fact>
      {key && (
        <Fact label={t('usagePage.find.fact.key')}>
          <KeyName id={key} index={indexes.keys} />
        </Fact>
      )}
      {team && (
        <Fact label={t('usagePage.find.fact.team')}>
          <EntityRefLink entityRef={team} hideIcon />
        </Fact>
      )}
      {plan && <Fact label={t('usagePage.find.fact.plan')}>{plan}</Fact>}
      {path && <Fact label={t('usagePage.find.fact.path')}>{path}</Fact>}
      <Fact label={t('usagePage.find.fact.gateway')}>{gateway}</Fact>
    </FactList>
  );
};

/**
 * Why the gateway refused a request, or would have refused it, and what to do next.
 *
 * @param props - `event` where the call was made all the same
 * @internal
 */
export const RefusalFacts = (props: {
  refusal: Refusal;
  event: UsageEvent | undefined;
  indexes: NameIndexes;
  currency: string | undefined;
}) => {
  const { refusal, event, indexes, currency } = props;
  const t = useTexts();
  const letIn = refusal.shadow || event !== undefined;
  return (
    <>
      <div>
        <Text as="h4" className={styles.subtitle}>
          {letIn
            ? t('usagePage.find.wouldBe', {
                status: String(refusal.status),
                code: refusal.code,
              })
            : t('usagePage.find.told')}
        </Text>
        <blockquote className={styles.told}>{refusal.message}</blockquote>
      </div>
      {refusal.limit && (
        <LimitFacts limit={refusal.limit} currency={currency} />
      )}
      {!letIn && <NextStep refusal={refusal} indexes={indexes} />}
      {/* A call that was made says all this of itself. */}
      {!event && <RefusedFacts refusal={refusal} indexes={indexes} />}
    </>
  );
};
