import { fileURLToPath } from 'node:url';
import { TESTED_CORE } from '../lib/cores.mjs';
import { startHelper } from '../lib/helper.mjs';

const PROXY = fileURLToPath(
  new URL('../servers/bareProxy.mjs', import.meta.url),
);

/**
 * @param {number} upstreamPort
 * @returns {Promise<import('./target.mjs').Target>}
 */
export async function startBareProxy(upstreamPort) {
  const { pid, ready, stop } = await startHelper(PROXY, {
    core: TESTED_CORE,
    with: { upstream: `http://127.0.0.1:${upstreamPort}` },
  });
  return { name: 'bare Node proxy', port: ready.port, headers: {}, pid, stop };
}
