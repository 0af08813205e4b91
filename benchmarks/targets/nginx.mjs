import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { capture } from '../../scripts/lib/child.mjs';
import { errorCode } from '../../scripts/lib/problem.mjs';
import { freePorts } from '../../scripts/lib/ports.mjs';
import { CACHE } from './build.mjs';
import { startServer } from './target.mjs';

const DIR = join(CACHE, 'nginx');
const UNPACKED = join(DIR, 'usr/sbin/nginx');

/**
 * Finds nginx, or fetches Debian's package and unpacks it here: nothing is installed.
 *
 * @returns {Promise<string | undefined>} the program; nothing where it cannot be had
 */
export async function findNginx() {
  for (const program of ['nginx', UNPACKED]) {
    if (await runs(program)) {
      return program;
    }
  }
  rmSync(DIR, { recursive: true, force: true });
  mkdirSync(DIR, { recursive: true });
  try {
    await capture('apt-get', ['download', 'nginx'], { cwd: DIR });
    const [file] = readdirSync(DIR).filter(name => name.endsWith('.deb'));
    if (file) {
      await capture('dpkg-deb', ['-x', file, '.'], { cwd: DIR });
    }
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      throw error;
    }
    // No Debian.
  }
  return existsSync(UNPACKED) && (await runs(UNPACKED)) ? UNPACKED : undefined;
}

/** @param {string} program */
async function runs(program) {
  try {
    return (await capture(program, ['-v'])).code === 0;
  } catch {
    return false;
  }
}

/**
 * As anybody would set it up for this: one worker, as there is one core, connections kept open
 * on both sides, prompts of common size in memory.
 *
 * @param {{dir: string, port: number, upstreamPort: number}} options
 */
const configOf = ({ dir, port, upstreamPort }) => `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${dir}/nginx.pid;
error_log stderr warn;
worker_processes 1;
worker_rlimit_nofile 8192;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path ${dir}/body;
  proxy_temp_path ${dir}/proxy;
  fastcgi_temp_path ${dir}/fastcgi;
  uwsgi_temp_path ${dir}/uwsgi;
  scgi_temp_path ${dir}/scgi;
  client_max_body_size 10m;
  client_body_buffer_size 1m;
  keepalive_requests 100000000;
  tcp_nodelay on;
  upstream model {
    server 127.0.0.1:${upstreamPort};
    keepalive 1024;
    keepalive_requests 100000000;
  }
  server {
    listen 127.0.0.1:${port} backlog=1024;
    location / {
      proxy_pass http://model;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
    }
  }
}
`;

/**
 * @param {string} program
 * @param {number} upstreamPort
 * @param {AbortSignal} signal
 * @returns {Promise<import('./target.mjs').Target>}
 */
export async function startNginx(program, upstreamPort, signal) {
  const [port] = await freePorts(1);
  const dir = mkdtempSync(join(CACHE, 'nginx-'));
  const config = join(dir, 'nginx.conf');
  writeFileSync(config, configOf({ dir, port, upstreamPort }));
  const server = await startServer('nginx', {
    command: program,
    args: ['-e', 'stderr', '-p', dir, '-c', config],
    healthUrl: `http://127.0.0.1:${port}/health`,
    signal,
  });
  return {
    ...server,
    name: 'nginx',
    port,
    headers: {},
    async stop() {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
