import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fetchPackage } from '../../scripts/lib/npm.mjs';
import { freePorts } from '../../scripts/lib/ports.mjs';
import { CACHE } from './build.mjs';
import { startServer } from './target.mjs';

const VERSION = '1.15.2';
const DIR = join(CACHE, `portkey-${VERSION}`);
const SERVER = join(
  DIR,
  'node_modules/@portkey-ai/gateway/build/start-server.js',
);

/**
 * What it serves HTTP with. Its own range takes newer ones, with which it answers every stream
 * with status 500 (its issue 1389).
 */
const HTTP = '@hono/node-server';
const HTTP_VERSION = '1.13.8';

/**
 * Fetches Portkey's gateway from the registry that npm knows, unless it is here already.
 *
 * @throws {Problem} where it cannot be had
 */
export async function fetchPortkey() {
  if (existsSync(SERVER) && httpVersion() === HTTP_VERSION) {
    return;
  }
  const what = "Portkey's gateway";
  const http = join(CACHE, `portkey-http-${HTTP_VERSION}`);
  await fetchPackage(`${HTTP}@${HTTP_VERSION}`, http, what);
  await fetchPackage(`@portkey-ai/gateway@${VERSION}`, DIR, what);
  const inside = join('node_modules', HTTP);
  rmSync(join(DIR, inside), { recursive: true });
  renameSync(join(http, inside), join(DIR, inside));
}

/** @returns {string} */
function httpVersion() {
  const manifest = join(DIR, 'node_modules', HTTP, 'package.json');
  return existsSync(manifest)
    ? JSON.parse(readFileSync(manifest, 'utf8')).version
    : '';
}

/**
 * @param {number} upstreamPort
 * @param {AbortSignal} signal
 * @returns {Promise<import('./target.mjs').Target>}
 */
export async function startPortkey(upstreamPort, signal) {
  const [port] = await freePorts(1);
  const server = await startServer("Portkey's gateway", {
    command: process.execPath,
    args: [SERVER, `--port=${port}`, '--headless'],
    healthUrl: `http://127.0.0.1:${port}/`,
    signal,
  });
  return {
    ...server,
    name: `Portkey ${VERSION}`,
    port,
    headers: {
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `http://127.0.0.1:${upstreamPort}/v1`,
    },
  };
}
