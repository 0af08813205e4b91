import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Config } from '@backstage/config';
import { readBytes, readDuration, refuse } from './configValues';
import { readSharing, type SharingConfig } from './limits/sharingConfig';
import { type JournalConfig, readJournal } from './metering/journalConfig';
import {
  type CredentialConfig,
  readCredentials,
} from './routing/credentialConfig';
import { readUpstream, type UpstreamConfig } from './routing/upstreamConfig';
import {
  type AccessLogConfig,
  type CorsConfig,
  readAccessLog,
  readCors,
  readMaxConnections,
  readRequestTimeouts,
  readRevocation,
  readTrustedProxies,
  type RequestTimeouts,
  type RevocationConfig,
} from './server/serverConfig';

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
  journal: JournalConfig;
  /** How many gateways serve the same portal, this one included. */
  replicas: number;
  /** How they share limits. Holds a secret. */
  sharing: SharingConfig;
  policy: {
    /** How long to go on without hearing of the control plane, in milliseconds. */
    maxStaleMs: number;
  };
  /** Largest body of a request, in bytes. */
  maxBodyBytes: number;
  /** Of clients, at the same time. */
  maxConnections: number;
  requestTimeouts: RequestTimeouts;
  cors: CorsConfig;
  accessLog: AccessLogConfig;
  revocation: RevocationConfig;
  /** Addresses and networks whose `x-forwarded-for` is believed. */
  trustedProxies: string[];
  /** Largest body with a file, in bytes; it is kept on disk while its call runs. */
  maxUploadBytes: number;
  upstream: UpstreamConfig;
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

/** The control plane may have nothing to say for nearly half a minute, in milliseconds. */
const LEAST_STALE = 60_000;

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
  const replicas = readReplicas(config);
  return {
    id: readId(config),
    client,
    admin,
    dataDir: resolve(
      config.getOptionalString('maasGateway.dataDir') ?? 'data/gateway',
    ),
    journal: readJournal(config),
    replicas,
    sharing: readSharing(config, replicas, key =>
      readDuration(config, key, 250),
    ),
    policy: {
      maxStaleMs: readDuration(
        config,
        'maasGateway.policy.maxStale',
        15 * 60_000,
        LEAST_STALE,
      ),
    },
    maxBodyBytes: readBytes(config, 'maasGateway.requests.maxBodySize', '10mb'),
    maxConnections: readMaxConnections(config),
    requestTimeouts: readRequestTimeouts(config),
    cors: readCors(config),
    accessLog: readAccessLog(config),
    revocation: readRevocation(config),
    trustedProxies: readTrustedProxies(config),
    maxUploadBytes: readBytes(
      config,
      'maasGateway.requests.maxUploadSize',
      '25mb',
    ),
    upstream: readUpstream(config),
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

function readReplicas(config: Config): number {
  const key = 'maasGateway.replicas';
  const replicas = config.getOptionalNumber(key) ?? 1;
  if (!Number.isSafeInteger(replicas) || replicas < 1) {
    refuse(key, `is not a whole number from 1: ${replicas}`);
  }
  return replicas;
}

function readListen(config: Config, key: string, fallback: number) {
  const port = config.getOptionalNumber(`${key}.port`) ?? fallback;
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    refuse(`${key}.port`, `is not a port from 0 to 65535: ${port}`);
  }
  return { host: config.getOptionalString(`${key}.host`) ?? '127.0.0.1', port };
}
