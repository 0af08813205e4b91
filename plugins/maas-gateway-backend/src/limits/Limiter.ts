import type { Plan } from '@openmaas/backstage-plugin-maas-common';

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
  /** Owner of the pool, together with the plan. */
  team: string;
  plan: Plan;
  /** Exact decimal by which tokens weigh. */
  multiplier: string;
  /** What the call will probably take: prompt and answer, unweighed tokens. */
  estimatedTokens: number;
}

/** A call that was let in. Exactly one of `settle` and `release` counts, once. @internal */
export interface Admission {
  /** State of the pools just after this call was let in; missing where there is no limit. */
  tokens?: LimitState;
  requests?: LimitState;
  /** The call used this many tokens, unweighed. The pool may end in debt. */
  settle(tokens: number): void;
  /** Nothing was sent upstream: the pool gets everything back. */
  release(): void;
}

/** The rate limits of plans: one pool per team and plan. @internal */
export interface Limiter {
  /**
   * Takes a reservation from the pool.
   *
   * @throws GatewayError 429 `rate_limit_exceeded` with `Retry-After` and
   *   `retry-after-ms`, naming limit and scope
   */
  admit(request: AdmissionRequest): Admission;
}
