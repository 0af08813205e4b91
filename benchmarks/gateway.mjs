// `npm run bench:gateway` measures the gateway and its peers side by side.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { endWith, interruptSignal } from '../scripts/lib/interrupt.mjs';
import { Problem } from '../scripts/lib/problem.mjs';
import { ROOT, elapsed } from '../scripts/lib/setup.mjs';
import { Bench } from './lib/Bench.mjs';
import { PROFILES, Setup } from './lib/Setup.mjs';
import { OTHER_CORE, TESTED_CORE, pinOthers } from './lib/cores.mjs';
import { readCount } from './lib/readCount.mjs';
import { machineFacts } from './report/machine.mjs';
import { toMarkdown } from './report/markdown.mjs';
import { medianSample } from './report/summary.mjs';
import { SCENARIOS } from './scenarios.mjs';

const HELP = `Measures the gateway and its peers side by side.

  npm run bench:gateway                          all of it, about ten minutes
  npm run bench:gateway -- --only=json,stream    some of: ${SCENARIOS.map(
    ({ name }) => name,
  ).join(', ')}
  npm run bench:gateway -- --rounds=5            rounds of each scenario; 3 if left out
  npm run bench:gateway -- --seconds=10          of each measurement; 4 if left out
  npm run bench:gateway -- --write-readme        put the tables into benchmarks/README.md
  npm run bench:gateway -- --profile             the gateway alone, and where its time goes
`;

const README = join(ROOT, 'benchmarks/README.md');
const RESULTS = join(ROOT, 'benchmarks/results/gateway.json');
const MARKED = /(<!-- figures -->\n)[\s\S]*(<!-- \/figures -->)/;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string' },
        rounds: { type: 'string', default: '3' },
        seconds: { type: 'string', default: '4' },
        'write-readme': { type: 'boolean', default: false },
        profile: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values['write-readme'] && values.only !== undefined) {
      throw new Problem('The tables of the README are those of a whole run.', {
        advice: 'Leave out --only or --write-readme.',
      });
    }
    return {
      help: values.help,
      profile: values.profile,
      writeReadme: values['write-readme'],
      rounds: readCount(values.rounds, '--rounds'),
      seconds: readCount(values.seconds, '--seconds'),
      scenarios: chosenScenarios(values.only),
    };
  } catch (error) {
    throw error instanceof Problem
      ? error
      : new Problem(error instanceof Error ? error.message : String(error), {
          advice: 'See npm run bench:gateway -- --help.',
        });
  }
}

/** @param {string | undefined} only */
function chosenScenarios(only) {
  const known = SCENARIOS.map(({ name }) => name);
  const names = only?.split(',').map(name => name.trim()) ?? known;
  const unknown = names.find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new Problem(`There is no scenario "${unknown}".`, {
      advice: `Name some of: ${known.join(', ')}.`,
    });
  }
  return SCENARIOS.filter(({ name }) => names.includes(name));
}

/**
 * One after the other, and then all of them again, so that what else the machine does meets
 * all of them alike.
 *
 * @param {Bench} bench
 * @param {import('./scenarios.mjs').Scenario} scenario
 * @param {number} rounds
 * @returns {Promise<Record<string, import('./lib/Bench.mjs').Sample[]>>}
 */
async function runScenario(bench, scenario, rounds) {
  const { setup } = bench;
  const entrants = setup.entrants(scenario);
  /** @type {Map<string, import('./targets/target.mjs').Target>} */
  const started = new Map();
  /** @type {Record<string, import('./lib/Bench.mjs').Sample[]>} */
  const samples = Object.fromEntries(entrants.map(({ name }) => [name, []]));
  /** @type {Set<string>} */
  const leftOut = new Set();
  for (let round = 0; round < rounds; round++) {
    for (const entrant of entrants) {
      const { name, optional } = entrant;
      if (leftOut.has(name)) {
        continue;
      }
      const target = started.get(name) ?? (await setup.begin(entrant));
      started.set(name, target);
      try {
        const sample = await bench.measure(scenario, target, round === 0);
        samples[name].push(sample);
        console.log(
          `  round ${round + 1}  ${name.padEnd(16)} ${describe(
            scenario,
            sample,
          )}`,
        );
      } catch (error) {
        if (!optional || !(error instanceof Problem)) {
          throw error;
        }
        console.log(`  ${name} is left out: ${error.message}`);
        leftOut.add(name);
        await setup.renewLoad();
      }
      if (scenario.fresh || leftOut.has(name)) {
        started.delete(name);
        await setup.end(target);
      }
    }
  }
  for (const target of started.values()) {
    await setup.end(target);
  }
  return Object.fromEntries(
    Object.entries(samples).filter(([, taken]) => taken.length > 0),
  );
}

/**
 * @param {import('./scenarios.mjs').Scenario} scenario
 * @param {import('./lib/Bench.mjs').Sample} sample
 */
function describe(
  { per, fresh },
  { perSecond, cpuMicros, p50, p99, firstByteP50, memoryMiB },
) {
  const figures = [
    `${perSecond.toFixed(0)} ${per}s/s`,
    `${cpuMicros.toFixed(1)} µs CPU/${per}`,
    Number.isFinite(p50)
      ? `p50 ${p50.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms`
      : '',
    Number.isFinite(firstByteP50)
      ? `first token ${firstByteP50.toFixed(3)} ms`
      : '',
    fresh ? `${memoryMiB.toFixed(1)} MiB` : '',
  ];
  return figures.filter(Boolean).join(', ');
}

/** @param {Record<string, any>} facts */
function describeMachine({ date, cpu, cores, memory, kernel, node }) {
  return `Measured on ${date}: ${cpu}, ${cores} cores, ${memory}, Linux ${kernel}, Node ${node}. What is measured runs on core ${TESTED_CORE} alone; load, model server and control plane share core ${OTHER_CORE}.`;
}

async function main() {
  const begun = performance.now();
  const { help, profile, rounds, seconds, scenarios, writeReadme } =
    readOptions();
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  pinOthers();
  const signal = interruptSignal(() => process.exit(130));
  const setup = await Setup.create({
    profile,
    signal,
    say: line => console.log(line),
  });
  const bench = new Bench(setup, { seconds, signal });
  /** @type {Record<string, Record<string, import('./lib/Bench.mjs').Sample[]>>} */
  const samples = {};
  try {
    const facts = machineFacts();
    console.log(describeMachine(facts));
    for (const scenario of scenarios) {
      console.log(`\n${scenario.title}`);
      samples[scenario.name] = await runScenario(bench, scenario, rounds);
    }
    if (profile) {
      console.log(`\nProfiles for DevTools are in ${PROFILES}.`);
    } else {
      report({ facts, rounds, seconds, samples }, writeReadme);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await setup.close();
  }
  console.log(
    `\nEvery call of the gateway was metered exactly once. Took ${elapsed(
      begun,
    )}.`,
  );
}

/**
 * @param {{facts: Record<string, string>, rounds: number, seconds: number, samples: Record<string, Record<string, import('./lib/Bench.mjs').Sample[]>>}} run
 * @param {boolean} writeReadme
 */
function report({ facts, rounds, seconds, samples }, writeReadme) {
  const medians = Object.fromEntries(
    Object.entries(samples).map(([scenario, byName]) => [
      scenario,
      Object.fromEntries(
        Object.entries(byName).map(([name, all]) => [name, medianSample(all)]),
      ),
    ]),
  );
  const tables = toMarkdown(medians);
  console.log(`\n${tables}`);
  if (Object.keys(samples).length < SCENARIOS.length) {
    // Kept are whole runs.
    return;
  }
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(
    RESULTS,
    `${JSON.stringify(
      { machine: facts, rounds, seconds, medians, samples },
      null,
      2,
    )}\n`,
  );
  if (writeReadme) {
    const text = `${describeMachine(
      facts,
    )} Medians of ${rounds} rounds of ${seconds} s.\n\n${tables}\n`;
    writeFileSync(
      README,
      readFileSync(README, 'utf8').replace(
        MARKED,
        (_, open, close) => `${open}\n${text}\n${close}`,
      ),
    );
  }
}

try {
  await main();
} catch (error) {
  endWith(error);
}
