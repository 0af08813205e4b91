import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError, stringifyError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  type CredentialConfig,
  readCredentials,
} from './routing/credentialConfig';

/** Where a server listens. @internal */
export interface ListenConfig {
  host: string;
  /** 0 takes a free one. */
  port: number;
}

/** What a gateway is told, as plain data that can be handed to another process. @internal */
export interface GatewayConfig {
  /** Its lasting name, by which the control plane tells it from others. */
  id: string;
  client: ListenConfig;
  admin: ListenConfig;
  /** Absolute; policy and journal are kept there. Only one gateway at a time. */
  dataDir: string;
  journal: {
    /** write: what is written survives the process being killed; fsync: the machine too. */
    sync: 'write' | 'fsync';
  };
  policy: {
    /** How long to go on without hearing of the control plane, in milliseconds. */
    maxStaleMs: number;
  };
  /** Largest body of a request, in bytes. */
  maxBodyBytes: number;
  upstream: {
    connectTimeoutMs: number;
    /** From the request to the first byte of the answer's head. */
    firstByteTimeoutMs: number;
    /** Between two pieces of an answer. */
    idleTimeoutMs: number;
  };
  /** What model servers want, by the names that policy knows. Holds secrets. */
  credentials: Record<string, CredentialConfig>;
  /** How long running calls may go on once the gateway has to stop, in milliseconds. */
  drainTimeoutMs: number;
}

/** Another backend's control plane, for a gateway that stands alone. @internal */
export interface RemoteControlPlane {
  /** Of its REST API, without a slash at its end. */
  baseUrl: string;
  /** What it takes instead of the service credentials of its own plugins. */
  token: string;
}

/** Timers count no further, in milliseconds (24 days). */
const LONGEST = 2 ** 31 - 1;

/** The control plane may have nothing to say for nearly half a minute, in milliseconds. */
const LEAST_STALE = 60_000;

const BYTES = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

/**
 * Whether the backend runs a gateway at all, from `maasGateway.enabled`.
 *
 * @internal
 */
export function readGatewayEnabled(config: Config): boolean {
  return config.getOptionalBoolean('maasGateway.enabled') ?? true;
}

/**
 * Reads `maasGateway`.
 *
 * @throws Error naming the key that is wrong
 * @internal
 */
export function readGatewayConfig(config: Config): GatewayConfig {
  const client = readListen(config, 'maasGateway.listen', 7080);
  const admin = readListen(config, 'maasGateway.admin', 7081);
  if (client.port !== 0 && client.port === admin.port) {
    refuse('maasGateway.admin.port', 'is that of maasGateway.listen.port too');
  }
  const upstream = (name: string, fallback: number) =>
    readDuration(config, `maasGateway.upstream.${name}`, fallback);
  return {
    id: readId(config),
    client,
    admin,
    dataDir: resolve(
      config.getOptionalString('maasGateway.dataDir') ?? 'data/gateway',
    ),
    journal: { sync: readSync(config) },
    policy: {
      maxStaleMs: readDuration(
        config,
        'maasGateway.policy.maxStale',
        15 * 60_000,
        LEAST_STALE,
      ),
    },
    maxBodyBytes: readBytes(config, 'maasGateway.requests.maxBodySize', '10mb'),
    upstream: {
      connectTimeoutMs: upstream('connectTimeout', 5_000),
      firstByteTimeoutMs: upstream('firstByteTimeout', 600_000),
      idleTimeoutMs: upstream('idleTimeout', 120_000),
    },
    credentials: readCredentials(config),
    drainTimeoutMs: readDuration(config, 'maasGateway.drainTimeout', 30_000, 0),
  };
}

/**
 * Reads which control plane the gateway belongs to, from `maasGateway.controlPlane`.
 *
 * @returns nothing where it is the one of this backend
 * @throws Error naming the key that is wrong
 * @internal
 */
export function readRemoteControlPlane(
  config: Config,
): RemoteControlPlane | undefined {
  const key = 'maasGateway.controlPlane';
  if (!config.has(key)) {
    return undefined;
  }
  const baseUrl = config.getString(`${key}.baseUrl`).replace(/\/+$/, '');
  const address = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  // Without a path it is the portal's web app, which answers anything.
  if (
    !address ||
    !/^https?:$/.test(address.protocol) ||
    address.pathname === '/'
  ) {
    refuse(
      `${key}.baseUrl`,
      `is not the address of a control plane such as https://portal.example.com/api/maas: "${baseUrl}"`,
    );
  }
  return { baseUrl, token: config.getString(`${key}.token`) };
}

function refuse(key: string, problem: string): never {
  throw new InputError(`Configuration ${key} ${problem}`);
}

function readId(config: Config): string {
  const key = 'maasGateway.id';
  const id = config.getOptionalString(key) ?? hostname();
  // The form in which the control plane takes it.
  if (!/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/.test(id)) {
    refuse(
      key,
      `must be at most 100 letters, digits, dots, colons, hyphens and underscores, beginning with a letter or digit: "${id}"`,
    );
  }
  return id;
}

function readListen(config: Config, key: string, fallback: number) {
  const port = config.getOptionalNumber(`${key}.port`) ?? fallback;
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    refuse(`${key}.port`, `is not a port from 0 to 65535: ${port}`);
  }
  return { host: config.getOptionalString(`${key}.host`) ?? '127.0.0.1', port };
}

function readSync(config: Config): 'write' | 'fsync' {
  const key = 'maasGateway.journal.sync';
  const sync = config.getOptionalString(key) ?? 'write';
  if (sync !== 'write' && sync !== 'fsync') {
    refuse(key, `is neither write nor fsync: "${sync}"`);
  }
  return sync;
}

function readDuration(
  config: Config,
  key: string,
  fallback: number,
  least = 1,
): number {
  if (!config.has(key)) {
    return fallback;
  }
  let milliseconds: number;
  try {
    milliseconds = durationToMilliseconds(
      readDurationFromConfig(config, { key }),
    );
  } catch (error) {
    return refuse(
      key,
      `is not a duration such as 30s or { seconds: 30 }: ${stringifyError(
        error,
      )}`,
    );
  }
  if (
    !Number.isInteger(milliseconds) ||
    milliseconds < least ||
    milliseconds > LONGEST
  ) {
    refuse(
      key,
      `must be whole milliseconds, at least ${least} and at most 24 days: ${milliseconds}`,
    );
  }
  return milliseconds;
}

function readBytes(config: Config, key: string, fallback: string): number {
  const given = config.getOptional(key) ?? fallback;
  const [, amount, unit = 'b'] =
    /^(\d+(?:\.\d+)?)\s*(b|kb|mb|gb)?$/i.exec(String(given).trim()) ?? [];
  const bytes =
    Number(amount) * BYTES[unit.toLowerCase() as keyof typeof BYTES];
  if (!Number.isSafeInteger(bytes) || bytes < 1) {
    refuse(key, `is not a size such as 10mb: "${given}"`);
  }
  return bytes;
}
