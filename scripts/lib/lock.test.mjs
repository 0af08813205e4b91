import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { withLock } from './lock.mjs';

/** @type {string} */
let file;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'maas-lock-')), 'lock');
});
afterEach(() => rmSync(join(file, '..'), { recursive: true }));

const neverWaits = () => assert.fail('it waited');

test('waits for a living process, and says which', async () => {
  const holder = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  try {
    writeFileSync(file, String(holder.pid));
    /** @type {number[]} */
    const waits = [];
    const result = await withLock(
      file,
      async () => 'done',
      pid => {
        waits.push(pid);
        rmSync(file);
      },
    );
    assert.equal(result, 'done');
    assert.deepEqual(waits, [holder.pid]);
  } finally {
    holder.kill();
  }
});

test('takes over from a dead process', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(file, String(pid));
  assert.equal(await withLock(file, async () => 1, neverWaits), 1);
});

test('is held during a task, and free again after one that failed', async () => {
  await assert.rejects(
    withLock(
      file,
      async () => {
        assert.ok(existsSync(file));
        throw new Error('no');
      },
      neverWaits,
    ),
    /no/,
  );
  assert.equal(existsSync(file), false);
});
