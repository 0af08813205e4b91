import { dayAfter, dayStart, shownEnd } from './days';
import { formatDate } from './dates';

describe('days', () => {
  it('begin and end at midnight where the user is', () => {
    expect(dayStart('2026-12-03')).toEqual(new Date(2026, 11, 3));
    expect(dayAfter('2026-12-31')).toEqual(new Date(2027, 0, 1));
  });

  it.each(['', '3.12.2026', '2026-12', 'never'])('are none in “%s”', text => {
    expect(dayStart(text)).toBeUndefined();
    expect(dayAfter(text)).toBeUndefined();
  });

  it('are shown as what ends with them', () => {
    const end = dayAfter('2026-12-03');
    expect(formatDate(shownEnd(end?.toISOString() ?? ''), 'en')).toBe(
      'Dec 3, 2026',
    );
  });
});
