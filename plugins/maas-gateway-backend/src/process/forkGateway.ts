import { type ChildProcess, fork } from 'node:child_process';

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
        COLLECTOR,
      ],
    },
  );
}
