import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { UsageEvent } from '@openmaas/backstage-plugin-maas-common';
import { Fact, FactList } from '../../../components/FactList';
import { KeyName } from '../../../components/KeyName';
import { ModelName } from '../../../components/ModelName';
import { MoneyText } from '../../../components/MoneyText';
import { useTexts } from '../../../hooks/useTexts';
import { formatDateTime } from '../../../utils/dates';
import { formatCount, formatDuration } from '../../../utils/numbers';
import { CallState } from '../LatestCalls/CallState';
import type { NameIndexes } from '../UsageTable/GroupName';

const TokenFacts = ({ call }: { call: UsageEvent }) => {
  const { tokens, audioMs } = call;
  const t = useTexts();
  return (
    <>
      <Fact label={t('usagePage.find.fact.tokens')}>
        <div>
          {t('usagePage.calls.input', { tokens: formatCount(tokens.input) })}
        </div>
        <div>
          {t('usagePage.calls.output', { tokens: formatCount(tokens.output) })}
        </div>
      </Fact>
      {tokens.cachedInput > 0 && (
        <Fact label={t('usagePage.find.fact.cached')}>
          {formatCount(tokens.cachedInput)}
        </Fact>
      )}
      {tokens.reasoning > 0 && (
        <Fact label={t('usagePage.find.fact.reasoning')}>
          {formatCount(tokens.reasoning)}
        </Fact>
      )}
      {audioMs !== undefined && (
        <Fact label={t('usagePage.find.fact.audio')}>
          {formatDuration(audioMs)}
        </Fact>
      )}
    </>
  );
};

/** Everything about a call that is in the ledger. @internal */
export const CallFacts = (props: {
  call: UsageEvent;
  indexes: NameIndexes;
}) => {
  const { call, indexes } = props;
  const t = useTexts();
  return (
    <FactList>
      <Fact label={t('usagePage.find.fact.state')}>
        <CallState call={call} />
      </Fact>
      <Fact label={t('usagePage.find.fact.time')}>
        <time dateTime={call.startedAt}>{formatDateTime(call.startedAt)}</time>
      </Fact>
      <Fact label={t('usagePage.find.fact.model')}>
        <ModelName id={call.model} index={indexes.models} />
      </Fact>
      <Fact label={t('usagePage.find.fact.key')}>
        <KeyName id={call.key} index={indexes.keys} />
      </Fact>
      <Fact label={t('usagePage.find.fact.team')}>
        <EntityRefLink entityRef={call.team} hideIcon />
      </Fact>
      <Fact label={t('usagePage.find.fact.plan')}>{call.plan}</Fact>
      <TokenFacts call={call} />
      <Fact label={t('usagePage.find.fact.cost')}>
        <MoneyText nanos={call.cost} currency={call.currency} />
      </Fact>
      <Fact label={t('usagePage.find.fact.duration')}>
        <div>{formatDuration(call.latencyMs)}</div>
        {call.timeToFirstTokenMs !== undefined && (
          <div>
            {t('usagePage.calls.firstToken', {
              time: formatDuration(call.timeToFirstTokenMs),
            })}
          </div>
        )}
      </Fact>
      <Fact label={t('usagePage.find.fact.attempts')}>
        {formatCount(call.attempts)}
      </Fact>
      <Fact label={t('usagePage.find.fact.endpoint')}>
        {call.endpoint ?? t('usagePage.find.fact.unknown')}
      </Fact>
      <Fact label={t('usagePage.find.fact.path')}>
        {call.streamed
          ? t('usagePage.find.fact.streamed', { path: call.path })
          : call.path}
      </Fact>
      <Fact label={t('usagePage.find.fact.gateway')}>{call.gateway}</Fact>
    </FactList>
  );
};
