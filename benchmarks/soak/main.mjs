// `npm run bench:soak` works the gateway for a while and says whether anything in it grows.
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { endWith, interruptSignal } from '../../scripts/lib/interrupt.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { OTHER_CORE, TESTED_CORE, pinOthers } from '../lib/cores.mjs';
import { median } from '../lib/stats.mjs';
import { CACHE } from '../targets/build.mjs';
import { Soak } from './Soak.mjs';
import { floors, trendOf } from './trend.mjs';

const HELP = `Works the gateway at 80 % of what it can do, and watches its memory and its queues.

  npm run bench:soak                   ten minutes
  npm run bench:soak -- --minutes=3    shorter, or longer
`;

/** Within which memory is looked at after garbage collection, in seconds. */
const WINDOW = 20;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        minutes: { type: 'string', default: '10' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const minutes = Number(values.minutes);
    if (!(minutes >= 2 && minutes <= 24 * 60)) {
      throw new Error(`--minutes is "${values.minutes}", not 2 to 1440.`);
    }
    return { help: values.help, minutes };
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error), {
      advice: 'See npm run bench:soak -- --help.',
    });
  }
}

/**
 * @param {Soak} soak
 * @param {'rssMiB' | 'heapMiB' | 'pending' | 'running'} name
 */
function secondHalf({ samples, minutes }, name) {
  return samples
    .filter(({ at }) => at > 30 * minutes)
    .map(sample => ({ at: sample.at, value: sample[name] }));
}

/**
 * @param {Soak} soak
 * @returns {boolean} whether nothing grows
 */
function report(soak) {
  const lines = /** @type {const} */ ([
    ['memory of the process', 'rssMiB', 'MiB'],
    ['heap after collection', 'heapMiB', 'MiB'],
    ['events not in the ledger yet', 'pending', ''],
    ['calls that run', 'running', ''],
  ]);
  let well = true;
  for (const [title, name, unit] of lines) {
    const values = secondHalf(soak, name);
    const { mean, perHour, error, flat } = trendOf(
      name === 'heapMiB' ? floors(values, WINDOW) : values,
    );
    well &&= flat;
    console.log(
      [
        title.padEnd(30),
        `${mean.toFixed(1)} ${unit}`.padEnd(12),
        `${perHour >= 0 ? '+' : ''}${perHour.toFixed(1)} ± ${error.toFixed(
          1,
        )} ${unit} an hour`.padEnd(32),
        flat ? 'flat' : 'GROWS',
      ].join(' '),
    );
  }
  const worst = Math.max(...soak.samples.map(({ loopDelayMs }) => loopDelayMs));
  const middle = (/** @type {'p50' | 'p99' | 'loopDelayMs'} */ name) =>
    median(soak.samples.map(sample => sample[name])).toFixed(1);
  console.log(
    `Delay of the event loop, p99: ${middle(
      'loopDelayMs',
    )} ms, at worst ${worst.toFixed(1)} ms.`,
  );
  console.log(`Latency: p50 ${middle('p50')} ms, p99 ${middle('p99')} ms.`);
  console.log(
    'Flat: over the second half, a straight line through the values rises in an hour by less than 5 % of their mean, or by no more than two standard errors.',
  );
  return well;
}

async function main() {
  const { help, minutes } = readOptions();
  if (help) {
    console.log(HELP);
    return;
  }
  const signal = interruptSignal(() => process.exit(130));
  pinOthers();
  mkdirSync(CACHE, { recursive: true });
  const soak = new Soak({ minutes, signal, say: line => console.log(line) });
  try {
    await soak.prepare();
    console.log(
      `The gateway runs on core ${TESTED_CORE}, load and model server on core ${OTHER_CORE}.`,
    );
    await soak.run();
    const { reached, entered, repeated } = await soak.books();
    const well = report(soak);
    console.log(
      `${reached} calls reached the model server, ${entered} are in the ledger, ${repeated} came twice.`,
    );
    process.exitCode = well && reached === entered ? 0 : 1;
  } finally {
    await soak.close();
  }
}

try {
  await main();
} catch (error) {
  endWith(error);
}
