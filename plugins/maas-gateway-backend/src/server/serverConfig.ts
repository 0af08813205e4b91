import type { Config } from '@backstage/config';
import { readDuration, refuse } from '../configValues';
import { parseNetwork } from './clientAddress';

/** Which web pages may read answers. @internal */
export interface CorsConfig {
  /** Exact origins, or `*` alone for any; none: no page. */
  origins: string[];
  /** How long a browser remembers what it may do, in seconds. */
  maxAgeSeconds: number;
}

/** Whether and how answered requests are logged. @internal */
export interface AccessLogConfig {
  enabled: boolean;
  level: 'info' | 'debug';
}

/** What becomes of calls that run when their key is revoked or suspended. @internal */
export interface RevocationConfig {
  runningStreams: 'finish' | 'stop';
}

/** How long clients may take to ask. @internal */
export interface RequestTimeouts {
  /** Until the headers of a request are there, in milliseconds. */
  headMs: number;
  /** Until all of it is there, in milliseconds. */
  wholeMs: number;
}

/**
 * Reads `maasGateway.cors`.
 *
 * @throws Error naming the key that is wrong
 * @internal
 */
export function readCors(config: Config): CorsConfig {
  const key = 'maasGateway.cors.origins';
  const origins = config.getOptionalStringArray(key) ?? [];
  for (const origin of origins) {
    if (origin !== '*' && !isOrigin(origin)) {
      refuse(
        key,
        `must hold origins such as https://chat.example.com, without a path: "${origin}"`,
      );
    }
  }
  if (origins.includes('*') && origins.length > 1) {
    refuse(key, 'holds * for any origin, and others beside it');
  }
  const maxAge = readDuration(config, 'maasGateway.cors.maxAge', 600_000, 0);
  return { origins, maxAgeSeconds: Math.floor(maxAge / 1000) };
}

/**
 * Reads `maasGateway.accessLog`.
 *
 * @throws Error naming the key that is wrong
 * @internal
 */
export function readAccessLog(config: Config): AccessLogConfig {
  const key = 'maasGateway.accessLog.level';
  const level = config.getOptionalString(key) ?? 'info';
  if (level !== 'info' && level !== 'debug') {
    refuse(key, `is neither info nor debug: "${level}"`);
  }
  const enabled = config.getOptionalBoolean('maasGateway.accessLog.enabled');
  return { enabled: enabled ?? false, level };
}

/**
 * Reads `maasGateway.revocation`.
 *
 * @throws Error naming the key that is wrong
 * @internal
 */
export function readRevocation(config: Config): RevocationConfig {
  const key = 'maasGateway.revocation.runningStreams';
  const runningStreams = config.getOptionalString(key) ?? 'finish';
  if (runningStreams !== 'finish' && runningStreams !== 'stop') {
    refuse(key, `is neither finish nor stop: "${runningStreams}"`);
  }
  return { runningStreams };
}

/**
 * Reads `maasGateway.trustedProxies`.
 *
 * @throws Error naming the key where something is no address and no network
 * @internal
 */
export function readTrustedProxies(config: Config): string[] {
  const key = 'maasGateway.trustedProxies';
  const networks = config.getOptionalStringArray(key) ?? [];
  for (const network of networks) {
    if (!parseNetwork(network)) {
      refuse(
        key,
        `must hold addresses or networks such as 10.0.0.0/8: "${network}"`,
      );
    }
  }
  return networks;
}

/**
 * Reads `maasGateway.requests.maxConnections`.
 *
 * @throws Error naming the key that is wrong
 * @internal
 */
export function readMaxConnections(config: Config): number {
  const key = 'maasGateway.requests.maxConnections';
  const most = config.getOptionalNumber(key) ?? 20_000;
  if (!Number.isSafeInteger(most) || most < 1) {
    refuse(key, `is not a number of connections: ${most}`);
  }
  return most;
}

/**
 * Reads `maasGateway.requests.headTimeout` and `timeout`.
 *
 * @throws Error naming the key that is wrong
 * @internal
 */
export function readRequestTimeouts(config: Config): RequestTimeouts {
  const key = 'maasGateway.requests.headTimeout';
  const headMs = readDuration(config, key, 15_000);
  const wholeMs = readDuration(config, 'maasGateway.requests.timeout', 120_000);
  if (headMs > wholeMs) {
    refuse(key, 'is longer than maasGateway.requests.timeout');
  }
  return { headMs, wholeMs };
}

function isOrigin(text: string): boolean {
  return (
    /^https?:[^*]+$/.test(text) &&
    URL.canParse(text) &&
    new URL(text).origin === text
  );
}
