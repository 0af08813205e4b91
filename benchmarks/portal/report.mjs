import { machineFacts } from '../report/machine.mjs';
import { median } from '../lib/stats.mjs';

/** @typedef {import('./sync.mjs').StartFigures} StartFigures */
/** @typedef {import('./sync.mjs').ChangeFigures} ChangeFigures */
/** @typedef {import('./Portal.mjs').Vitals} Vitals */

/**
 * @typedef {object} Results
 * @property {number} models
 * @property {number} teams
 * @property {number} grants
 * @property {StartFigures} start
 * @property {Vitals} atStart when everything was there
 * @property {Vitals} atEnd after all measurements
 * @property {ChangeFigures} allChanged
 * @property {ChangeFigures[]} oneChanged in each round
 * @property {Array<Record<string, number>>} pages milliseconds, in each round
 * @property {Array<{name: string, p50: number, p95: number}>} calls milliseconds
 * @property {number} load of the machine while it measured, as processes that want to run
 */

/**
 * @param {Results} results
 * @returns {string} one table, in Markdown
 */
export function toMarkdown(results) {
  const { models, teams, grants, load } = results;
  const { date, cpu, cores, memory, kernel, node } = machineFacts();
  return [
    `${models} models, ${teams} teams, ${grants} grants. ${date}: ${cpu}, ${cores} cores, ${memory}, Linux ${kernel}, Node ${node}; ${load.toFixed(
      1,
    )} processes wanted to run.`,
    '',
    table([
      ...startRows(results),
      ...pageRows(results.pages),
      ...results.calls.map(({ name, p50, p95 }) => [
        `GET /models, ${name}: p50 (p95)`,
        millis(p50),
        millis(p95),
      ]),
      ...memoryRows(results),
    ]),
  ].join('\n');
}

/** @param {Results} results */
function startRows({ start, allChanged, oneChanged }) {
  const one = (/** @type {(change: ChangeFigures) => number} */ figure) =>
    spread(oneChanged.map(figure), seconds);
  return [
    ['start until the backend is ready', seconds(start.ready), ''],
    [
      'start until one can sign in and REST has all models',
      seconds(start.inRest),
      '',
    ],
    ['start until the catalog has all entities', seconds(start.inCatalog), ''],
    ['the same, CPU time of the backend', seconds(start.cpu), ''],
    ['one model changed until REST has it', ...one(({ inRest }) => inRest)],
    [
      'one model changed until the catalog has it',
      ...one(({ inCatalog }) => inCatalog),
    ],
    ['all models changed until REST has them', seconds(allChanged.inRest), ''],
    [
      'all models changed until the catalog has them',
      seconds(allChanged.inCatalog),
      '',
    ],
    ['the same, CPU time of the backend', seconds(allChanged.cpu), ''],
    [
      "meanwhile, delay of the backend's event loop: p99 (most)",
      millis(allChanged.vitals.loopP99Ms),
      millis(allChanged.vitals.loopMaxMs),
    ],
  ];
}

/** @param {Array<Record<string, number>>} pages */
function pageRows(pages) {
  return Object.keys(pages[0]).map(name => [
    name,
    ...spread(
      pages.map(round => round[name]),
      millis,
    ),
  ]);
}

/** @param {Results} results */
function memoryRows({ atStart, atEnd }) {
  return [
    ['memory of the backend, everything there', mib(atStart.backendMiB), ''],
    ['memory of the backend, in the end', mib(atEnd.backendMiB), ''],
    ['memory of the gateway, everything there', mib(atStart.gatewayMiB), ''],
    ['memory of the gateway, in the end', mib(atEnd.gatewayMiB), ''],
  ];
}

/**
 * @param {number[]} values
 * @param {(value: number) => string} format
 * @returns {string[]} the median and the most
 */
function spread(values, format) {
  return [format(median(values)), format(Math.max(...values))];
}

/** @param {string[][]} rows */
function table(rows) {
  const all = [['figure', 'median', 'most'], ...rows];
  const widths = [0, 1, 2].map(column =>
    Math.max(...all.map(row => row[column].length)),
  );
  const line = (/** @type {string[]} */ [name, ...values]) =>
    `| ${[
      name.padEnd(widths[0]),
      ...values.map((value, index) => value.padStart(widths[index + 1])),
    ].join(' | ')} |`;
  const rule = widths.map((width, index) =>
    index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(all[0]), line(rule), ...rows.map(line)].join('\n');
}

/** @param {number} value */
const seconds = value => `${value.toFixed(1)} s`;
/** @param {number} value */
const millis = value => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
/** @param {number} value */
const mib = value => `${value.toFixed(0)} MiB`;
