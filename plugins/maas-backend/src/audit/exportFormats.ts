import type { AuditEntry } from '@openmaas/backstage-plugin-maas-common';

/** How entries are written into a file. @internal */
export interface ExportFormat {
  contentType: string;
  /** What the file begins with. */
  head: string;
  line(entry: AuditEntry): string;
}

const COLUMNS: Array<[string, (entry: AuditEntry) => unknown]> = [
  ['seq', entry => entry.seq],
  ['at', entry => entry.at],
  ['action', entry => entry.action],
  ['outcome', entry => entry.outcome],
  ['severity', entry => entry.severity],
  ['actor', entry => entry.actor],
  ['onBehalfOf', entry => entry.onBehalfOf],
  ['address', entry => entry.address],
  ['client', entry => entry.client],
  ['targetKind', entry => entry.target?.kind],
  ['targetId', entry => entry.target?.id],
  ['targetName', entry => entry.target?.name],
  ['team', entry => entry.team],
  ['before', entry => entry.before],
  ['after', entry => entry.after],
  ['meta', entry => entry.meta],
  ['error', entry => entry.error],
  ['previousHash', entry => entry.previousHash],
  ['hash', entry => entry.hash],
];

/** What spreadsheets take for a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** @internal */
export const EXPORT_FORMATS: Record<'csv' | 'ndjson', ExportFormat> = {
  csv: {
    contentType: 'text/csv; charset=utf-8; header=present',
    head: csvLine(COLUMNS.map(([name]) => name)),
    line: entry => csvLine(COLUMNS.map(([, valueOf]) => valueOf(entry))),
  },
  ndjson: {
    contentType: 'application/x-ndjson',
    head: '',
    line: entry => `${JSON.stringify(entry)}\n`,
  },
};

/** A line as in RFC 4180. */
function csvLine(values: unknown[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

function csvField(value: unknown): string {
  if (value === undefined) {
    return '';
  }
  const text = typeof value === 'object' ? JSON.stringify(value) : `${value}`;
  const inert = FORMULA.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}
