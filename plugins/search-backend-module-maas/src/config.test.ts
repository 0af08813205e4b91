import { ConfigReader } from '@backstage/config';
import { readSchedule } from './config';

const withSchedule = (schedule: unknown) =>
  new ConfigReader(
    JSON.parse(
      JSON.stringify({ search: { collators: { maas: { schedule } } } }),
    ),
  );

describe('readSchedule', () => {
  it('is every ten minutes by default', () => {
    expect(readSchedule(new ConfigReader({}))).toEqual({
      frequency: { minutes: 10 },
      timeout: { minutes: 2 },
      initialDelay: { seconds: 3 },
    });
  });

  it('reads what is configured', () => {
    const schedule = { frequency: { hours: 1 }, timeout: { minutes: 3 } };
    expect(readSchedule(withSchedule(schedule))).toMatchObject(schedule);
  });

  it('refuses what is no schedule', () => {
    expect(() => readSchedule(withSchedule({ frequency: 'often' }))).toThrow(
      'search.collators.maas.schedule',
    );
  });
});
