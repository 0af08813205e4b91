import { Alert } from '@backstage/ui';
import type { Gateway } from '@openmaas/backstage-plugin-maas-common';
import { DateTime } from '../../../components/DateTime';
import { useTexts } from '../../../hooks/useTexts';
import { type GatewaySummary } from '../../../utils/gateways';
import { formatBytes, formatCount } from '../../../utils/numbers';

type Reason =
  | 'silent'
  | 'dropped'
  | 'rejected'
  | 'pending'
  | 'filling'
  | 'lost';

/** One reason to look at a gateway. */
const ReasonText = ({ of, reason }: { of: Gateway; reason: Reason }) => {
  const t = useTexts();
  const { id, journal, lastSeenAt } = of;
  const gateway = id;
  switch (reason) {
    case 'silent':
      return (
        <>
          {t('usagePage.gateways.silent', {
            gateway,
            time: <DateTime time={lastSeenAt} relative />,
          })}
        </>
      );
    case 'dropped':
    case 'rejected':
    case 'pending':
      return (
        <>
          {t(`usagePage.gateways.${reason}`, {
            gateway,
            calls: formatCount(journal[`${reason}Events`] ?? 0),
          })}
        </>
      );
    case 'filling':
      return (
        <>
          {t('usagePage.gateways.filling', {
            gateway,
            bytes: formatBytes(journal.bytes ?? 0),
            maxBytes: formatBytes(journal.maxBytes ?? 0),
          })}
        </>
      );
    default:
      return <>{t('usagePage.gateways.lost', { gateway })}</>;
  }
};

/** Reasons to look at some gateways, a line for each of both. */
const Reasons = ({ all }: { all: Array<[Reason, Gateway[]]> }) => (
  <>
    {all.flatMap(([reason, gateways]) =>
      gateways.map(gateway => (
        <div key={`${reason} ${gateway.id}`}>
          <ReasonText of={gateway} reason={reason} />
        </div>
      )),
    )}
  </>
);

/** Says why figures may be incomplete. @internal */
export const IncompleteNote = ({ summary }: { summary: GatewaySummary }) => {
  const t = useTexts();
  const { silent, dropped, rejected, pending } = summary;
  const troubled = silent.length + rejected.length > 0;
  if (!troubled && dropped.length + pending.length === 0) {
    return null;
  }
  // Calls on their way are no reason to worry; what was given up does not come back.
  const mild = troubled ? 'warning' : 'info';
  return (
    <Alert
      status={dropped.length > 0 ? 'danger' : mild}
      icon
      title={t('usagePage.gateways.incomplete')}
      description={
        <Reasons
          all={[
            ['dropped', dropped],
            ['silent', silent],
            ['rejected', rejected],
            ['pending', pending],
          ]}
        />
      }
    />
  );
};

/** Says what is about to go wrong, or goes less well than it should. @internal */
export const AttentionNote = ({ summary }: { summary: GatewaySummary }) => {
  const t = useTexts();
  const { filling, unshared, unhealthy } = summary;
  if (filling.length + unshared.length + unhealthy.length === 0) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      title={t('usagePage.gateways.attention')}
      description={
        <>
          <Reasons
            all={[
              ['filling', filling],
              ['lost', unshared],
            ]}
          />
          {unhealthy.length > 0 && (
            <div>
              {t('usagePage.gateways.unhealthy', { count: unhealthy.length })}
            </div>
          )}
        </>
      }
    />
  );
};
