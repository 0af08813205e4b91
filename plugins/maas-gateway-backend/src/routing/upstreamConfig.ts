import type { Config } from '@backstage/config';
import { readDuration } from '../configValues';

/** Whether and how often model servers are asked if they are alive. @internal */
export interface EndpointCheckConfig {
  enabled: boolean;
  intervalMs: number;
}

/** How model servers are called, where their model says nothing else. @internal */
export interface UpstreamConfig {
  connectTimeoutMs: number;
  /** From the request to the first byte of the answer's head. */
  firstByteTimeoutMs: number;
  /** Between two pieces of an answer. */
  idleTimeoutMs: number;
  /** From admission to the end of the answer; without it, it may take any time. */
  totalTimeoutMs?: number;
  healthCheck: EndpointCheckConfig;
}

/**
 * Reads `maasGateway.upstream`.
 *
 * @throws Error naming the key that is wrong
 * @internal
 */
export function readUpstream(config: Config): UpstreamConfig {
  const key = 'maasGateway.upstream';
  const duration = (name: string, fallback: number, least?: number) =>
    readDuration(config, `${key}.${name}`, fallback, least);
  const enabled = config.getOptionalBoolean(`${key}.healthCheck.enabled`);
  return {
    connectTimeoutMs: duration('connectTimeout', 5_000),
    firstByteTimeoutMs: duration('firstByteTimeout', 600_000),
    idleTimeoutMs: duration('idleTimeout', 120_000),
    ...(config.has(`${key}.totalTimeout`) && {
      totalTimeoutMs: duration('totalTimeout', 0),
    }),
    healthCheck: {
      enabled: enabled ?? true,
      intervalMs: duration('healthCheck.interval', 15_000, 1_000),
    },
  };
}
