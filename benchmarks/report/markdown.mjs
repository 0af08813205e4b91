import { SCENARIOS } from '../scenarios.mjs';
import { BARE, GOALS } from './summary.mjs';

/** @typedef {import('./summary.mjs').Medians} Medians */
/** @typedef {import('../lib/Bench.mjs').Sample} Sample */
/** @typedef {{title: string, cell: (sample: Sample, medians: Medians, name: string) => string}} Column */

/**
 * @param {number} value
 * @param {number} [digits]
 */
function number(value, digits = 2) {
  return Number.isFinite(value) ? value.toFixed(digits) : '–';
}

/** @param {string} peer @returns {Column} */
const perCore = peer => ({
  title: `per core × ${peer}`,
  cell: ({ cpuMicros }, medians) =>
    number(medians[peer]?.cpuMicros / cpuMicros),
});

/** @param {string} what @returns {Column[]} */
const cost = what => [
  { title: `${what}s/s`, cell: ({ perSecond }) => number(perSecond, 0) },
  { title: `CPU µs/${what}`, cell: ({ cpuMicros }) => number(cpuMicros, 1) },
  {
    title: `${what}s/s per core`,
    cell: ({ cpuMicros }) => number(1e6 / cpuMicros, 0),
  },
  perCore(BARE),
  perCore('Portkey'),
  perCore('nginx'),
];

/**
 * @param {'p50' | 'p99' | 'firstByteP50'} field
 * @param {string} title
 * @returns {Column[]}
 */
const added = (field, title) => [
  { title: `${title}, ms`, cell: sample => number(sample[field], 3) },
  {
    title: 'added, ms',
    cell: (sample, { direct }) => number(sample[field] - direct[field], 3),
  },
  {
    title: `added × ${BARE}`,
    cell: (sample, { direct, [BARE]: bare }) =>
      number((sample[field] - direct[field]) / (bare[field] - direct[field])),
  },
];

/** @type {Record<string, Column[]>} */
const COLUMNS = {
  json: cost('call'),
  open: [
    ...added('p50', 'p50'),
    ...added('p99', 'p99'),
    { title: 'CPU µs/call', cell: ({ cpuMicros }) => number(cpuMicros, 1) },
  ],
  stream: [...cost('chunk'), ...added('firstByteP50', 'first token p50')],
  prompt: cost('call'),
  many: [
    { title: 'MiB beyond idle', cell: ({ memoryMiB }) => number(memoryMiB, 1) },
    {
      title: `× ${BARE}`,
      cell: ({ memoryMiB }, medians) =>
        number(memoryMiB / medians[BARE].memoryMiB),
    },
  ],
};

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
function table(head, rows) {
  const widths = head.map((title, index) =>
    Math.max(title.length, ...rows.map(row => row[index].length)),
  );
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[index]),
      )
      .join(' | ')} |`;
  const rule = widths.map((width, index) =>
    index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/**
 * @param {import('./summary.mjs').Results} results
 * @returns {string} a table for each scenario, and one of what is meant to be reached
 */
export function toMarkdown(results) {
  const parts = SCENARIOS.flatMap(({ name, title }) => {
    const medians = results[name];
    if (!medians) {
      return [];
    }
    const columns = COLUMNS[name];
    const rows = Object.entries(medians).map(([who, sample]) => [
      who,
      ...columns.map(({ cell }) => cell(sample, medians, who)),
    ]);
    return `### ${title}\n\n${table(
      [name, ...columns.map(column => column.title)],
      rows,
    )}`;
  });
  const goals = GOALS.flatMap(({ scenario, text, wanted, figure, reached }) => {
    const value = results[scenario] ? figure(results[scenario]) : NaN;
    return Number.isFinite(value)
      ? [
          [
            `${scenario}: ${text}`,
            wanted,
            number(value),
            reached(value) ? 'yes' : 'NO',
          ],
        ]
      : [];
  });
  const summary = table(
    ['what it is meant to reach', 'wanted', 'measured', 'reached'],
    goals,
  );
  return [...parts, `### Targets\n\n${summary}`].join('\n\n');
}
