// `npm run bench:ingest` measures how fast the control plane writes usage to its ledger.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endWith, interruptSignal } from '../../scripts/lib/interrupt.mjs';
import { startPostgres } from '../../scripts/lib/postgres.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { readCount } from '../lib/readCount.mjs';
import { makeBatch } from './batches.mjs';
import { ControlPlane } from './ControlPlane.mjs';
import { cpuMicros } from './cpuTime.mjs';

const HELP = `Measures how fast the control plane writes usage events to its ledger: over HTTP, with
all checks, into PostgreSQL.

  npm run bench:ingest
  npm run bench:ingest -- --rounds=5      rounds of each measurement; 3 if left out
  npm run bench:ingest -- --batches=100   batches of a measurement; 40 if left out
`;

const BATCH_SIZE = 1000;
const AT_ONCE = [1, 2, 4];
const WARM_UP_BATCHES = 20;

/**
 * @typedef {object} Bench
 * @property {ControlPlane} controlPlane
 * @property {number} postgres the id of the database's process
 */

/**
 * @param {Bench} bench
 * @param {number} atOnce
 * @param {number} batches
 */
async function measure({ controlPlane, postgres }, atOnce, batches) {
  // Made before, so that the clock does not count it.
  const bodies = Array.from({ length: batches }, () => makeBatch(BATCH_SIZE));
  // It took a while, and the server may be about to close what was idle.
  controlPlane.connectAnew();
  const before = [controlPlane.pid, postgres].map(cpuMicros);
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let body = bodies.pop(); body; body = bodies.pop()) {
        const { written } = await controlPlane.ingest(body);
        if (written !== BATCH_SIZE) {
          throw new Problem(`Of a batch, ${written} events were written.`);
        }
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const events = batches * BATCH_SIZE;
  return {
    perSecond: events / seconds,
    micros: [controlPlane.pid, postgres].map(
      (pid, i) => (cpuMicros(pid) - before[i]) / events,
    ),
  };
}

/**
 * @param {Bench} bench
 * @param {{rounds: number, batches: number}} options
 */
async function measureAll(bench, { rounds, batches }) {
  for (let i = 0; i < WARM_UP_BATCHES; i++) {
    await bench.controlPlane.ingest(makeBatch(BATCH_SIZE));
  }
  for (let round = 1; round <= rounds; round++) {
    for (const atOnce of AT_ONCE) {
      const { perSecond, micros } = await measure(bench, atOnce, batches);
      const [ours, database] = micros.map(each => each.toFixed(1));
      console.log(
        `round ${round}  ${atOnce} at a time: ${perSecond.toFixed(
          0,
        )} events/s; CPU per event: control plane ${ours} µs, database ${database} µs`,
      );
    }
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      batches: { type: 'string', default: '40' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const options = {
    rounds: readCount(values.rounds, '--rounds'),
    batches: readCount(values.batches, '--batches'),
  };
  const tempDir = mkdtempSync(join(tmpdir(), 'maas-ingest-'));
  // PostgreSQL may run as another user and has to get through.
  chmodSync(tempDir, 0o711);
  const signal = interruptSignal(() => process.exit(130));
  const postgres = await startPostgres(tempDir, signal);
  /** @type {ControlPlane | undefined} */
  let controlPlane;
  try {
    controlPlane = await ControlPlane.start(postgres.connectionString);
    const gone = new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
    const pidFile = join(tempDir, 'postgres/data/postmaster.pid');
    const bench = {
      controlPlane,
      postgres: parseInt(readFileSync(pidFile, 'utf8'), 10),
    };
    await Promise.race([measureAll(bench, options), gone]);
  } finally {
    await controlPlane?.stop();
    await postgres.stop();
    rmSync(tempDir, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  endWith(error);
}
