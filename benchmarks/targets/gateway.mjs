import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../../scripts/lib/ports.mjs';
import { ROOT } from '../../scripts/lib/setup.mjs';
import { CACHE } from './build.mjs';
import { startServer } from './target.mjs';

/**
 * Starts this project's gateway as an installation runs it: its backend and the process that
 * the backend starts for the calls, both on the core that is measured. The journal is on the
 * disk of this checkout, since a temporary directory may be memory.
 *
 * @param {object} options
 * @param {string} options.root its installation
 * @param {'write' | 'fsync'} options.sync
 * @param {number} options.controlPlanePort
 * @param {boolean} [options.accessLog] as its shipped configuration says if left out
 * @param {string[]} [options.nodeArgs]
 * @param {AbortSignal} options.signal
 * @returns {Promise<import('./target.mjs').Target>}
 */
export async function startGateway({
  root,
  sync,
  accessLog,
  controlPlanePort,
  nodeArgs = [],
  signal,
}) {
  const [port, adminPort, backendPort] = await freePorts(3);
  const dir = mkdtempSync(join(CACHE, 'data-'));
  const id = `bench-${port}`;
  const config = join(dir, 'app-config.yaml');
  const log =
    accessLog === undefined ? {} : { accessLog: { enabled: accessLog } };
  writeFileSync(
    config,
    JSON.stringify({ maasGateway: { journal: { sync }, ...log } }),
  );
  const shipped = join(ROOT, 'packages/gateway/app-config.yaml');
  const server = await startServer('The gateway', {
    command: process.execPath,
    args: [
      ...nodeArgs,
      'packages/gateway',
      '--config',
      shipped,
      '--config',
      config,
    ],
    cwd: root,
    env: {
      MAAS_GATEWAY_ID: id,
      MAAS_GATEWAY_PORT: String(port),
      MAAS_GATEWAY_ADMIN_PORT: String(adminPort),
      MAAS_GATEWAY_BACKEND_PORT: String(backendPort),
      MAAS_GATEWAY_DATA_DIR: join(dir, 'data'),
      MAAS_CONTROL_PLANE_URL: `http://127.0.0.1:${controlPlanePort}/api/maas`,
      MAAS_GATEWAY_TOKEN: 'bench',
    },
    healthUrl: `http://127.0.0.1:${adminPort}/readyz`,
    signal,
  });
  return {
    ...server,
    name: `gateway, ${sync}${accessLog ? ' + log' : ''}`,
    port,
    adminPort,
    headers: {},
    gateway: id,
    async stop() {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
