import { type ChildProcess, fork } from 'node:child_process';

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
    { execArgv: process.execArgv.filter(arg => !arg.startsWith('--inspect')) },
  );
}
