import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callId, endOf, intentOf } from './__testUtils__/calls';
import { TestLogger } from './__testUtils__/TestLogger';
import { UsageServer } from './__testUtils__/UsageServer';
import { Journal } from './Journal';
import { RejectedEvents } from './RejectedEvents';
import { Shipper, type ShipperPace } from './Shipper';

jest.setTimeout(20_000);

const never = new AbortController().signal;

let directory: string;
let server: UsageServer;
let logger: TestLogger;
let journal: Journal;
let rejected: RejectedEvents;
let shipper: Shipper;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'shipper-'));
  server = await UsageServer.start();
  logger = new TestLogger();
  await open();
});

afterEach(async () => {
  await shipper.flush(AbortSignal.abort());
  await journal.close();
  await server.stop();
  rmSync(directory, { recursive: true });
});

async function open(pace: Partial<ShipperPace> = {}): Promise<void> {
  journal = await Journal.open({
    directory,
    sync: 'write',
    maxBytes: 2 ** 30,
    onFull: 'refuse',
    gateway: 'gw-1',
    logger,
    segmentBytes: 50_000,
  });
  rejected = await RejectedEvents.open(directory, logger);
  shipper = new Shipper({
    journal,
    rejected,
    controlPlane: server,
    gateway: 'gw-1',
    logger,
    pace: {
      lingerMs: 10,
      timeoutMs: 200,
      minBackoffMs: 5,
      maxBackoffMs: 20,
      ...pace,
    },
  });
}

async function makeCalls(from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number += 1) {
    const call = await journal.begin(intentOf(number));
    await call.end(endOf(number));
  }
}

function idsUpTo(count: number): string[] {
  return Array.from({ length: count }, (_, index) => callId(index + 1));
}

describe('a shipper', () => {
  it('ships in order, in batches, and lets go of what is acknowledged', async () => {
    await makeCalls(1, 1_200);
    shipper.start();
    await server.received(1);
    await shipper.flush(never);

    expect([...server.ledger.keys()]).toEqual(idsUpTo(1_200));
    expect(server.batches.every(({ events }) => events.length <= 500)).toBe(
      true,
    );
    expect(server.batches[0]).toMatchObject({
      gateway: 'gw-1',
      events: expect.arrayContaining([
        expect.objectContaining({ id: callId(1), endState: 'completed' }),
      ]),
    });
    expect(journal.pendingEvents).toBe(0);
    expect(
      readdirSync(directory).filter(name => name.endsWith('.jsonl')).length,
    ).toBe(1);
  });

  it('wakes up for calls that end while it is idle', async () => {
    shipper.start();
    await makeCalls(1, 1);
    await server.received(1);
    await makeCalls(2, 2);
    await server.received(2);

    expect([...server.ledger.keys()]).toEqual(idsUpTo(2));
  });

  it('waits a moment for others, but not for ever', async () => {
    await shipper.flush(AbortSignal.abort());
    await journal.close();
    await open({ lingerMs: 3_600_000, batchSize: 3 });
    shipper.start();
    await makeCalls(1, 3);
    await server.received(1);

    expect(server.batches.map(({ events }) => events.length)).toEqual([3]);
  });

  it('sends again what was accepted without an answer', async () => {
    const answers: (number | 'hang')[] = [500, 'hang'];
    server.after = () => answers.shift() ?? 200;
    shipper.start();
    await makeCalls(1, 10);
    await server.received(3);
    await shipper.flush(never);

    expect([...server.ledger.keys()]).toEqual(idsUpTo(10));
    expect(server.batches[2]?.events.slice(0, 1)).toEqual(
      server.batches[0]?.events.slice(0, 1),
    );
    expect(journal.pendingEvents).toBe(0);
    expect(logger.of('warn').length).toBe(1);
    expect(logger.of('info').length).toBe(1);
  });

  it.each([401, 403, 404, 429, 500, 503])(
    'keeps everything for as long as it is answered %d',
    async status => {
      server.before = () => status;
      shipper.start();
      await makeCalls(1, 5);
      await server.received(4);
      expect(journal.pendingEvents).toBe(5);
      expect(rejected.count).toBe(0);

      server.before = () => 200;
      await shipper.flush(never);
      expect([...server.ledger.keys()]).toEqual(idsUpTo(5));
    },
  );

  it.each([400, 413, 422])(
    'finds the events that are answered %d, keeps them aside and ships the others',
    async status => {
      const poisoned = [callId(7), callId(30)];
      server.before = ({ events }) =>
        events.some(({ id }) => poisoned.includes(id)) ? status : 200;
      await makeCalls(1, 40);
      shipper.start();
      await shipper.flush(never);

      expect([...server.ledger.keys()]).toEqual(
        idsUpTo(40).filter(id => !poisoned.includes(id)),
      );
      expect(rejected.count).toBe(2);
      expect(journal.pendingEvents).toBe(0);
      expect(logger.of('error')).toEqual(
        poisoned.map(id => expect.stringContaining(id)),
      );
      const lines = readFileSync(join(directory, 'rejected.jsonl'), 'utf8');
      expect(
        lines
          .trim()
          .split('\n')
          .map(line => JSON.parse(line)),
      ).toEqual(
        poisoned.map(id => ({
          rejectedAt: expect.any(String),
          reason: expect.stringContaining(`said ${status}`),
          event: expect.objectContaining({ id }),
        })),
      );
      expect((await RejectedEvents.open(directory, logger)).count).toBe(2);
    },
  );

  it('offers rejected events again, and forgets those that are taken', async () => {
    const poisoned = [callId(7), callId(30)];
    server.before = ({ events }) =>
      events.some(({ id }) => poisoned.includes(id)) ? 400 : 200;
    await makeCalls(1, 40);
    shipper.start();
    await shipper.flush(never);
    await journal.close();
    expect(rejected.count).toBe(2);

    // A newer control plane takes one of them.
    poisoned.shift();
    await open({ againMs: 5 });
    const before = server.batches.length;
    shipper.start();
    await server.received(before + 5);
    await shipper.flush(never);
    expect(server.ledger.has(callId(7))).toBe(true);
    expect(server.ledger.has(callId(30))).toBe(false);
    expect(rejected.count).toBe(1);
    const left = await RejectedEvents.open(directory, logger);
    expect(left.count).toBe(1);
    expect(readFileSync(join(directory, 'rejected.jsonl'), 'utf8')).toContain(
      callId(30),
    );
    expect(logger.of('info').join()).toContain('1 usage events');
  });

  it('ships what comes while many rejected events are offered again', async () => {
    const isRejected = (id: string) => id <= callId(150);
    server.before = ({ events }) =>
      events.some(({ id }) => isRejected(id)) ? 400 : 200;
    await makeCalls(1, 150);
    shipper.start();
    await shipper.flush(never);
    await journal.close();
    expect(rejected.count).toBe(150);

    await open();
    const offered = server.batches.length;
    shipper.start();
    await server.received(offered + 1);
    await makeCalls(151, 152);
    // One by one in the end: 199 batches for the first hundred, and 99.
    await server.received(offered + 199 + 99 + 1);
    await shipper.flush(never);
    const shippedAt = server.batches.findIndex(({ events }) =>
      events.some(({ id }) => !isRejected(id)),
    );
    // After the first hundred, not after all of them.
    expect(shippedAt).toBeGreaterThan(0);
    expect(shippedAt - offered).toBe(199);
    expect(rejected.count).toBe(150);
  });

  it('offers what nobody takes at ever longer intervals', async () => {
    server.before = () => 400;
    await makeCalls(1, 1);
    shipper.start();
    await shipper.flush(never);
    await journal.close();
    const setTimer = jest.spyOn(global, 'setTimeout');
    await open({ againMs: 20, maxAgainMs: 400 });
    const offered = server.batches.length;
    shipper.start();
    await server.received(offered + 4);
    const pauses = setTimer.mock.calls
      .map(([, ms]) => ms ?? 0)
      .filter(ms => ms >= 15 && ms <= 400);
    setTimer.mockRestore();
    expect(Math.max(...pauses)).toBeGreaterThanOrEqual(80);
  });

  it('keeps an event whole that is rejected after a line that was cut off', async () => {
    const path = join(directory, 'rejected.jsonl');
    writeFileSync(path, '{"rejectedAt":"2026-11-21T00:0');
    await journal.close();
    await open();
    server.before = () => 400;
    await makeCalls(1, 2);
    shipper.start();
    await shipper.flush(never);
    await journal.close();

    server.before = () => 200;
    await open();
    expect(rejected.count).toBe(3);
    const offered = server.batches.length;
    shipper.start();
    await server.received(offered + 1);
    await shipper.flush(never);
    expect([...server.ledger.keys()]).toEqual(idsUpTo(2));
    expect(rejected.count).toBe(1);
  });

  it('can be sent away, and goes on after a restart', async () => {
    server.before = () => 'hang';
    shipper.start();
    await makeCalls(1, 3);
    await server.received(1);
    const patience = new AbortController();
    const flushed = shipper.flush(patience.signal);
    patience.abort();
    await flushed;
    await journal.close();
    expect(server.ledger.size).toBe(0);

    server.before = () => 200;
    await open();
    expect(journal.pendingEvents).toBe(3);
    shipper.start();
    await shipper.flush(never);
    expect([...server.ledger.keys()]).toEqual(idsUpTo(3));
  });

  it('does not wait for others before it leaves', async () => {
    await shipper.flush(AbortSignal.abort());
    await journal.close();
    await open({
      lingerMs: 3_600_000,
      minBackoffMs: 3_600_000,
      maxBackoffMs: 3_600_000,
    });
    shipper.start();
    await makeCalls(1, 3);
    await shipper.flush(never);

    expect([...server.ledger.keys()]).toEqual(idsUpTo(3));
  });
});
