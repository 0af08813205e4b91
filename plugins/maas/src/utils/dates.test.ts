import { formatDate, formatDateTime, formatRelative } from './dates';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');

describe('dates', () => {
  it.each([
    ['2026-11-21T12:00:30.000Z', 'now'],
    ['2026-11-21T11:55:00.000Z', '5 minutes ago'],
    ['2026-11-21T15:30:00.000Z', 'in 3 hours'],
    ['2026-11-22T13:00:00.000Z', 'tomorrow'],
    ['2026-11-11T12:00:00.000Z', '10 days ago'],
    ['2027-02-19T12:00:00.000Z', 'in 3 months'],
    ['2028-12-01T12:00:00.000Z', 'in 2 years'],
  ])('writes %s as %s', (time, text) => {
    expect(formatRelative(time, NOW, 'en-US')).toBe(text);
  });

  it('follows the locale', () => {
    const time = '2026-11-21T12:00:00.000Z';
    expect(formatDate(time, 'en-US')).toBe('Nov 21, 2026');
    expect(formatDate(time, 'de-DE')).toBe('21.11.2026');
    expect(formatRelative('2026-11-20T12:00:00.000Z', NOW, 'de')).toBe(
      'gestern',
    );
    expect(formatDateTime(time, 'en-US')).toMatch(/^Nov 21, 2026, \d+:00:00/);
  });
});
