import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './problem.mjs';
import { isAlive } from './processes.mjs';

/**
 * Runs a task that at most one process may run at a time. The lock of a process
 * that died is taken over.
 *
 * @template T
 * @param {string} file where the lock is; it holds the process's id
 * @param {() => Promise<T>} task
 * @param {(pid: number) => void} onWait told once when another process holds the lock
 * @returns {Promise<T>} what the task returns
 */
export async function withLock(file, task, onWait) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  for (let holder = take(file); holder !== process.pid; holder = take(file)) {
    if (holder && !isAlive(holder)) {
      rmSync(file, { force: true });
    } else if (holder && !told) {
      told = true;
      onWait(holder);
    } else {
      await sleep(200);
    }
  }
  try {
    return await task();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * @param {string} file
 * @returns {number} the process that holds the lock: this one if it was free; 0 when that is just changing
 */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return process.pid;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') {
      // On a full disk an empty file may be left, which would block everybody.
      rmSync(file, { force: true });
      throw error;
    }
  }
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
}
