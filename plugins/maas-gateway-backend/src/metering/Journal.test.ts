import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MeteredCall } from '@openmaas/backstage-plugin-maas-common';
import { callId, endOf, intentOf } from './__testUtils__/calls';
import { FakeDisk } from './__testUtils__/FakeDisk';
import { TestLogger } from './__testUtils__/TestLogger';
import { Journal, type JournalOptions } from './Journal';
import { durableDisk, type JournalDisk } from './JournalDisk';

let directory: string;
let logger: TestLogger;
const opened: Journal[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'journal-'));
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
    maxBytes: 2 ** 30,
    onFull: 'refuse',
    gateway: 'gw-1',
    logger,
    ...options,
  });
  opened.push(journal);
  return journal;
}

async function makeCall(journal: Journal, number: number): Promise<void> {
  const call = await journal.begin(intentOf(number));
  await call.end(endOf(number));
}

/** All pending events, acknowledged. */
async function take(journal: Journal): Promise<MeteredCall[]> {
  const all: MeteredCall[] = [];
  while (journal.pendingEvents > 0) {
    const events = await journal.next(100);
    all.push(...events.map(({ event }) => event));
    await journal.acknowledge(events);
  }
  return all;
}

/** All pending events as `number state`, acknowledged. */
async function takeAll(journal: Journal): Promise<string[]> {
  const events = await take(journal);
  return events.map(
    ({ id, endState }) => `${Number(id.slice(-12))} ${endState}`,
  );
}

function segments(): string[] {
  return readdirSync(directory).filter(name => /^\d+\.jsonl$/.test(name));
}

function readSegment(name: string): string {
  return readFileSync(join(directory, name), 'utf8');
}

describe('a journal', () => {
  it('gives ended calls in order, the same ones until they are acknowledged', async () => {
    const journal = await open();
    for (const number of [1, 2, 3]) {
      await makeCall(journal, number);
    }
    await journal.begin(intentOf(4));

    expect(journal.pendingEvents).toBe(3);
    const first = await journal.next(2);
    expect(first.map(({ event }) => event.id)).toEqual([callId(1), callId(2)]);
    expect(first[0]?.event).toMatchObject({
      gateway: 'gw-1',
      tokens: { output: 1 },
    });
    expect(await journal.next(2)).toEqual(first);
    await journal.acknowledge(first.slice(0, 1));
    expect(journal.pendingEvents).toBe(2);
    expect(await takeAll(journal)).toEqual(['2 completed', '3 completed']);
    expect(await journal.next(2)).toEqual([]);
  });

  it('counts only the first end or cancellation', async () => {
    const journal = await open();
    const ended = await journal.begin(intentOf(1));
    await Promise.all([ended.end(endOf(1)), ended.end(endOf(2))]);
    await ended.cancel();
    const cancelled = await journal.begin(intentOf(3));
    await cancelled.cancel();
    await cancelled.end(endOf(3));

    expect(await takeAll(journal)).toEqual(['1 completed']);
  });

  it('can be read by nobody else', async () => {
    await makeCall(await open({ directory: join(directory, 'deep/er') }), 1);

    const deep = join(directory, 'deep/er');
    expect(statSync(deep).mode % 0o1000).toBe(0o700);
    expect(statSync(join(deep, '00000001.jsonl')).mode % 0o1000).toBe(0o600);
  });

  it('gives more events than it keeps in memory, in order and each once', async () => {
    const journal = await open({ segmentBytes: 200_000 });
    const more = async (from: number, to: number) => {
      for (let number = from; number < to; number++) {
        await makeCall(journal, number);
      }
    };
    await more(0, 2_500);
    const seen: string[] = [];
    const ship = async (max: number) => {
      const events = await journal.next(max);
      seen.push(...events.map(({ event }) => event.id));
      await journal.acknowledge(events);
    };
    await ship(300);
    await more(2_500, 2_600);
    while (journal.pendingEvents > 0) {
      await ship(700);
    }
    await more(2_600, 2_610);
    await ship(100);

    expect(seen).toEqual(Array.from({ length: 2_610 }, (_, n) => callId(n)));
    expect(segments()).toHaveLength(1);
  });

  it('knows where events end whatever their characters are', async () => {
    const before = await open();
    const calls = [1, 2, 3].map(async number => {
      const call = await before.begin({
        ...intentOf(number),
        team: 'group:default/größe-数据-🚀',
      });
      await call.end(endOf(number));
    });
    await Promise.all(calls);
    await before.acknowledge(await before.next(2));
    await before.close();

    const after = await open();
    expect(await takeAll(after)).toEqual(['3 completed']);
    expect(logger.of('error')).toEqual([]);
  });

  it('measures from admission by a clock that never jumps', async () => {
    const journal = await open();
    const startedAt = new Date(Date.now() - 5_000).toISOString();
    const call = await journal.begin({ ...intentOf(1), startedAt });
    await call.end(endOf(1));

    const [pending] = await journal.next(1);
    const { latencyMs = 0, endedAt = '' } = pending?.event ?? {};
    expect(latencyMs).toBeGreaterThanOrEqual(5_000);
    expect(Date.parse(endedAt)).toBe(Date.parse(startedAt) + latencyMs);
  });
});

describe.each(['write', 'fsync'] as const)('restarted (%s)', sync => {
  it('remembers what is not acknowledged and ends what was open, once', async () => {
    const before = await open({ sync });
    for (const number of [1, 2, 3]) {
      await makeCall(before, number);
    }
    await before.acknowledge(await before.next(2));
    await before.begin(intentOf(4));
    await (await before.begin(intentOf(5))).cancel();

    const after = await open({ sync, gateway: 'gw-2' });
    expect(after.pendingEvents).toBe(2);
    const third = await after.next(10);
    await after.acknowledge(third);
    const lost = await after.next(10);
    expect([...third, ...lost].map(({ event }) => event)).toMatchObject([
      { id: callId(3), gateway: 'gw-1', endState: 'completed' },
      { id: callId(4), gateway: 'gw-2', endState: 'lost' },
    ]);
    expect(logger.of('warn')).toEqual([
      expect.stringContaining('1 calls had no end'),
    ]);

    // A second crash changes nothing.
    const again = await open({ sync, gateway: 'gw-3' });
    expect(again.pendingEvents).toBe(1);
    expect(await take(again)).toEqual(lost.map(({ event }) => event));
    expect(await takeAll(await open({ sync }))).toEqual([]);
  });
});

describe('segments', () => {
  const segmentBytes = 4_000;

  it('are deleted once all they hold is acknowledged, whatever is still open', async () => {
    const journal = await open({ segmentBytes });
    await journal.begin(intentOf(1_000));
    for (let number = 1; number <= 50; number += 1) {
      await makeCall(journal, number);
    }
    expect(segments().length).toBeGreaterThan(5);

    expect((await takeAll(journal)).length).toBe(50);
    expect(segments().length).toBe(1);
    expect(await takeAll(await open())).toEqual(['1000 lost']);
  });

  it('do not pile up where nothing is to be shipped', async () => {
    const journal = await open({ segmentBytes });
    for (let number = 1; number <= 200; number += 1) {
      await (await journal.begin(intentOf(number))).cancel();
    }
    await journal.close();

    expect(segments().length).toBe(1);
    expect(segments()).not.toEqual(['00000001.jsonl']);
  });

  it('are all shipped after a restart, in order', async () => {
    const before = await open({ segmentBytes });
    for (let number = 1; number <= 50; number += 1) {
      await makeCall(before, number);
    }
    await before.acknowledge(await before.next(3));

    const after = await open({ segmentBytes });
    expect(after.pendingEvents).toBe(47);
    expect(await takeAll(after)).toEqual(
      Array.from({ length: 47 }, (_, index) => `${index + 4} completed`),
    );
  });
});

describe('after a torn write', () => {
  /** Events of what is whole in a text of records. */
  function wholeEvents(text: string): string[] {
    const begun = new Set<number>();
    const ended: string[] = [];
    for (const line of text.split('\n')) {
      let record;
      try {
        record = JSON.parse(line);
      } catch {
        continue;
      }
      if (record.intent) {
        begun.add(Number(record.intent.id.slice(-12)));
      } else if (record.end) {
        begun.delete(Number(record.end.id.slice(-12)));
        ended.push(`${Number(record.end.id.slice(-12))} completed`);
      } else if (record.cancel) {
        begun.delete(Number(record.cancel.slice(-12)));
      }
    }
    return [...ended, ...[...begun].map(number => `${number} lost`)];
  }

  it('has every whole record, wherever the last ones are cut', async () => {
    const before = await open();
    await makeCall(before, 1);
    const second = await before.begin(intentOf(2));
    await (await before.begin(intentOf(3))).cancel();
    await second.end(endOf(2));
    const text = readSegment('00000001.jsonl');

    const start = text.lastIndexOf('{"cancel":');
    const seen = new Set<string>();
    for (let size = start; size <= text.length; size += 1) {
      const kept = text.slice(0, size);
      const torn = mkdtempSync(join(directory, 'torn-'));
      writeFileSync(join(torn, '00000001.jsonl'), kept);

      const journal = await Journal.open({
        directory: torn,
        sync: 'write',
        maxBytes: 2 ** 30,
        onFull: 'refuse',
        gateway: 'gw-1',
        logger,
      });
      const events = await takeAll(journal);
      await journal.close();

      expect(events).toEqual(wholeEvents(kept));
      seen.add(events.join());
    }
    expect(seen).toEqual(
      new Set([
        '1 completed,2 lost',
        '1 completed,2 lost,3 lost',
        '1 completed,2 completed',
      ]),
    );
    expect(logger.of('error')).toEqual([]);
  }, 60_000);

  it('has what was before a segment whose first line is torn', async () => {
    const before = await open();
    await makeCall(before, 1);
    await before.begin(intentOf(2));
    writeFileSync(join(directory, '00000002.jsonl'), '{"checkpoint":{"open":[');

    expect(await takeAll(await open())).toEqual(['1 completed', '2 lost']);
  });
});

describe('with a line that went bad', () => {
  it('goes on with the others and keeps the file', async () => {
    const before = await open();
    for (const number of [1, 2, 3]) {
      await makeCall(before, number);
    }
    const lines = readSegment('00000001.jsonl').split('\n');
    lines[4] = `\0\0${lines[4]?.slice(2)}`;
    const damaged = lines.join('\n');
    writeFileSync(join(directory, '00000001.jsonl'), damaged);

    const after = await open();
    expect(after.pendingEvents).toBe(3);
    expect(await takeAll(after)).toEqual([
      '1 completed',
      '3 completed',
      '2 lost',
    ]);
    expect(readSegment('corrupt-00000001.jsonl')).toBe(damaged);
    expect(logger.of('error')).toEqual([
      expect.stringContaining('has a line that cannot be read'),
    ]);
  });

  it('does not take what comes next for shipped', async () => {
    const before = await open();
    for (const number of [1, 2, 3]) {
      await makeCall(before, number);
    }
    await take(before);
    await makeCall(before, 4);
    const lines = readSegment('00000001.jsonl').split('\n');
    const damaged = lines.map((line, index) =>
      index > 0 && index < 5 ? 'rubbish' : line,
    );
    // As long as it was: what is acknowledged is known by its place.
    const length = lines.slice(1, 5).join('\n').length;
    damaged[4] = 'x'.repeat(length - 3 * 'rubbish\n'.length);
    writeFileSync(join(directory, '00000001.jsonl'), damaged.join('\n'));

    const after = await open();
    expect(after.pendingEvents).toBe(1);
    expect(await takeAll(after)).toEqual(['4 completed']);
  });

  it('ships the others of a segment that was not read at start', async () => {
    const before = await open({ segmentBytes: 4_000 });
    for (let number = 1; number <= 20; number += 1) {
      await makeCall(before, number);
    }
    const lines = readSegment('00000001.jsonl').split('\n');
    lines[2] = 'rubbish';
    writeFileSync(join(directory, '00000001.jsonl'), lines.join('\n'));
    rmSync(join(directory, '00000002.jsonl'));

    const after = await open();
    const events = await takeAll(after);
    expect(after.pendingEvents).toBe(0);
    expect(events).not.toContain('1 completed');
    expect(events).toContain('2 completed');
    expect(events).toContain('20 completed');
    await makeCall(after, 21);
    expect(await takeAll(after)).toEqual(['21 completed']);
  });
});

describe('on a disk that refuses', () => {
  const refusal = {
    status: 503,
    code: 'gateway_not_ready',
    type: 'server_error',
  };

  it('lets no call begin, and still ships those that end', async () => {
    const disk = new FakeDisk();
    const journal = await open({ disk });
    const running = await journal.begin(intentOf(1));
    const dropped = await journal.begin(intentOf(2));
    let heard = 0;
    journal.listen(() => {
      heard += 1;
    });

    disk.isFull = true;
    await expect(journal.begin(intentOf(3))).rejects.toMatchObject(refusal);
    await running.end(endOf(1));
    await dropped.cancel();

    expect(heard).toBeGreaterThan(0);
    expect(journal.pendingEvents).toBe(1);
    expect(journal.health()).toEqual({
      writable: false,
      reason: 'ENOSPC: no space left on device',
    });
    expect(logger.of('error').length).toBe(1);
    expect(await takeAll(journal)).toEqual(['1 completed']);

    disk.isFull = false;
    await makeCall(journal, 4);
    expect(journal.health()).toEqual({ writable: true });
    expect(await takeAll(journal)).toEqual(['4 completed']);
    await journal.close();
    expect(await takeAll(await open())).toEqual([]);
  });

  it('writes what it could not as soon as it can', async () => {
    const disk = new FakeDisk();
    const journal = await open({ disk });
    const running = await journal.begin(intentOf(1));
    disk.isFull = true;
    await running.end(endOf(1));
    disk.isFull = false;
    await makeCall(journal, 2);
    expect(journal.pendingEvents).toBe(2);
    await journal.close();

    expect((await takeAll(await open())).sort()).toEqual([
      '1 completed',
      '2 completed',
    ]);
  });

  it('keeps nothing of what it refused', async () => {
    const disk = new FakeDisk();
    const journal = await open({ disk });
    await makeCall(journal, 1);
    disk.isFull = true;
    disk.truncates = false;
    await Promise.allSettled([
      journal.begin(intentOf(2)),
      journal.begin(intentOf(3)),
    ]);
    disk.isFull = false;
    await expect(journal.begin(intentOf(4))).rejects.toMatchObject(refusal);
    disk.truncates = true;
    await makeCall(journal, 5);

    expect(await takeAll(await open())).toEqual(['1 completed', '5 completed']);
  });

  it('stays in its segment while the next one cannot be made', async () => {
    const disk = new FakeDisk();
    const journal = await open({ disk, segmentBytes: 100 });
    const running = await journal.begin(intentOf(1));
    disk.isFull = true;
    await running.end(endOf(1));
    expect(segments()).toEqual(['00000001.jsonl']);
    disk.isFull = false;
    await makeCall(journal, 2);

    expect((await takeAll(await open())).sort()).toEqual([
      '1 completed',
      '2 completed',
    ]);
  });

  it('does not start', async () => {
    const disk = new FakeDisk();
    disk.isFull = true;

    await expect(open({ disk })).rejects.toThrow('ENOSPC');
  });
});

describe('with fsync', () => {
  it('commits what comes together together', async () => {
    let writes = 0;
    const disk: JournalDisk = {
      async create(path, data) {
        const file = await durableDisk.create(path, data);
        return {
          write: (line, offset) => {
            writes += 1;
            return file.write(line, offset);
          },
          truncate: size => file.truncate(size),
          close: () => file.close(),
        };
      },
    };
    const journal = await open({ disk });

    await Promise.all(
      Array.from({ length: 100 }, (_, number) => makeCall(journal, number)),
    );

    expect(journal.pendingEvents).toBe(100);
    expect(writes).toBeLessThan(10);
  });
});
