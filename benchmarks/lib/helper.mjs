import { fork } from 'node:child_process';
import { Problem } from '../../scripts/lib/problem.mjs';
import { pinned } from './cores.mjs';

/**
 * @typedef {object} Helper a process of the benchmark itself
 * @property {number} pid
 * @property {any} ready what it said when it was ready
 * @property {(message: object) => Promise<any>} ask sends a message and waits for the answer; rejects
 *   where the helper failed or ended
 * @property {() => Promise<void>} stop
 */

/**
 * Starts one of the benchmark's own processes on a core of its own and waits until it is ready.
 *
 * @param {string} file absolute
 * @param {object} options
 * @param {number} options.core
 * @param {object} [options.with] what it is told at the start
 * @returns {Promise<Helper>}
 */
export function startHelper(file, { core, with: told = {} }) {
  const { command, args } = pinned(core, process.execPath, []);
  const child = fork(file, [JSON.stringify(told)], {
    execPath: command,
    execArgv: args,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const exited = new Promise(resolve => {
    child.once('exit', resolve);
  });
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  let asked = 0;
  /** @type {Error | undefined} */
  let failure;
  const fail = (/** @type {Error} */ error) => {
    failure ??= error;
    waiting.forEach(({ reject }) => reject(error));
    waiting.clear();
  };
  const answer = (/** @type {number} */ id) =>
    new Promise((resolve, reject) => {
      if (failure) {
        reject(failure);
      } else {
        waiting.set(id, { resolve, reject });
      }
    });
  child.on('message', (/** @type {any} */ { id, value, problem }) => {
    if (problem !== undefined) {
      fail(new Problem(problem));
    } else {
      waiting.get(id)?.resolve(value);
      waiting.delete(id);
    }
  });
  child.once('error', fail);
  child.once('exit', code => fail(new Error(`${file} ended with ${code}`)));
  /** @type {Omit<Helper, 'ready'>} */
  const helper = {
    pid: child.pid ?? 0,
    ask(message) {
      asked += 1;
      const answered = answer(asked);
      if (child.connected) {
        child.send({ id: asked, message });
      }
      return answered;
    },
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
  return answer(0).then(ready => ({ ...helper, ready }));
}
