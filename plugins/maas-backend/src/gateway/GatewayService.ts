import type {
  Gateway,
  GatewayReport,
} from '@openmaas/backstage-plugin-maas-common';
import { readTime } from '../http/readTime';
import type { GatewayStore, StoredGateway } from './GatewayStore';
import type { PolicyRevisions } from './PolicyRevisions';

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

/**
 * The gateways there are, by what they say of themselves.
 *
 * @internal
 */
export class GatewayService {
  constructor(
    private readonly options: {
      store: GatewayStore;
      revisions: PolicyRevisions;
      now: () => Date;
    },
  ) {}

  /**
   * Notes what a gateway says of itself, unless that is overtaken already.
   *
   * @returns whether it was noted
   * @throws InputError where it started at no time
   */
  async report(report: GatewayReport): Promise<boolean> {
    const { epoch, revision } = report;
    const now = this.options.now();
    return this.options.store.save(
      {
        id: report.gateway,
        state: report.state,
        startedAt: readTime(report.startedAt, 'startedAt'),
        lastSeenAt: now,
        policy:
          epoch === undefined || revision === undefined
            ? undefined
            : { epoch, revision },
        journal: report.journal,
        sharing: report.sharing,
        endpoints: report.endpoints,
      },
      earlier(now, MINUTE),
    );
  }

  /** Gateways that reported within the last day, by id. */
  async list(): Promise<Gateway[]> {
    const { store, revisions } = this.options;
    const now = this.options.now();
    const policy = await revisions.position();
    const gateways = await store.list(earlier(now, DAY));
    return gateways.map(gateway => ({
      id: gateway.id,
      state: gateway.state,
      startedAt: gateway.startedAt.toISOString(),
      lastSeenAt: gateway.lastSeenAt.toISOString(),
      reporting: isReporting(gateway, now),
      upToDate:
        gateway.policy?.epoch === policy.epoch &&
        gateway.policy.revision === policy.revision,
      journal: gateway.journal,
      sharing: gateway.sharing,
      endpoints: gateway.endpoints,
    }));
  }

  /** Gateways that run and were heard of within the last minute, by id. */
  async reporting(): Promise<StoredGateway[]> {
    const now = this.options.now();
    const gateways = await this.options.store.list(earlier(now, MINUTE));
    return gateways.filter(gateway => isReporting(gateway, now));
  }

  /**
   * Names the last reports of the last minute, so that whoever read what they say can
   * tell whether there are others now.
   */
  async lastReports(): Promise<string[]> {
    const { store, now } = this.options;
    const seen = await store.lastSeen(earlier(now(), MINUTE));
    return seen.map(({ id, lastSeenAt }) => `${id}@${lastSeenAt.getTime()}`);
  }

  /** Forgets gateways that were not heard of for 30 days. */
  async forgetSilent(): Promise<void> {
    const { store, now } = this.options;
    await store.forget(earlier(now(), 30 * DAY));
  }
}

function isReporting(gateway: StoredGateway, now: Date): boolean {
  return (
    gateway.state !== 'stopped' && gateway.lastSeenAt >= earlier(now, MINUTE)
  );
}

function earlier(than: Date, ms: number): Date {
  return new Date(than.getTime() - ms);
}
