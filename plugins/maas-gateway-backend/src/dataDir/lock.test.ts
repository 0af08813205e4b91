import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type DirectoryLock, lockDirectory } from './lock';

const never = new AbortController().signal;

let parent: string;
let directory: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'lock-'));
  directory = join(parent, 'data');
});

afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  rmSync(parent, { recursive: true });
});

/** A process that wants the lock; `next` is what it says. */
function startChild() {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, '__testUtils__/lockChild.ts'),
      directory,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  children.push(child);
  const lines = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]();
  return {
    child,
    next: async () => (await lines.next()).value,
    release: () => child.stdin.write('release'),
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

function lock(onWait: () => void = () => {}): Promise<DirectoryLock> {
  return lockDirectory(directory, { signal: never, onWait });
}

describe('lockDirectory', () => {
  it('makes the directory, for this user only', async () => {
    const held = await lock();

    expect(statSync(directory).mode % 0o1000).toBe(0o700);
    const names = readdirSync(directory);
    expect(names).toEqual(['lock-1.sock']);
    expect(statSync(join(directory, 'lock-1.sock')).mode % 0o1000).toBe(0o600);
    await held.release();
    await held.release();
  });

  it('lets in one after the other', async () => {
    const first = await lock();
    let waits = 0;
    let isIn = false;
    let second: Promise<DirectoryLock> | undefined;
    await new Promise<void>(resolve => {
      second = lock(() => {
        waits += 1;
        resolve();
      }).finally(() => {
        isIn = true;
      });
    });
    const ended = new AbortController();
    const impatient = lockDirectory(directory, {
      signal: ended.signal,
      onWait: () => ended.abort(new Error('too long')),
    });
    await expect(impatient).rejects.toThrow('too long');
    expect([waits, isIn]).toEqual([1, false]);

    await first.release();
    await (await second)?.release();
    await (await lock()).release();
    expect(readdirSync(directory).length).toBe(1);
  });

  it("gives a killed process' lock to one who waits", async () => {
    const first = startChild();
    expect(await first.next()).toBe('holds');
    const second = startChild();
    expect(await second.next()).toBe('waits');

    await kill(first.child);

    expect(await second.next()).toBe('holds');
    const third = startChild();
    expect(await third.next()).toBe('waits');
    second.release();
    expect(await third.next()).toBe('holds');
  }, 30_000);

  it('has one holder at a time, however many want it', async () => {
    const killed = startChild();
    expect(await killed.next()).toBe('holds');
    let holders = 0;
    let most = 0;
    const all = Array.from({ length: 30 }, async () => {
      const held = await lock();
      holders += 1;
      most = Math.max(most, holders);
      await new Promise(resolve => setImmediate(resolve));
      holders -= 1;
      await held.release();
    });
    await kill(killed.child);
    await Promise.all(all);

    expect(most).toBe(1);
  }, 30_000);

  it('works where the path is too long for a socket', async () => {
    directory = join(parent, 'd'.repeat(120));
    const before = process.env.TMPDIR;
    process.env.TMPDIR = parent;
    const held = await lock();
    expect(readdirSync(directory)).toEqual([]);
    const ended = new AbortController();
    const other = lockDirectory(directory, {
      signal: ended.signal,
      onWait: () => ended.abort(new Error('too long')),
    });

    await expect(other).rejects.toThrow('too long');
    await held.release();
    if (before === undefined) {
      delete process.env.TMPDIR;
    } else {
      process.env.TMPDIR = before;
    }
  });
});
