import {
  dayAt,
  startOfDay,
  startOfNextDay,
  startOfNextHour,
} from './timeZones';

const iso = (instant: number) => new Date(instant).toISOString();
const at = (time: string) => Date.parse(time);

describe('dayAt', () => {
  it.each([
    ['2026-11-21T23:30:00Z', 'UTC', [2026, 11, 21]],
    ['2026-11-21T23:30:00Z', 'Europe/Zurich', [2026, 11, 22]],
    ['2026-12-31T23:30:00Z', 'Asia/Kolkata', [2027, 1, 1]],
    ['2027-01-01T04:30:00Z', 'America/New_York', [2026, 12, 31]],
  ])('knows the day of %s in %s', (time, zone, [year, month, day]) => {
    expect(dayAt(at(time), zone)).toEqual({ year, month, day });
  });

  it('refuses a zone that it does not know', () => {
    expect(() => dayAt(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe('startOfDay', () => {
  it.each([
    ['UTC', 2026, 11, 21, '2026-11-21T00:00:00.000Z'],
    ['Asia/Kolkata', 2026, 11, 21, '2026-11-20T18:30:00.000Z'],
    ['Asia/Kathmandu', 2026, 11, 21, '2026-11-20T18:15:00.000Z'],
    ['Pacific/Kiritimati', 2026, 11, 21, '2026-11-20T10:00:00.000Z'],
    // Clocks change later on that day.
    ['Europe/Zurich', 2026, 3, 29, '2026-03-28T23:00:00.000Z'],
    ['Europe/Zurich', 2026, 10, 25, '2026-10-24T22:00:00.000Z'],
    // There is no midnight: the day begins at one o'clock.
    ['Africa/Cairo', 2026, 4, 24, '2026-04-23T22:00:00.000Z'],
    // There are two midnights: the first one counts.
    ['America/Havana', 2026, 11, 1, '2026-11-01T04:00:00.000Z'],
    // Clocks go back at midnight to 23:00: only the second time is the new day.
    ['Africa/Cairo', 2026, 10, 30, '2026-10-29T22:00:00.000Z'],
    // Days out of range are counted on.
    ['UTC', 2026, 3, 0, '2026-02-28T00:00:00.000Z'],
    ['UTC', 2026, 1, -5, '2025-12-26T00:00:00.000Z'],
  ])('finds it in %s on %d-%d-%d', (zone, year, month, day, start) => {
    expect(iso(startOfDay({ year, month, day }, zone))).toBe(start);
  });
});

describe('startOfNextDay', () => {
  it.each([
    ['2026-03-28T23:00:00Z', 'Europe/Zurich', '2026-03-29T22:00:00.000Z'],
    ['2026-10-24T22:00:00Z', 'Europe/Zurich', '2026-10-25T23:00:00.000Z'],
    ['2026-12-31T15:00:00Z', 'UTC', '2027-01-01T00:00:00.000Z'],
  ])('follows %s in %s', (time, zone, next) => {
    expect(iso(startOfNextDay(at(time), zone))).toBe(next);
  });
});

describe('startOfNextHour', () => {
  it.each([
    ['2026-11-21T10:00:00Z', 'UTC', '2026-11-21T11:00:00.000Z'],
    ['2026-11-21T10:20:00Z', 'UTC', '2026-11-21T11:00:00.000Z'],
    ['2026-11-21T10:00:00Z', 'Asia/Kolkata', '2026-11-21T10:30:00.000Z'],
  ])('follows %s in %s', (time, zone, next) => {
    expect(iso(startOfNextHour(at(time), zone))).toBe(next);
  });
});
