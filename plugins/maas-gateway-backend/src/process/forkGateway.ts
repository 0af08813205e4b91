import { type ChildProcess, fork, spawnSync } from 'node:child_process';

/**
 * Hardly anything that a call leaves behind outlives the next collection of young objects,
 * so one thread is done with it before others have begun to help: their help took a tenth
 * of all CPU time. V8 reads this once, at its start.
 */
const COLLECTOR = '--no-parallel-scavenge';

/**
 * Starts the gateway's process, in the repository as well as from a built package: it
 * loads TypeScript if this process does. A debugger stays with this process.
 *
 * @internal
 */
export function forkGateway(): ChildProcess {
  return fork(
    require.resolve('@openmaas/backstage-plugin-maas-gateway-backend/process'),
    [],
    {
      execArgv: [
        ...process.execArgv.filter(arg => !arg.startsWith('--inspect')),
        ...(isKnown(COLLECTOR) ? [COLLECTOR] : []),
      ],
    },
  );
}

const known = new Map<string, boolean>();

/**
 * Whether this version of Node takes a flag: with one that it does not know, it does not
 * start at all. V8's flags come and go.
 *
 * @internal
 */
export function isKnown(flag: string): boolean {
  let found = known.get(flag);
  if (found === undefined) {
    found = spawnSync(process.execPath, [flag, '--version']).status === 0;
    known.set(flag, found);
  }
  return found;
}
