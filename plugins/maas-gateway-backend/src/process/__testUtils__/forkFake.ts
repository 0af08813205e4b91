import { type ChildProcess, fork } from 'node:child_process';
import type { GatewayConfig } from '../../config';

/** For a Node process that has to load TypeScript. */
export const LOAD_TYPESCRIPT = [
  '--require',
  require.resolve('@backstage/cli/config/nodeTransform.cjs'),
];

/** Starts a process with the fake gateway. */
export function forkFake(): ChildProcess {
  return fork(require.resolve('./fakeGateway'), [], {
    execArgv: LOAD_TYPESCRIPT,
  });
}

/** What the fake gateway is told; it looks at the client port and the id. */
export function fakeConfig(port = 0, id = 'fake'): GatewayConfig {
  return {
    id,
    client: { host: '127.0.0.1', port },
    admin: { host: '127.0.0.1', port: 0 },
    dataDir: '/nowhere',
    journal: { sync: 'write', maxBytes: 2 ** 30, onFull: 'refuse' },
    replicas: 1,
    sharing: { mode: 'alone' },
    policy: { maxStaleMs: 900_000 },
    maxBodyBytes: 1_000,
    maxConnections: 100,
    requestTimeouts: { headMs: 1_000, wholeMs: 1_000 },
    cors: { origins: [], maxAgeSeconds: 0 },
    accessLog: { enabled: false, level: 'info' },
    revocation: { runningStreams: 'finish' },
    trustedProxies: [],
    maxUploadBytes: 1_000,
    upstream: {
      connectTimeoutMs: 1_000,
      firstByteTimeoutMs: 1_000,
      idleTimeoutMs: 1_000,
      healthCheck: { enabled: false, intervalMs: 1_000 },
    },
    credentials: {},
    drainTimeoutMs: 0,
  };
}
