import { ConfigReader } from '@backstage/config';
import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  type Granularity,
  quarterFrom,
  quarterOf,
  ReportingCalendar,
} from './ReportingCalendar';

const calendar = (timeZone?: string) =>
  ReportingCalendar.fromConfig(
    new ConfigReader({ maas: { reporting: { timeZone } } }),
  );

const starts = (
  timeZone: string,
  from: string,
  to: string,
  granularity: Granularity,
) =>
  calendar(timeZone)
    .periods(new Date(from), new Date(to), granularity)
    .map(period => period.start.toISOString());

describe('ReportingCalendar', () => {
  it('is in UTC unless configured', () => {
    expect(calendar().timeZone).toBe('UTC');
    expect(calendar('Asia/Kolkata').timeZone).toBe('Asia/Kolkata');
  });

  it.each(['Middle/Earth', '', 'CET+1'])('refuses the zone "%s"', timeZone => {
    expect(() => calendar(timeZone)).toThrow('maas.reporting.timeZone');
  });

  it.each([
    [
      'UTC',
      '2026-11-21T10:00:00Z',
      '2026-11',
      '2026-11-01T00:00:00.000Z',
      '2026-12-01T00:00:00.000Z',
    ],
    [
      'UTC',
      '2026-12-31T23:59:59.999Z',
      '2026-12',
      '2026-12-01T00:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ],
    [
      'Europe/Berlin',
      '2026-10-31T23:00:00Z',
      '2026-11',
      '2026-10-31T23:00:00.000Z',
      '2026-11-30T23:00:00.000Z',
    ],
    [
      'Europe/Berlin',
      '2026-10-31T22:59:59.999Z',
      '2026-10',
      '2026-09-30T22:00:00.000Z',
      '2026-10-31T23:00:00.000Z',
    ],
    [
      'Asia/Kolkata',
      '2026-10-31T18:30:00Z',
      '2026-11',
      '2026-10-31T18:30:00.000Z',
      '2026-11-30T18:30:00.000Z',
    ],
    // There the 1st has two midnights: the month begins with the first of them.
    [
      'America/Havana',
      '2026-11-01T04:00:00Z',
      '2026-11',
      '2026-11-01T04:00:00.000Z',
      '2026-12-01T05:00:00.000Z',
    ],
    [
      'America/Havana',
      '2026-11-01T05:00:00Z',
      '2026-11',
      '2026-11-01T04:00:00.000Z',
      '2026-12-01T05:00:00.000Z',
    ],
    [
      'America/Havana',
      '2026-11-01T03:59:59.999Z',
      '2026-10',
      '2026-10-01T04:00:00.000Z',
      '2026-11-01T04:00:00.000Z',
    ],
  ])('knows the month in %s at %s', (timeZone, at, name, from, to) => {
    expect(calendar(timeZone).month(new Date(at))).toEqual({
      name,
      start: new Date(from),
      from: new Date(from),
      to: new Date(to),
    });
  });

  it('has days of 23 and 25 hours where the clock is changed', () => {
    expect(
      starts(
        'Europe/Berlin',
        '2026-03-27T23:00:00Z',
        '2026-03-30T22:00:00Z',
        'day',
      ),
    ).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
    expect(
      starts(
        'Europe/Berlin',
        '2026-10-23T22:00:00Z',
        '2026-10-26T23:00:00Z',
        'day',
      ),
    ).toEqual([
      '2026-10-23T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
    const hours = starts(
      'Europe/Berlin',
      '2026-10-24T22:00:00Z',
      '2026-10-25T23:00:00Z',
      'hour',
    );
    expect(hours).toHaveLength(25);
  });

  it('begins days and hours at half past in a half-hour zone', () => {
    expect(
      starts(
        'Asia/Kolkata',
        '2026-11-20T18:30:00Z',
        '2026-11-22T18:30:00Z',
        'day',
      ),
    ).toEqual(['2026-11-20T18:30:00.000Z', '2026-11-21T18:30:00.000Z']);
    expect(
      starts(
        'Asia/Kolkata',
        '2026-11-20T10:00:00Z',
        '2026-11-20T11:00:00Z',
        'hour',
      ),
    ).toEqual(['2026-11-20T09:30:00.000Z', '2026-11-20T10:30:00.000Z']);
  });

  it('begins a day that has no midnight when it begins', () => {
    expect(
      starts(
        'America/Sao_Paulo',
        '2018-11-03T12:00:00Z',
        '2018-11-05T12:00:00Z',
        'day',
      ),
    ).toEqual([
      '2018-11-03T03:00:00.000Z',
      '2018-11-04T03:00:00.000Z',
      '2018-11-05T02:00:00.000Z',
    ]);
  });

  it.each(['month', 'day'] as const)(
    'begins a %s that has two midnights with the first one',
    granularity => {
      // The clock is put back from one to midnight.
      expect(
        starts(
          'America/Havana',
          '2026-11-01T12:00:00Z',
          '2026-11-01T13:00:00Z',
          granularity,
        ),
      ).toEqual(['2026-11-01T04:00:00.000Z']);
    },
  );

  it('counts hours on where half of one comes twice', () => {
    expect(
      calendar('Australia/Lord_Howe').periods(
        new Date('2026-04-04T15:15:00Z'),
        new Date('2026-04-04T15:30:00Z'),
        'hour',
      ),
    ).toEqual([
      {
        start: new Date('2026-04-04T15:00:00Z'),
        from: new Date('2026-04-04T15:15:00Z'),
        to: new Date('2026-04-04T15:30:00Z'),
      },
    ]);
  });

  it('keeps to the time of the report at both ends', () => {
    const [first, second] = calendar('Europe/Berlin').periods(
      new Date('2026-10-15T12:00:00Z'),
      new Date('2026-11-02T12:00:00Z'),
      'month',
    );
    expect(first).toEqual({
      start: new Date('2026-09-30T22:00:00Z'),
      from: new Date('2026-10-15T12:00:00Z'),
      to: new Date('2026-10-31T23:00:00Z'),
    });
    expect(second).toEqual({
      start: first.to,
      from: first.to,
      to: new Date('2026-11-02T12:00:00Z'),
    });
  });

  it('refuses more periods than a report can have', () => {
    const of = (granularity: Granularity) =>
      calendar().periods(
        new Date('0001-01-01T00:00:00Z'),
        new Date('2026-01-01T00:00:00Z'),
        granularity,
      );
    expect(() => of('hour')).toThrow('choose a shorter time or a coarser');
    expect(() => of('month')).toThrow('choose a shorter time or a coarser');
    expect(of('total')).toHaveLength(1);
  });

  it('cuts any time into periods without gap or overlap, in any zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'UTC',
          'Europe/Berlin',
          'Asia/Kolkata',
          'Asia/Kathmandu',
          'America/Sao_Paulo',
          'America/St_Johns',
          'Australia/Lord_Howe',
          'Pacific/Apia',
          'Pacific/Chatham',
        ),
        fc.constantFrom('hour' as const, 'day' as const, 'month' as const),
        fc.date({
          min: new Date('2008-01-01'),
          max: new Date('2030-01-01'),
          noInvalidDate: true,
        }),
        fc.integer({ min: 1, max: 40 * 96 }),
        (timeZone, granularity, date, quarters) => {
          // Until 2011 it put its clock back a minute after midnight, into the day before.
          fc.pre(
            timeZone !== 'America/St_Johns' || date.getUTCFullYear() > 2011,
          );
          const from = quarterOf(date);
          const to = new Date(from.getTime() + quarters * 15 * 60_000);
          const periods = calendar(timeZone).periods(from, to, granularity);
          const edges = periods.map(period => period.from);
          expect(edges[0]).toEqual(from);
          expect(periods.map(period => period.to)).toEqual([
            ...edges.slice(1),
            to,
          ]);
          for (const period of periods) {
            expect(period.from < period.to).toBe(true);
            expect(quarterOf(period.from)).toEqual(period.from);
          }
          for (const period of granularity === 'hour' ? [] : periods) {
            const local = DateTime.fromJSDate(period.start, { zone: timeZone });
            expect(local.startOf(granularity)).toEqual(local);
            const last = DateTime.fromMillis(period.to.getTime() - 1, {
              zone: timeZone,
            });
            expect(last.hasSame(local, granularity)).toBe(true);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('quarters of an hour', () => {
  it.each([
    ['2026-11-21T10:00:00.000Z', '10:00', '10:00'],
    ['2026-11-21T10:00:00.001Z', '10:00', '10:15'],
    ['2026-11-21T10:14:59.999Z', '10:00', '10:15'],
    ['1969-12-31T23:59:59.999Z', '23:45', '00:00'],
  ])('of %s is %s, and from it %s', (time, before, after) => {
    expect(quarterOf(new Date(time)).toISOString().slice(11, 16)).toBe(before);
    expect(quarterFrom(new Date(time)).toISOString().slice(11, 16)).toBe(after);
  });
});
