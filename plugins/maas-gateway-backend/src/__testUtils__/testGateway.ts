import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { PolicyUpdate } from '@openmaas/backstage-plugin-maas-common';
import type { GatewayConfig } from '../config';
import { type RunningGateway, startGateway } from '../gateway';
import { FakeControlPlane } from './FakeControlPlane';
import { FakeUpstream } from './FakeUpstream';
import { KEY, testPolicy } from './testPolicy';

/** A gateway on free ports, with a directory of its own. */
export function testConfig(
  dataDir: string,
  more: Partial<GatewayConfig> = {},
): GatewayConfig {
  return {
    id: 'test-gateway',
    client: { host: '127.0.0.1', port: 0 },
    admin: { host: '127.0.0.1', port: 0 },
    dataDir,
    journal: { sync: 'write', maxBytes: 2 ** 30, onFull: 'refuse' },
    replicas: 1,
    sharing: { mode: 'alone' },
    policy: { maxStaleMs: 15 * 60_000 },
    maxBodyBytes: 100_000,
    maxConnections: 20_000,
    requestTimeouts: { headMs: 15_000, wholeMs: 120_000 },
    cors: { origins: [], maxAgeSeconds: 600 },
    accessLog: { enabled: false, level: 'info' },
    revocation: { runningStreams: 'finish' },
    trustedProxies: [],
    maxUploadBytes: 1_000_000,
    upstream: {
      connectTimeoutMs: 2_000,
      firstByteTimeoutMs: 30_000,
      idleTimeoutMs: 30_000,
      healthCheck: { enabled: false, intervalMs: 15_000 },
    },
    credentials: {},
    drainTimeoutMs: 5_000,
    ...more,
  };
}

/** A gateway between a fake model server and a fake control plane. */
export interface TestGateway {
  gateway: RunningGateway;
  upstream: FakeUpstream;
  controlPlane: FakeControlPlane;
  dataDir: string;
  /** What the gateway logged. */
  logs: jest.Mock;
  /** Calls `POST /v1/chat/completions` with the good key. */
  chat(body: unknown, init?: RequestInit): Promise<Response>;
  /** Stops everything; what was journalled is handed in before. */
  stop(): Promise<void>;
}

/** Starts all three, ready for calls. */
export async function startTestGateway(
  options: {
    config?: Partial<GatewayConfig>;
    policy?: (update: PolicyUpdate) => PolicyUpdate;
  } = {},
): Promise<TestGateway> {
  const upstream = await FakeUpstream.start();
  const change = options.policy ?? (update => update);
  const controlPlane = new FakeControlPlane(change(testPolicy(upstream.url)));
  const dataDir = mkdtempSync(join(tmpdir(), 'maas-gateway-'));
  const logger = mockServices.logger.mock();
  const logs = jest.fn();
  for (const level of ['error', 'warn', 'info', 'debug'] as const) {
    logger[level].mockImplementation((...args) => logs(level, ...args));
  }
  logger.child.mockReturnValue(logger);
  const gateway = await startGateway({
    config: testConfig(dataDir, options.config),
    controlPlane,
    logger,
  });
  await untilReady(gateway.adminUrl);
  return {
    gateway,
    upstream,
    controlPlane,
    dataDir,
    logs,
    chat: (body, init) =>
      fetch(`${gateway.clientUrl}/v1/chat/completions`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${KEY}`,
          'content-type': 'application/json',
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...init,
      }),
    async stop() {
      await gateway.stop();
      await upstream.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Asks until the gateway serves calls. */
export async function untilReady(adminUrl: string): Promise<void> {
  const ready = async () => (await fetch(`${adminUrl}/readyz`)).ok;
  while (!(await ready())) {
    await new Promise(setImmediate);
  }
}
