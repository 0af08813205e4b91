import type {
  Plan,
  PolicyKey,
  PolicyModel,
  RefusedLimit,
  TokenCounts,
} from '@openmaas/backstage-plugin-maas-common';

/** What is left of one limit. @internal */
export interface LimitState {
  /** Per minute. */
  limit: number;
  /** Whole units, never below 0. */
  remaining: number;
  /** Until it is full again, in milliseconds. */
  resetMs: number;
}

/** Who wants how much. @internal */
export interface AdmissionRequest {
  /** The key that the call is made with; its team is charged. */
  key: PolicyKey;
  plan: Plan;
  model: PolicyModel;
  /** What the call will probably take: prompt and answer, unweighed tokens. */
  estimatedTokens: number;
  /**
   * What it takes at most, unweighed: tokens of the prompt, and of all answers together;
   * undefined where neither the client nor the model's context window says.
   */
  mostInput: number;
  mostOutput: number | undefined;
}

/** A call that was let in. Exactly one of `settle` and `release` counts, once. @internal */
export interface Admission {
  /** State of the pools just after this call was let in; missing where there is no limit. */
  tokens?: LimitState;
  requests?: LimitState;
  /** Limits that the call is beyond and that only report. */
  shadowed: RefusedLimit[];
  /** The call used this, unweighed. A rate's pool may end in debt. */
  settle(tokens: TokenCounts, audioMs?: number): void;
  /** Nothing was sent upstream: the pool gets everything back. */
  release(): void;
}

/** All limits of calls: of plans, keys and budgets. @internal */
export interface Limiter {
  /**
   * Takes a reservation from each counter that the call falls under, or from none.
   *
   * @throws GatewayError 429 `rate_limit_exceeded` with `Retry-After` and
   *   `retry-after-ms`, or `insufficient_quota`; naming limit and scope. Its `limit` holds
   *   the numbers
   */
  admit(request: AdmissionRequest): Admission | Promise<Admission>;
}
