import { parseAmount, type Plan } from '@openmaas/backstage-plugin-maas-common';
import { GatewayError } from '../server/GatewayError';
import { costOf, type Rate, ratePerMinute } from './gcra';
import { limitHeaders } from './headers';
import type { Admission, AdmissionRequest, Limiter } from './Limiter';
import { RatePool } from './RatePool';

const SWEEP_US = 60_000_000;
/** When a parallel call ends cannot be known. */
const PARALLEL_RETRY_MS = 1000;

/** What the calls of a team under a plan share. */
interface Pools {
  tokens: RatePool;
  requests: RatePool;
  running: number;
}

/**
 * Limits of one gateway, in memory. Pools that are full are forgotten, so that there are
 * only those of teams that called in the last minute or owe something.
 *
 * @internal
 */
export class MemoryLimiter implements Limiter {
  private readonly pools = new Map<string, Pools>();
  private sweptAt = -Infinity;

  /** @param clock - never goes back; whole microseconds below 2^52 */
  constructor(private readonly clock: () => number = monotonicUs) {}

  admit(request: AdmissionRequest): Admission {
    const { plan } = request;
    const { team } = request.key;
    const now = this.clock();
    this.sweep(now);
    const pools = this.poolsOf(team, plan);
    const tokens = rateOf(plan.tokensPerMinute);
    const requests = rateOf(plan.requestsPerMinute);

    // All are looked at before anything is taken from one.
    assertParallel(pools, request);
    assertRoom('requests', pools.requests, requests, request, now);
    assertRoom('tokens', pools.tokens, tokens, request, now);

    return this.take(pools, { tokens, requests }, request, now);
  }

  /** Pools that are remembered. */
  get size(): number {
    return this.pools.size;
  }

  private take(
    pools: Pools,
    { tokens, requests }: { tokens?: Rate; requests?: Rate },
    { model: { multiplier }, estimatedTokens }: AdmissionRequest,
    now: number,
  ): Admission {
    const weight = parseAmount(multiplier);
    const weighed = (units: number) =>
      tokens ? costOf(tokens, units, weight) : 0;
    const reserved =
      tokens &&
      Math.min(weighed(estimatedTokens), pools.tokens.room(tokens, now));
    const taken = {
      tokens: pools.tokens.take(now, reserved ?? 0),
      requests: pools.requests.take(now, requests ? costOf(requests, 1) : 0),
    };
    pools.running++;

    let isOver = false;
    const end = (tokenCost: number, requestCost: number) => {
      if (isOver) {
        return;
      }
      isOver = true;
      const at = this.clock();
      pools.running--;
      pools.tokens.correct(taken.tokens, at, tokenCost);
      pools.requests.correct(taken.requests, at, requestCost);
    };
    return {
      tokens: tokens && pools.tokens.state(tokens, now),
      requests: requests && pools.requests.state(requests, now),
      shadowed: [],
      settle: ({ input, output }) =>
        end(weighed(input + output), taken.requests.cost),
      release: () => end(0, 0),
    };
  }

  private poolsOf(team: string, plan: Plan): Pools {
    const id = JSON.stringify([team, plan.id]);
    let pools = this.pools.get(id);
    if (!pools) {
      pools = {
        tokens: new RatePool(),
        requests: new RatePool(),
        running: 0,
      };
      this.pools.set(id, pools);
    }
    return pools;
  }

  private sweep(now: number): void {
    if (now - this.sweptAt < SWEEP_US) {
      return;
    }
    this.sweptAt = now;
    for (const [id, { tokens, requests }] of this.pools) {
      if (tokens.isIdle(now) && requests.isIdle(now)) {
        this.pools.delete(id);
      }
    }
  }
}

function rateOf(limit: number | undefined): Rate | undefined {
  return limit === undefined ? undefined : ratePerMinute(limit);
}

function assertRoom(
  name: 'tokens' | 'requests',
  pool: RatePool,
  rate: Rate | undefined,
  request: AdmissionRequest,
  now: number,
): void {
  const missing = rate ? costOf(rate, 1) - pool.room(rate, now) : 0;
  if (rate && missing > 0) {
    const limit = `${rate.limit} ${name} per minute`;
    const state = { [name]: pool.state(rate, now) };
    throw exceeded(limit, request, Math.ceil(missing / 1000), state);
  }
}

function assertParallel(pools: Pools, request: AdmissionRequest): void {
  const { parallelRequests } = request.plan;
  if (parallelRequests !== undefined && pools.running >= parallelRequests) {
    const limit = `${parallelRequests} parallel requests`;
    throw exceeded(limit, request, PARALLEL_RETRY_MS);
  }
}

function exceeded(
  limit: string,
  { key: { team }, plan }: AdmissionRequest,
  retryMs: number,
  state: Pick<Admission, 'tokens' | 'requests'> = {},
): GatewayError {
  const seconds = Math.ceil(retryMs / 1000);
  return new GatewayError(
    429,
    `The limit of ${limit} of plan "${plan.id}" is reached; all API keys and models of ${team} under that plan share it. Try again in ${seconds} s, or ask for a larger plan in the portal.`,
    {
      code: 'rate_limit_exceeded',
      type: 'rate_limit_error',
      headers: {
        ...limitHeaders(state),
        'retry-after': String(seconds),
        'retry-after-ms': String(retryMs),
      },
    },
  );
}

function monotonicUs(): number {
  return Math.floor(performance.now() * 1000);
}
