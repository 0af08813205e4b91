import type {
  GatewayReport,
  PolicyUpdate,
  RefusalBatch,
  ResolvedKey,
  UsageReceipt,
} from '@openmaas/backstage-plugin-maas-common';

/** Which policy somebody has. @internal */
export interface PolicyPosition {
  epoch: string;
  revision: number;
}

/** A `UsageBatch` whose events nobody has looked at since they were written down. @internal */
export interface UsageTexts {
  /** Id of the gateway. */
  gateway: string;
  /** Each a `MeteredCall` as JSON. */
  events: string[];
}

/**
 * The calls that join a gateway to its control plane. Each rejects with a
 * `ResponseError` of `@backstage/errors` where the answer is no success, and with
 * another error where there was no answer.
 *
 * @internal
 */
export interface ControlPlane {
  /**
   * What changed since a policy, or all of it.
   *
   * @param since - undefined: all of it
   * @param waitSeconds - how long the control plane may wait for a change, 0 to 55
   */
  policy(
    since: PolicyPosition | undefined,
    waitSeconds: number,
    signal: AbortSignal,
  ): Promise<PolicyUpdate>;
  /** @param hash - SHA-256 of a whole key, in hexadecimal */
  resolveKey(hash: string, signal: AbortSignal): Promise<ResolvedKey>;
  sendUsage(batch: UsageTexts, signal: AbortSignal): Promise<UsageReceipt>;
  /** One that is lost is not sent again. */
  sendRefusals(batch: RefusalBatch, signal: AbortSignal): Promise<void>;
  sendStatus(report: GatewayReport, signal: AbortSignal): Promise<void>;
}
