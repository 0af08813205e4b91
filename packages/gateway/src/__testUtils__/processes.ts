import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Of the repository. */
export const ROOT = resolve(__dirname, '../../../..');

const TRANSFORM = require.resolve(
  '@backstage/cli-node/config/nodeTransform.cjs',
);

/** Between two looks at what cannot tell by itself, in milliseconds. */
const LOOK_AGAIN = 25;

/** Looks again and again until there is something. */
export async function until<T>(
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  for (;;) {
    const found = await look().catch(() => undefined);
    if (found !== undefined && found !== false) {
      return found;
    }
    await sleep(LOOK_AGAIN);
  }
}

/** Ports that nobody uses now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  return Promise.all(
    servers.map(async server => {
      const address = server.address();
      server.close();
      await once(server, 'close');
      return typeof address === 'object' && address ? address.port : 0;
    }),
  );
}

/** Starts a backend of this repository from its source. */
export function startBackend(options: {
  /** Folder below `packages/`. */
  name: 'backend' | 'gateway';
  args: string[];
  env: Record<string, string>;
  /** File to which its output is added. */
  log: string;
}): ChildProcess {
  // A file and no pipe: a backend without anybody at the other end would never rest.
  const log = openSync(options.log, 'a');
  const child = spawn(
    process.execPath,
    ['--require', TRANSFORM, 'src/index.ts', ...options.args],
    {
      cwd: join(ROOT, 'packages', options.name),
      env: { ...process.env, NODE_ENV: 'development', ...options.env },
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  return child;
}

/** Kills a process so that it can do nothing about it, and waits for its end. */
export async function killAndWait(
  child: ChildProcess | undefined,
): Promise<void> {
  if (child && child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}

/** The first process that another one has started. */
export function childOf(parent: number | undefined): number | undefined {
  try {
    const found = execFileSync('pgrep', ['-P', String(parent)], {
      encoding: 'utf8',
    });
    return Number(found.trim().split('\n')[0]);
  } catch {
    return undefined;
  }
}

/** Ends a process for good, if it is there. */
export function killIfThere(pid: number | undefined): void {
  try {
    if (pid) {
      process.kill(pid, 'SIGKILL');
    }
  } catch {
    // It has gone by itself.
  }
}
