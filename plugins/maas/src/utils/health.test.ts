import { drawnPoints, hadTrouble, hourTicks } from './health';

const point = (start: string, rest = {}) => ({
  start: `2026-11-21T${start}:00.000Z`,
  requests: 4,
  failures: 0,
  healthy: true,
  tokensPerSecond: 40,
  timeToFirstTokenMs: 90,
  ...rest,
});

describe('drawnPoints', () => {
  it('stand in the middle of their time', () => {
    const [drawn] = drawnPoints([point('12:00')], 900);
    expect(new Date(drawn.at).toISOString()).toBe('2026-11-21T12:07:30.000Z');
    expect(drawn).toMatchObject({
      tokensPerSecond: 40,
      timeToFirstTokenMs: 90,
    });
  });

  it('make a line that is broken where nobody called', () => {
    const drawn = drawnPoints(
      [point('12:00'), point('12:15'), point('13:00')],
      900,
    );
    expect(drawn.map(({ tokensPerSecond }) => tokensPerSecond)).toEqual([
      40,
      40,
      null,
      40,
    ]);
    expect(drawn[2].point).toBeUndefined();
  });

  it('have no value where none was measured', () => {
    const bare = {
      start: '2026-11-21T12:00:00.000Z',
      requests: 1,
      failures: 1,
      healthy: true,
    };
    expect(drawnPoints([bare], 900)).toEqual([
      expect.objectContaining({
        tokensPerSecond: null,
        timeToFirstTokenMs: null,
        point: bare,
      }),
    ]);
  });
});

it.each([
  [{}, false],
  [{ failures: 1 }, true],
  [{ healthy: false }, true],
])('a point with %j had trouble: %s', (rest, expected) => {
  expect(hadTrouble(point('12:00', rest))).toBe(expected);
});

it('full hours are named on an axis', () => {
  const to = new Date(2026, 10, 21, 19, 20).getTime();
  expect(
    hourTicks(to - 24 * 3_600_000, to).map(tick => new Date(tick).getHours()),
  ).toEqual([0, 6, 12, 18]);
  const six = new Date(2026, 10, 21, 6).getTime();
  expect(hourTicks(six, six)).toEqual([six]);
});
