import { median } from '../lib/stats.mjs';

/** @typedef {import('../lib/Bench.mjs').Sample} Sample */
/** @typedef {Record<string, Sample>} Medians by the name of what was measured */
/** @typedef {Record<string, Medians>} Results by the name of the scenario */

export const GATEWAY = 'gateway, write';
export const FSYNC = 'gateway, fsync';
export const BARE = 'bare Node proxy';

/**
 * @param {Sample[]} samples
 * @returns {Sample} of each figure the median
 */
export function medianSample(samples) {
  // What was not measured came as null.
  const of = (/** @type {keyof Sample} */ name) =>
    median(samples.map(sample => sample[name] ?? NaN));
  const names = /** @type {Array<keyof Sample>} */ (Object.keys(samples[0]));
  return /** @type {Sample} */ (
    Object.fromEntries(names.map(name => [name, of(name)]))
  );
}

/**
 * @typedef {object} Goal
 * @property {string} scenario
 * @property {string} text
 * @property {string} wanted
 * @property {(medians: Medians) => number} figure
 * @property {(figure: number) => boolean} reached
 */

/**
 * @param {string} who
 * @param {string} peer
 * @param {number} floor
 * @param {number} aim
 * @returns {Goal}
 */
const faster = (who, peer, floor, aim) => ({
  scenario: 'json',
  text: `${who}: requests/s per core, × ${peer}`,
  wanted: `≥ ${floor}, aim ${aim}`,
  figure: medians => medians[peer]?.cpuMicros / medians[who]?.cpuMicros,
  reached: figure => figure >= floor,
});

/**
 * @param {Medians} medians
 * @param {'p50' | 'p99' | 'firstByteP50'} name
 */
const addedRatio = (medians, name) =>
  (medians[GATEWAY][name] - medians.direct[name]) /
  (medians[BARE][name] - medians.direct[name]);

/** What the gateway is meant to reach. @type {Goal[]} */
export const GOALS = [
  ...[GATEWAY, FSYNC].flatMap(who => [
    faster(who, BARE, 1.6, 2),
    faster(who, 'Portkey', 8, 12),
    faster(who, 'nginx', 0.27, 0.4),
  ]),
  {
    scenario: 'open',
    text: `added latency p50, × ${BARE}`,
    wanted: '≤ 0.8',
    figure: medians => addedRatio(medians, 'p50'),
    reached: figure => figure <= 0.8,
  },
  {
    scenario: 'open',
    text: `added latency p99, × ${BARE}`,
    wanted: '≤ 1',
    figure: medians => addedRatio(medians, 'p99'),
    reached: figure => figure <= 1,
  },
  ...[
    { peer: BARE, most: 1 },
    { peer: 'Portkey', most: 0.5 },
  ].map(({ peer, most }) => ({
    scenario: 'stream',
    text: `CPU per chunk, × ${peer}`,
    wanted: `≤ ${most}`,
    figure: (/** @type {Medians} */ medians) =>
      medians[GATEWAY].cpuMicros / medians[peer]?.cpuMicros,
    reached: (/** @type {number} */ figure) => figure <= most,
  })),
  {
    scenario: 'stream',
    text: `time to first token added p50, × ${BARE}`,
    wanted: '≤ 1',
    figure: medians => addedRatio(medians, 'firstByteP50'),
    reached: figure => figure <= 1,
  },
  {
    scenario: 'prompt',
    text: `CPU per call, × ${BARE}`,
    wanted: 'aim ≤ 1',
    figure: medians => medians[GATEWAY].cpuMicros / medians[BARE].cpuMicros,
    reached: figure => figure <= 1,
  },
  {
    scenario: 'many',
    text: `memory beyond idle, × ${BARE}`,
    wanted: '≤ 1',
    figure: medians => medians[GATEWAY].memoryMiB / medians[BARE].memoryMiB,
    reached: figure => figure <= 1,
  },
];
