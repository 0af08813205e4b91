// Makes calls until it is killed, and says what was promised to it before anything else
// happens, in a file that survives it.
import { openSync, writeSync } from 'node:fs';
import { Journal } from '../Journal';
import { callId, endOf, intentOf } from './calls';
import { TestLogger } from './TestLogger';

const [directory = '', report = '', sync, first] = process.argv.slice(2);
const file = openSync(report, 'a');
let number = Number(first);

function tell(what: string, id: string): void {
  writeSync(file, `${what} ${id}\n`);
}

async function makeCalls(journal: Journal): Promise<void> {
  for (;;) {
    const mine = number;
    number += 1;
    tell('tried', callId(mine));
    const call = await journal.begin(intentOf(mine));
    tell('begun', callId(mine));
    if (mine % 7 === 0) {
      tell('cancelling', callId(mine));
      await call.cancel();
      tell('cancelled', callId(mine));
    } else if (mine % 11 !== 0) {
      await new Promise(resolve => setImmediate(resolve));
      await call.end(endOf(mine));
      tell('ended', callId(mine));
    }
  }
}

async function ship(journal: Journal): Promise<void> {
  for (;;) {
    const events = await journal.next(50);
    for (const { event } of events) {
      tell('shipped', `${event.id} ${JSON.stringify(event)}`);
    }
    await journal.acknowledge(events);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

async function main(): Promise<void> {
  const journal = await Journal.open({
    directory,
    sync: sync === 'fsync' ? 'fsync' : 'write',
    maxBytes: 2 ** 30,
    onFull: 'refuse',
    gateway: 'test',
    logger: new TestLogger(),
    segmentBytes: 64 * 1024,
  });
  process.stdout.write('ready');
  await Promise.all([
    ...Array.from({ length: 8 }, () => makeCalls(journal)),
    ship(journal),
  ]);
}

main();
