import { useApi } from '@backstage/core-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { useCallback } from 'react';
import { maasApiRef } from '../../../api';
import { DateTime } from '../../../components/DateTime';
import { useLive } from '../../../hooks/useLive';
import { useTexts } from '../../../hooks/useTexts';
import {
  type GatewaySummary,
  summarizeGateways,
} from '../../../utils/gateways';
import { formatCount } from '../../../utils/numbers';
import { REFRESH_MS } from '../refresh';

/** Why figures may be incomplete, one line for each gateway and reason. */
const Reasons = ({ silent, pending, rejected }: GatewaySummary) => {
  const t = useTexts();
  return (
    <>
      {silent.map(({ id, lastSeenAt }) => (
        <div key={`silent ${id}`}>
          {t('usagePage.gateways.silent', {
            gateway: id,
            time: <DateTime time={lastSeenAt} relative />,
          })}
        </div>
      ))}
      {rejected.map(({ id, journal }) => (
        <div key={`rejected ${id}`}>
          {t('usagePage.gateways.rejected', {
            gateway: id,
            calls: formatCount(journal.rejectedEvents),
          })}
        </div>
      ))}
      {pending.map(({ id, journal }) => (
        <div key={`pending ${id}`}>
          {t('usagePage.gateways.pending', {
            gateway: id,
            calls: formatCount(journal.pendingEvents),
          })}
        </div>
      ))}
    </>
  );
};

/** Whether the figures may be incomplete, for those who may see the gateways. @internal */
export const GatewayNote = () => {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { value, error } = useLive(
    useCallback(signal => api.listGateways({ signal }), [api]),
    REFRESH_MS,
  );

  if (error !== undefined) {
    return (
      <Text variant="body-small" color="secondary">
        {t('usagePage.gateways.unknown')}
      </Text>
    );
  }
  if (!value) {
    return null;
  }
  const summary = summarizeGateways(value);
  const troubled = summary.silent.length + summary.rejected.length > 0;
  if (troubled || summary.pending.length > 0) {
    return (
      <Alert
        // Calls on their way are no reason to worry.
        status={troubled ? 'warning' : 'info'}
        icon
        title={t('usagePage.gateways.incomplete')}
        description={<Reasons {...summary} />}
      />
    );
  }
  const { running, upToDate } = summary;
  return (
    <Text variant="body-small" color="secondary">
      {running === 0 && t('usagePage.gateways.none')}
      {running > 0 &&
        upToDate &&
        t('usagePage.gateways.good', { count: running })}
      {running > 0 &&
        !upToDate &&
        t('usagePage.gateways.outdated', { count: running })}
    </Text>
  );
};
