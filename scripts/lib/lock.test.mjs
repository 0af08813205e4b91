import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { withLock } from './lock.mjs';

/** @type {string} */
let dir;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'maas-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** @returns {number} the id of a process that has ended */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

test('runs one task at a time', async () => {
  const file = join(dir, 'lock');
  let inside = 0;
  let most = 0;
  const task = async () => {
    most = Math.max(most, ++inside);
    await new Promise(resolve => setImmediate(resolve));
    inside--;
  };
  await Promise.all(
    Array.from({ length: 8 }, () => withLock(file, task, { pollMs: 1 })),
  );
  assert.equal(most, 1);
  assert.equal(existsSync(file), false);
});

test('says who holds it', async () => {
  const file = join(dir, 'lock');
  /** @type {string[]} */
  const waits = [];
  /** @type {() => void} */
  let finish = () => undefined;
  const first = withLock(
    file,
    () =>
      new Promise(resolve => {
        finish = () => resolve(undefined);
      }),
  );
  const second = withLock(file, async () => 'done', {
    pollMs: 1,
    onWait: holder => {
      waits.push(holder);
      finish();
    },
  });
  await first;
  assert.equal(await second, 'done');
  assert.deepEqual(waits, [`process ${process.pid}`]);
});

test('is free again after a task that failed', async () => {
  const file = join(dir, 'lock');
  await assert.rejects(
    withLock(file, () => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.equal(await withLock(file, async () => 1), 1);
});

test('takes over from a dead process', async () => {
  const file = join(dir, 'lock');
  writeFileSync(file, JSON.stringify({ pid: deadPid(), host: hostname() }));
  assert.equal(await withLock(file, async () => 1), 1);
});

test('takes over from a silent holder elsewhere', async () => {
  const file = join(dir, 'lock');
  writeFileSync(file, JSON.stringify({ pid: 1, host: 'elsewhere' }));
  const longAgo = new Date(Date.now() - 600_000);
  utimesSync(file, longAgo, longAgo);
  assert.equal(await withLock(file, async () => 1), 1);
});

test('takes over a file that holds nonsense only when it is old', async () => {
  const file = join(dir, 'lock');
  writeFileSync(file, '');
  let waited = false;
  await withLock(file, async () => undefined, {
    pollMs: 1,
    onWait: () => {
      waited = true;
      const longAgo = new Date(Date.now() - 600_000);
      utimesSync(file, longAgo, longAgo);
    },
  });
  assert.equal(waited, true);
});
