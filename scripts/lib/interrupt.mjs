import { STOP_SIGNALS, exitCode, onParentGone } from './child.mjs';
import { printProblem } from './problem.mjs';

/** Signals within this time, in milliseconds, are one: the terminal, npm and the bootstrap all pass Ctrl-C on. */
const SAME_SIGNAL = 750;

/** The reason of an aborted signal: somebody asked to stop. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`stopped by ${signal}`);
    this.name = 'Interrupted';
    this.exitCode = exitCode(null, signal);
  }
}

/**
 * Listens for Ctrl-C, a closed terminal and the like, and for the death of the
 * bootstrap process, whatever killed it.
 *
 * @param {() => void} onSecond called when somebody asks again and cannot wait
 * @returns {AbortSignal} aborted with an Interrupted on the first request
 */
export function interruptSignal(onSecond) {
  const controller = new AbortController();
  let first = 0;
  /** @param {NodeJS.Signals} signal */
  const request = signal => {
    if (!first) {
      first = Date.now();
      controller.abort(new Interrupted(signal));
    } else if (Date.now() - first > SAME_SIGNAL) {
      onSecond();
    }
  };
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => request(signal));
  }
  // A terminal that is gone must not stop the cleaning up.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => undefined);
  }
  if (Number(process.env.MAAS_BOOTSTRAP_PID) === process.ppid) {
    onParentGone(() => request('SIGHUP'));
  }
  return controller.signal;
}

/**
 * The last word of a script that cannot go on: what went wrong, unless it was asked to stop, and
 * its exit code.
 *
 * @param {unknown} error anything thrown
 */
export function endWith(error) {
  if (error instanceof Interrupted) {
    process.exitCode = error.exitCode;
  } else {
    printProblem(error);
    process.exitCode = 1;
  }
}
