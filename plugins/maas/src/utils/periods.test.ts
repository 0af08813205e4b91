import { formatDay, formatSlot, periodStart, slotStarts } from './periods';

describe('periodStart', () => {
  const now = (time: string) => Date.parse(time);

  it.each([
    ['today', '2026-11-21T12:00:00Z', 'UTC', '2026-11-21T00:00:00.000Z'],
    ['7d', '2026-11-21T12:00:00Z', 'UTC', '2026-11-15T00:00:00.000Z'],
    ['30d', '2026-11-21T12:00:00Z', 'UTC', '2026-10-23T00:00:00.000Z'],
    ['month', '2026-11-21T12:00:00Z', 'UTC', '2026-11-01T00:00:00.000Z'],
    // Borders of month and year are those of the zone.
    [
      'month',
      '2026-11-30T23:30:00Z',
      'Europe/Zurich',
      '2026-11-30T23:00:00.000Z',
    ],
    [
      'month',
      '2027-01-01T02:00:00Z',
      'America/New_York',
      '2026-12-01T05:00:00.000Z',
    ],
    ['7d', '2027-03-03T12:00:00Z', 'UTC', '2027-02-25T00:00:00.000Z'],
    ['7d', '2028-03-03T12:00:00Z', 'UTC', '2028-02-26T00:00:00.000Z'],
    // Winter begins in between.
    ['7d', '2026-10-27T12:00:00Z', 'Europe/Zurich', '2026-10-20T22:00:00.000Z'],
  ] as const)('of %s at %s in %s', (period, time, zone, start) => {
    expect(periodStart(period, now(time), zone)).toBe(start);
  });
});

describe('slotStarts', () => {
  it('has each day up to now', () => {
    expect(
      slotStarts(
        '2026-11-15T00:00:00.000Z',
        '2026-11-17T00:15:00.000Z',
        'day',
        'UTC',
      ),
    ).toEqual([
      '2026-11-15T00:00:00.000Z',
      '2026-11-16T00:00:00.000Z',
      '2026-11-17T00:00:00.000Z',
    ]);
  });

  it('does not begin a day that ends the time', () => {
    expect(
      slotStarts(
        '2026-11-15T00:00:00.000Z',
        '2026-11-16T00:00:00.000Z',
        'day',
        'UTC',
      ),
    ).toEqual(['2026-11-15T00:00:00.000Z']);
  });

  it.each([
    ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 23],
    ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 25],
  ])('knows how many hours the day from %s has', (from, to, hours) => {
    const starts = slotStarts(from, to, 'hour', 'Europe/Zurich');
    expect(starts).toHaveLength(hours);
    expect(new Set(starts).size).toBe(hours);
  });

  it('keeps days whole where clocks change', () => {
    expect(
      slotStarts(
        '2026-10-23T22:00:00.000Z',
        '2026-10-26T12:00:00.000Z',
        'day',
        'Europe/Zurich',
      ),
    ).toEqual([
      '2026-10-23T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  it('has the hours of a zone that is half an hour off', () => {
    expect(
      slotStarts(
        '2026-11-20T18:30:00.000Z',
        '2026-11-20T20:00:00.000Z',
        'hour',
        'Asia/Kolkata',
      ),
    ).toEqual(['2026-11-20T18:30:00.000Z', '2026-11-20T19:30:00.000Z']);
  });

  it('has nothing where there is no time', () => {
    const at = '2026-11-15T00:00:00.000Z';
    expect(slotStarts(at, at, 'day', 'UTC')).toEqual([]);
  });
});

describe('names of days and hours', () => {
  const start = '2026-11-20T23:00:00.000Z';

  it('follow the zone and the language', () => {
    expect(formatSlot(start, 'day', 'UTC', 'en-US')).toBe('Nov 20');
    expect(formatSlot(start, 'day', 'Europe/Zurich', 'en-US')).toBe('Nov 21');
    expect(formatSlot(start, 'hour', 'UTC', 'en-GB')).toBe('23');
    expect(formatDay(start, 'Europe/Zurich', 'en-US')).toBe(
      'Sat, Nov 21, 2026',
    );
  });
});
