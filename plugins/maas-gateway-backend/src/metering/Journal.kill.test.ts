import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import { callId } from './__testUtils__/calls';
import { TestLogger } from './__testUtils__/TestLogger';
import { Journal } from './Journal';

const ROUNDS = 5;

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'journal-kill-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Lets a process make calls for a moment, and kills it. */
async function makeCallsAndDie(sync: string, round: number): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, '__testUtils__/journalChild.ts'),
      join(directory, 'journal'),
      join(directory, 'report'),
      sync,
      String(round * 1_000_000 + 1),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const dead = once(child, 'exit');
  expect(String(await once(child.stdout, 'data'))).toBe('ready');
  await setTimeout(30 + Math.random() * 200);
  child.kill('SIGKILL');
  expect(await dead).toEqual([null, 'SIGKILL']);
}

function readReport() {
  const promised: Record<string, Set<string>> = {};
  const events = new Map<string, MeteredCall>();
  const lines = readFileSync(join(directory, 'report'), 'utf8').split('\n');
  for (const line of lines) {
    const [, what = '', id = '', rest] = /^(\S+) (\S+) ?(.*)$/.exec(line) ?? [];
    (promised[what] ??= new Set()).add(id);
    if (what === 'shipped') {
      const event = JSON.parse(String(rest));
      // Shipped again after a crash, it must be the same.
      expect(events.get(id) ?? event).toEqual(event);
      events.set(id, event);
    }
  }
  return { promised, events };
}

describe.each(['write', 'fsync'] as const)('a killed gateway (%s)', sync => {
  it('has one event for each call, exact where its end was promised', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await makeCallsAndDie(sync, round);
    }

    const { promised, events } = readReport();
    const logger = new TestLogger();
    const journal = await Journal.open({
      directory: join(directory, 'journal'),
      sync,
      maxBytes: 2 ** 30,
      onFull: 'refuse',
      gateway: 'test',
      logger,
    });
    const left: MeteredCall[] = [];
    while (journal.pendingEvents > 0) {
      const next = await journal.next(1000);
      left.push(...next.map(({ event }) => event));
      await journal.acknowledge(next);
    }
    await journal.close();

    expect(new Set(left.map(({ id }) => id)).size).toBe(left.length);
    for (const event of left) {
      expect(events.get(event.id) ?? event).toEqual(event);
      events.set(event.id, event);
    }
    const { tried, begun, ended, cancelling, cancelled } = promised;
    expect(begun?.size).toBeGreaterThan(100);
    const missing = [...(begun ?? [])].filter(
      id => !events.has(id) && !cancelling?.has(id),
    );
    expect(missing).toEqual([]);
    for (const id of ended ?? []) {
      const number = Number(id.slice(-12));
      expect(id).toBe(callId(number));
      expect(events.get(id)).toMatchObject({
        endState: 'completed',
        estimated: false,
        tokens: { input: 12, cachedInput: 4, output: number, reasoning: 0 },
      });
    }
    for (const id of cancelled ?? []) {
      expect(events.has(id)).toBe(false);
    }
    expect([...events.keys()].filter(id => !tried?.has(id))).toEqual([]);
    const lost = [...events.values()].filter(
      ({ endState }) => endState === 'lost',
    );
    expect(lost.length).toBeGreaterThan(0);
    for (const event of lost) {
      expect(ended?.has(event.id)).toBe(false);
      expect(event).toMatchObject({
        estimated: true,
        tokens: { input: 7, cachedInput: 0, output: 0, reasoning: 0 },
      });
    }
    expect(logger.of('error')).toEqual([]);
  }, 60_000);
});
