import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endOf, intentOf } from './__testUtils__/calls';
import { TestLogger } from './__testUtils__/TestLogger';
import { Journal, type JournalOptions } from './Journal';
import type { PendingEvent } from './PendingEvent';

/** Room for some two hundred ended calls, in segments of about ten. */
const maxBytes = 200_000;
const segmentBytes = 10_000;

let directory: string;
let logger: TestLogger;
const opened: Journal[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'journal-room-'));
  logger = new TestLogger();
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map(journal => journal.close()));
  rmSync(directory, { recursive: true });
});

async function open(options: Partial<JournalOptions> = {}): Promise<Journal> {
  const journal = await Journal.open({
    directory,
    sync: 'write',
    maxBytes,
    onFull: 'refuse',
    segmentBytes,
    gateway: 'gw-1',
    logger,
    ...options,
  });
  opened.push(journal);
  return journal;
}

/** What is really there. */
function bytesOnDisk(): number {
  return readdirSync(directory)
    .filter(name => /^\d+\.jsonl$/.test(name))
    .reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
}

async function makeCalls(journal: Journal, from: number, to: number) {
  for (let number = from; number <= to; number += 1) {
    const call = await journal.begin(intentOf(number));
    await call.end(endOf(number));
  }
}

/** Makes calls until one is refused. @returns how many were taken */
async function fill(journal: Journal): Promise<number> {
  for (let number = 1; ; number += 1) {
    try {
      await makeCalls(journal, number, number);
    } catch {
      return number - 1;
    }
  }
}

async function takeAll(journal: Journal): Promise<number[]> {
  const all: PendingEvent[] = [];
  while (journal.pendingEvents > 0) {
    const events = await journal.next(100);
    await journal.acknowledge(events);
    all.push(...events);
  }
  return all.map(({ event }) => Number(event.id.slice(-12)));
}

function upTo(last: number, first = 1): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

describe('a journal', () => {
  it.each(['none', 'write', 'fsync'] as const)(
    'knows to the byte what it takes on disk (%s)',
    async sync => {
      const journal = await open({ sync });
      await makeCalls(journal, 1, 35);
      await journal.begin(intentOf(100));
      await journal.acknowledge(await journal.next(15));
      await journal.close();
      expect(journal.report()).toMatchObject({
        bytes: bytesOnDisk(),
        maxBytes,
      });
      expect(journal.report().bytes).toBeGreaterThan(2 * segmentBytes);

      const again = await open({ sync });
      await takeAll(again);
      await again.close();
      expect(again.report().bytes).toBe(bytesOnDisk());
    },
  );

  it('raises an alarm at a half and at four fifths, once each time', async () => {
    const journal = await open();
    const count = await fill(journal);
    expect(logger.of('error')).toEqual([
      expect.stringContaining('filled to 50 %'),
      expect.stringContaining('filled to 80 %'),
    ]);
    expect(logger.of('error').join()).toContain('maasGateway.journal.maxSize');

    await takeAll(journal);
    expect(logger.of('info').length).toBeGreaterThan(0);
    await makeCalls(journal, 1_000, 1_000 + Math.ceil(count * 0.6));
    expect(logger.of('error').slice(2)).toEqual([
      expect.stringContaining('filled to 50 %'),
    ]);
  });
});

describe('a full journal that refuses', () => {
  it('takes no calls, says why, and takes them again when there is room', async () => {
    const journal = await open();
    const count = await fill(journal);
    expect(count).toBeGreaterThan(100);
    await expect(journal.begin(intentOf(0))).rejects.toMatchObject({
      status: 503,
      code: 'gateway_not_ready',
      headers: { 'retry-after': '5' },
      message: expect.stringMatching(/journal.* full \(200000 bytes\)/),
    });
    expect(journal.health()).toEqual({
      writable: false,
      reason: expect.stringContaining('full'),
    });

    let shipped = 0;
    while (shipped < 50) {
      const events = await journal.next(50 - shipped);
      await journal.acknowledge(events);
      shipped += events.length;
    }
    expect(journal.health()).toEqual({ writable: true });
    await makeCalls(journal, count + 1, count + 1);
    expect(await takeAll(journal)).toEqual(upTo(count + 1, 51));
    expect(journal.report().droppedEvents).toBe(0);
  });

  it('writes the ends of all calls that run, and stays within its bound', async () => {
    const journal = await open();
    const calls = [];
    for (let number = 1; ; number += 1) {
      try {
        calls.push(await journal.begin(intentOf(number)));
      } catch {
        break;
      }
    }
    expect(calls.length).toBeGreaterThan(10);
    const long = '\u0001'.repeat(10_000);
    await Promise.all(
      calls.map((call, index) =>
        call.end({
          ...endOf(index),
          endpoint: long,
          errorCode: long,
          finishReason: long,
        }),
      ),
    );

    expect(bytesOnDisk()).toBeLessThanOrEqual(maxBytes);
    const after = await open();
    expect((await takeAll(after)).sort((a, b) => a - b)).toEqual(
      upTo(calls.length),
    );
  });

  it('goes on so after a restart with less room', async () => {
    const before = await open();
    const count = await fill(before);
    await before.close();
    logger.lines.length = 0;

    const after = await open({ maxBytes: maxBytes / 2 });
    expect(logger.of('error')).toEqual([
      expect.stringContaining('filled to 80 %'),
    ]);
    expect(after.health().writable).toBe(false);
    await expect(after.begin(intentOf(0))).rejects.toMatchObject({
      code: 'gateway_not_ready',
    });
    expect(await takeAll(after)).toEqual(upTo(count));
    await makeCalls(after, 1, 1);
  });
});

describe('a full journal that gives up the oldest', () => {
  const onFull = 'drop-oldest-after-alarm';

  it('takes every call, and counts exactly which are in no ledger', async () => {
    const journal = await open({ onFull });
    const open0 = await journal.begin(intentOf(0));
    await makeCalls(journal, 1, 700);

    const dropped = journal.report().droppedEvents ?? 0;
    expect(dropped).toBeGreaterThan(300);
    expect(journal.health()).toEqual({ writable: true });
    expect(bytesOnDisk()).toBeLessThanOrEqual(maxBytes);
    expect(journal.pendingEvents).toBe(700 - dropped);
    expect(logger.of('error')[1]).toContain('filled to 80 %');
    const told = logger
      .of('error')
      .map(line => /the (\d+) oldest calls/.exec(line)?.[1])
      .reduce((sum, count) => sum + Number(count ?? 0), 0);
    expect(told).toBe(dropped);

    // The first of all was still open when its segment went.
    await open0.end(endOf(0));
    expect(await takeAll(journal)).toEqual([...upTo(700, dropped + 1), 0]);
  });

  it('stays within its bound where many calls begin at once', async () => {
    const journal = await open({ onFull: 'drop-oldest-after-alarm' });
    await makeCalls(journal, 1, 300);
    const calls = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) =>
        journal.begin(intentOf(1_000 + index)),
      ),
    );
    const begun = calls.flatMap(call =>
      call.status === 'fulfilled' ? [call.value] : [],
    );
    await Promise.all(begun.map((call, index) => call.end(endOf(index))));
    expect(begun.length).toBeGreaterThan(10);
    expect(bytesOnDisk()).toBeLessThanOrEqual(maxBytes);
  });

  it('has carried over what was open, even where it is killed then', async () => {
    const journal = await open({ onFull });
    await journal.begin(intentOf(1_000));
    await makeCalls(journal, 1, 700);
    const { droppedEvents = 0 } = journal.report();

    const after = await open({ onFull });
    expect(after.report().droppedEvents).toBe(droppedEvents);
    expect(await takeAll(after)).toEqual([
      ...upTo(700, droppedEvents + 1),
      1_000,
    ]);
  });

  it('does not count as lost what was on its way and arrived', async () => {
    const journal = await open({ onFull });
    await makeCalls(journal, 1, 20);
    const shipped = await journal.next(5);
    await makeCalls(journal, 21, 700);
    const before = journal.report().droppedEvents ?? 0;
    const pending = journal.pendingEvents;
    await journal.acknowledge(shipped);

    expect(shipped).toHaveLength(5);
    expect(journal.report().droppedEvents).toBe(before - 5);
    expect(journal.pendingEvents).toBe(pending);
    expect((await takeAll(journal)).length).toBe(pending);
  });

  it('counts once what arrived where only the beginning was given up', async () => {
    const journal = await open({ onFull });
    await makeCalls(journal, 1, 100);
    const shipped = await journal.next(50);
    let made = 100;
    while (!journal.report().droppedEvents) {
      made += 1;
      await makeCalls(journal, made, made);
    }
    expect(journal.report().droppedEvents).toBeLessThan(50);
    await journal.acknowledge(shipped);

    expect(journal.report().droppedEvents).toBe(0);
    expect(journal.pendingEvents).toBe(made - 50);
    expect(await takeAll(journal)).toEqual(upTo(made, 51));
  });

  it('gives up nothing that was shipped', async () => {
    const journal = await open({ onFull });
    const seen: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      await makeCalls(journal, round * 50 + 1, round * 50 + 50);
      seen.push(...(await takeAll(journal)));
    }
    expect(seen).toEqual(upTo(1_000));
    expect(journal.report().droppedEvents).toBe(0);
    expect(logger.of('error')).toEqual([]);
  });
});

describe('a journal that need not survive', () => {
  it('waits for nothing, and has everything when it is closed', async () => {
    const journal = await open({ sync: 'none', maxBytes: 2 ** 30 });
    await makeCalls(journal, 1, 50);
    expect(journal.waitingLines).toBeGreaterThan(0);
    await journal.close();

    expect(journal.waitingLines).toBe(0);
    expect(await takeAll(await open())).toEqual(upTo(50));
  });

  it('ships what was written a moment later', async () => {
    const journal = await open({ sync: 'none', maxBytes: 2 ** 30 });
    const event = new Promise<void>(resolve => {
      journal.listen(resolve);
    });
    await makeCalls(journal, 1, 1);
    await event;
    expect(await takeAll(journal)).toEqual([1]);
  });

  it('does not wait for the time where there is much', async () => {
    const journal = await open({ sync: 'none', maxBytes: 2 ** 30 });
    const written = new Promise<number>(resolve => {
      journal.listenToCommits(resolve);
    });
    await makeCalls(journal, 1, 150);
    await written;
    expect(journal.pendingEvents).toBeGreaterThan(50);
  });
});
