import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** The signals that end a command, as a terminal or a service manager sends them. */
export const STOP_SIGNALS = /** @type {const} */ ([
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
]);

/** @type {Set<{kill: (signal: NodeJS.Signals) => unknown}>} */
const running = new Set();

/** @type {NodeJS.Signals | undefined} */
let stoppedBy;

/** How often is looked whether the parent lives, in milliseconds. */
const PARENT_CHECK = 1_000;

/**
 * Tells when the parent of this process is gone, whatever ended it.
 *
 * @param {() => void} callback called once
 */
export function onParentGone(callback) {
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(check);
      callback();
    }
  }, PARENT_CHECK);
  check.unref();
}

/**
 * Passes signals on to the children and leaves ending to them; with none
 * running, ends this process. Under npm or Yarn, their end is a signal too: npm
 * does not pass all of its own on.
 */
export function forwardSignals() {
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    stoppedBy = signal;
    if (running.size === 0) {
      process.exit(exitCode(null, signal));
    }
    for (const child of running) {
      child.kill(signal);
    }
  };
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => stop(signal));
  }
  if (process.env.npm_lifecycle_event) {
    onParentGone(() => stop('SIGHUP'));
  }
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null | undefined} signal
 * @returns {number} the exit code a shell would report
 */
export function exitCode(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 1);
}

/** @param {ChildProcess} child */
function track(child) {
  running.add(child);
  const forget = () => running.delete(child);
  child.once('exit', forget);
  child.once('error', forget);
}

/**
 * Waits for what was started in another way, passing signals on to it.
 *
 * @template T
 * @param {(signal: NodeJS.Signals) => void} kill
 * @param {Promise<T>} end
 * @returns {Promise<T>} the end; when a signal asked to stop, this process ends instead
 */
export async function attend(kill, end) {
  const entry = { kill };
  running.add(entry);
  try {
    const result = await end;
    exitIfStopped();
    return result;
  } finally {
    running.delete(entry);
  }
}

function exitIfStopped() {
  if (stoppedBy) {
    process.exit(exitCode(null, stoppedBy));
  }
}

/**
 * Runs a tool to its end and collects what it writes.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & {echo?: boolean}} [options] `echo`: also show the output
 * @returns {Promise<{code: number, output: string, stdout: string}>}
 * @throws the system error when the command cannot be started. When a signal
 *   asked to stop, this process ends instead of returning.
 */
export function capture(command, args, { echo = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    track(child);
    let output = '';
    let stdout = '';
    child.stdout?.on('data', data => {
      stdout += data;
      output += data;
      if (echo) {
        process.stderr.write(data);
      }
    });
    child.stderr?.on('data', data => {
      output += data;
      if (echo) {
        process.stderr.write(data);
      }
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      exitIfStopped();
      resolve({ code: exitCode(code, signal), output, stdout });
    });
  });
}

/**
 * Hands the terminal to a command until it ends.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code
 */
export function handOver(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit' });
    track(child);
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(exitCode(code, signal)));
  });
}
