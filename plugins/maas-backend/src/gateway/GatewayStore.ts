import type { GatewayReport } from '@openmaas/backstage-plugin-maas-common';
import type { PolicyPosition } from './RevisionStore';

/** A gateway as it last reported. @internal */
export interface StoredGateway {
  /** Its own lasting name. */
  id: string;
  state: GatewayReport['state'];
  /** When its process started, by its own clock. */
  startedAt: Date;
  /** When its report came, by the clock here. */
  lastSeenAt: Date;
  /** Of the policy it decides by; undefined where it has none. */
  policy?: PolicyPosition;
  journal: GatewayReport['journal'];
  sharing?: GatewayReport['sharing'];
  endpoints?: GatewayReport['endpoints'];
}

/** What is remembered of gateways. @internal */
export interface GatewayStore {
  /**
   * Notes a report, unless it is overtaken by another one: of a process of that gateway
   * that started later, or of the same process when it was further on its way from
   * running to stopped.
   *
   * @param silentSince - who was not heard of since then is overwritten in any case, as
   *   a clock may have been put back
   * @returns whether it was noted
   */
  save(gateway: StoredGateway, silentSince: Date): Promise<boolean>;
  /** Those seen since a moment, by id. */
  list(seenSince: Date): Promise<StoredGateway[]>;
  /** When those seen since a moment were seen last, by id. */
  lastSeen(
    seenSince: Date,
  ): Promise<Array<Pick<StoredGateway, 'id' | 'lastSeenAt'>>>;
  /** Forgets those that were not seen since a moment. */
  forget(seenSince: Date): Promise<void>;
}
