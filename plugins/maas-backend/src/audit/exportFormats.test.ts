import type { AuditEntry } from '@openmaas/backstage-plugin-maas-common';
import { EXPORT_FORMATS } from './exportFormats';

const ENTRY: AuditEntry = {
  seq: 7,
  at: '2026-11-21T10:00:00.000Z',
  action: 'key-update',
  outcome: 'succeeded',
  severity: 'low',
  actor: 'user:default/dana',
  previousHash: 'a',
  hash: 'b',
};

describe('EXPORT_FORMATS', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['say "no", or not\n', `"say ""no"", or not\n"`],
  ])('writes what is no formula for %j', (client, field) => {
    const line = EXPORT_FORMATS.csv.line({ ...ENTRY, client });
    expect(line).toContain(`,${field},`);
    expect(line.endsWith('\r\n')).toBe(true);
  });

  it('writes a field for each name', () => {
    const fields = (line: string) => line.trim().split(',').length;
    expect(fields(EXPORT_FORMATS.csv.line(ENTRY))).toBe(
      fields(EXPORT_FORMATS.csv.head),
    );
  });

  it('writes lines of JSON', () => {
    const line = EXPORT_FORMATS.ndjson.line({ ...ENTRY, error: 'a\nb' });
    expect(line.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(line)).toEqual({ ...ENTRY, error: 'a\nb' });
  });
});
