import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode } from './child.mjs';
import { Problem } from './problem.mjs';
import { startGroup } from './processGroup.mjs';
import { ROOT } from './setup.mjs';

/**
 * How API reports are made. Left out are members without a comment, since names
 * and types often say enough, and that packages of this repository read one
 * another's sources, which would put absolute paths into the reports.
 */
export const API_REPORTS = [
  'api-reports',
  '--sql-reports',
  '--validate-release-tags',
  '--omit-messages',
  'ae-undocumented,ae-wrong-input-file-type',
];

/**
 * Runs one of the installed tools to its end, and ends it with all that it
 * started when the signal says so.
 *
 * @param {string} name as in node_modules/.bin, or "node"
 * @param {string[]} args
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env] instead of this process's environment
 * @param {AbortSignal} [options.signal]
 * @param {(line: string) => void} [options.onLine] is given the output instead of the terminal
 * @returns {Promise<number>} its exit code
 * @throws the signal's reason when it was aborted
 */
export async function runTool(
  name,
  args,
  { env = process.env, signal, onLine } = {},
) {
  signal?.throwIfAborted();
  const bin = join(ROOT, 'node_modules/.bin', name);
  if (name !== 'node' && !existsSync(bin)) {
    throw new Problem(`The tool ${name} is not installed.`, {
      advice: 'Delete node_modules and run it again to install afresh.',
    });
  }
  const group = await startGroup({
    command: process.execPath,
    args: name === 'node' ? args : [bin, ...args],
    cwd: ROOT,
    env,
    onLine,
  });
  /** @type {Promise<void> | undefined} */
  let stopping;
  const stop = () => {
    stopping ??= group.stop(5_000);
  };
  signal?.addEventListener('abort', stop);
  const { code, signal: killedBy } = await group.exited;
  signal?.removeEventListener('abort', stop);
  // Also ends what the tool left behind, such as a worker that hangs.
  await (stopping ?? group.stop(2_000));
  signal?.throwIfAborted();
  return exitCode(code, killedBy);
}
