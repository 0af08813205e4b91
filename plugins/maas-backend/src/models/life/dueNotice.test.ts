import fc from 'fast-check';
import { dueNotice } from './dueNotice';
import type { Told } from './LifeStore';

const AT = new Date('2027-03-01T09:00:00.000Z');
const DAY = 24 * 60 * 60 * 1000;
const before = (days: number) => new Date(AT.getTime() - days * DAY);

describe('dueNotice', () => {
  it.each<[string, number, Told | undefined, string | undefined, number?]>([
    ['a new one', 100, undefined, 'announced'],
    ['nothing new', 90, { retiresAt: AT }, undefined],
    ['nothing a moment too early', 30.001, { retiresAt: AT }, undefined],
    ['a month before', 30, { retiresAt: AT }, 'reminder', 30],
    ['once', 29, { retiresAt: AT, days: 30 }, undefined],
    ['a week before', 7, { retiresAt: AT, days: 30 }, 'reminder', 7],
    ['the day before', 1, { retiresAt: AT, days: 7 }, 'reminder', 1],
    ['the day', 0, { retiresAt: AT, days: 1 }, 'retired', 0],
    ['the end of it', -50, { retiresAt: AT, days: 0 }, undefined],
    ['late news as one', 5, undefined, 'announced', 7],
    ['the last of what was missed', 0.5, { retiresAt: AT }, 'reminder', 1],
    ['an end in the past', -1, undefined, 'retired', 0],
    ['another time', 50, { retiresAt: before(9), days: 7 }, 'moved'],
    ['another time soon', 6, { retiresAt: before(-9), days: 30 }, 'moved', 7],
  ])('tells of %s', (...[, daysLeft, told, kind, days]) => {
    const due = dueNotice({ retiresAt: AT, told }, before(daysLeft));
    expect(due).toEqual(kind && { kind, told: { retiresAt: AT, days } });
  });

  it('tells that there is no end any more, once', () => {
    const now = before(10);
    const told = { retiresAt: AT, days: 30 };
    expect(dueNotice({ told }, now)).toEqual({ kind: 'called-off' });
    expect(dueNotice({}, now)).toBeUndefined();
  });

  it('never tells the same twice, however the clock and the end are moved', () => {
    const step = fc.record({
      hours: fc.integer({ min: 0, max: 900 }),
      retiresAt: fc.constantFrom(AT, before(-20), undefined),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), steps => {
        let told: Told | undefined;
        let now = before(60).getTime();
        for (const { hours, retiresAt } of steps) {
          now += hours * 60 * 60 * 1000;
          const due = dueNotice({ retiresAt, told }, new Date(now));
          told = due ? due.told : told;
          expect(dueNotice({ retiresAt, told }, new Date(now))).toBeUndefined();
          expect(told?.retiresAt).toEqual(retiresAt);
        }
      }),
    );
  });
});
