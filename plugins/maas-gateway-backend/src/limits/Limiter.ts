import type {
  GatewayReport,
  Plan,
  PolicyKey,
  PolicyModel,
  RefusedLimit,
  TokenCounts,
} from '@openmaas/backstage-plugin-maas-common';
import type { GatewayError } from '../server/GatewayError';

/** What is left of one limit. @internal */
export interface LimitState {
  /** Per minute. */
  limit: number;
  /** Whole units, never below 0. */
  remaining: number;
  /** Until it is full again, in milliseconds. */
  resetMs: number;
}

/** What is left of the limits per minute; of several, of the one that is nearest its end. @internal */
export interface LimitStates {
  tokens?: LimitState;
  requests?: LimitState;
}

/** Who wants how much. @internal */
export interface AdmissionRequest {
  /** The key that the call is made with; its team is charged. */
  key: PolicyKey;
  plan: Plan;
  model: PolicyModel;
  /** What the call will probably take: prompt and answer, unweighed tokens. */
  estimatedTokens: number;
  /** What it takes at most, unweighed: tokens of the prompt, and of all answers together. */
  mostInput: number;
  mostOutput: number;
  /** The same of sound, in milliseconds. */
  mostAudioMs?: number;
}

/**
 * A call that was let in, and what was left of its limits just after that; limits that only
 * report are left out. Exactly one of `settle` and `release` counts, once.
 *
 * @internal
 */
export interface Admission extends LimitStates {
  /** Limits that the call is beyond and that only report. */
  readonly shadowed: RefusedLimit[];
  /** The call used this, unweighed. A rate's pool may end in debt. */
  settle(tokens: TokenCounts, audioMs?: number): void;
  /** Nothing was sent upstream: all is given back, but a request stays one. */
  release(): void;
}

/** A limit, as a dry run shows it. Amounts are whole tokens, requests or nano-units. @internal */
export interface ExplainedLimit {
  name: RefusedLimit['name'];
  scope: string;
  unit: 'tokens' | 'requests' | 'money';
  limit: string;
  /** Used and held. */
  used: string;
  remaining: string;
  /** What the call would reserve. */
  wants: string;
  wouldRefuse: boolean;
  shadow: boolean;
  /** When a rate is full again, or the next period begins; ISO 8601. */
  resetsAt?: string;
}

/** What would become of a call. @internal */
export interface Explanation {
  /** Why it would be refused. */
  refusal?: GatewayError;
  limits: ExplainedLimit[];
  /** Nano-units. */
  mostCost: bigint;
}

/** All limits of calls: of plans, keys and budgets. @internal */
export interface Limiter {
  /**
   * Takes a reservation from each counter that the call falls under, or from none. It is
   * a promise only where the counters are shared.
   *
   * @throws GatewayError 429 `rate_limit_exceeded` with `Retry-After` and
   *   `retry-after-ms`, or `insufficient_quota` with `x-should-retry: false`; naming limit
   *   and scope. Its `limit` holds the numbers. 503 `gateway_not_ready` where the shared
   *   counters are gone and calls are refused then
   */
  admit(request: AdmissionRequest): Admission | Promise<Admission>;
  /** Says what `admit` would do, and takes nothing. */
  explain(request: AdmissionRequest): Explanation | Promise<Explanation>;
  /** How counters are shared now. */
  sharing(): NonNullable<GatewayReport['sharing']>;
  /** Is fulfilled as soon as calls can be admitted, even if shared counters are gone. */
  start(): Promise<void>;
  /** Waits for settlements under way. No call may run any more. */
  close(): Promise<void>;
}
