import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './problem.mjs';

/** A holder shows that it lives by touching the file this often, in milliseconds. */
const HEARTBEAT = 2_000;
/** After this long without a touch, in milliseconds, the holder is taken for dead. */
const STALE_AFTER = 30_000;

/**
 * Runs a task that at most one process may run at a time, across all processes
 * that use the same lock file. A holder that died, on this machine or (seen by
 * its silence) on another that shares the directory, does not block it.
 *
 * @template T
 * @param {string} file where the lock is
 * @param {() => Promise<T>} task
 * @param {{onWait?: (holder: string) => void, pollMs?: number}} [options] `onWait`: told once when
 *   somebody else holds the lock
 * @returns {Promise<T>} what the task returns
 */
export async function withLock(file, task, { onWait, pollMs = 200 } = {}) {
  mkdirSync(dirname(file), { recursive: true });
  const content = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    token: randomUUID(),
  });
  let told = false;
  while (!tryTake(file, content)) {
    const holder = readHolder(file);
    if (holder && isStale(file, holder)) {
      remove(file, holder.content);
    } else if (holder) {
      if (!told) {
        told = true;
        onWait?.(`process ${holder.pid}`);
      }
      await sleep(pollMs);
    }
  }
  const heartbeat = setInterval(() => touch(file), HEARTBEAT);
  heartbeat.unref();
  const release = () => remove(file, content);
  process.once('exit', release);
  try {
    return await task();
  } finally {
    clearInterval(heartbeat);
    process.removeListener('exit', release);
    release();
  }
}

/**
 * @param {string} file
 * @param {string} content
 * @returns {boolean} whether the lock was free and is now ours
 */
function tryTake(file, content) {
  // Written aside and linked, so that nobody ever reads a lock that is still empty.
  const draft = `${file}.${process.pid}.${randomUUID()}`;
  const handle = openSync(draft, 'wx');
  try {
    writeSync(handle, content);
    closeSync(handle);
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * @param {string} file
 * @returns {{pid: number, host: string, content: string} | undefined} nothing when the lock is gone
 */
function readHolder(file) {
  let content;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
  try {
    const { pid, host } = JSON.parse(content);
    return { pid: Number(pid), host: String(host), content };
  } catch {
    // Not written by us: only its age can tell.
    return { pid: NaN, host: '', content };
  }
}

/**
 * @param {string} file
 * @param {{pid: number, host: string}} holder
 */
function isStale(file, holder) {
  if (holder.host === hostname() && !isAlive(holder.pid)) {
    return true;
  }
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return touched !== undefined && Date.now() - touched > STALE_AFTER;
}

/**
 * @param {number} pid
 * @returns {boolean} whether a process with this id exists
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    // Dead already where nobody has collected it yet, as in containers without an init process.
    return !/\) Z /.test(
      existsSync(`/proc/${pid}/stat`)
        ? readFileSync(`/proc/${pid}/stat`, 'utf8')
        : '',
    );
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/**
 * Removes the lock if it still is the one that was looked at: somebody else
 * may have replaced it in between.
 *
 * @param {string} file
 * @param {string} content
 */
function remove(file, content) {
  const aside = `${file}.${process.pid}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== content) {
      linkSync(aside, file);
    }
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(errorCode(error) ?? '')) {
      throw error;
    }
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {string} file */
function touch(file) {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Deleted by hand: the task goes on.
  }
}
