import fc from 'fast-check';
import { RecentEvents } from './RecentEvents';

/** As many as are kept. */
const MOST = 2_000;

describe('recent events', () => {
  it('are the latest ones behind what was forgotten, in their order', () => {
    // Many at once, so that more come than are kept.
    const step = fc.record({
      added: fc.integer({ min: 0, max: 900 }),
      isNewSegment: fc.boolean(),
      forgotten: fc.oneof(fc.constant(0), fc.nat(1_200)),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 8 }), steps => {
        const recent = new RecentEvents();
        let kept: Array<{ segment: number; offset: number }> = [];
        let [segment, offset] = [1, 0];
        for (const { added, isNewSegment, forgotten } of steps) {
          if (isNewSegment) {
            [segment, offset] = [segment + 1, 0];
          }
          for (let count = 0; count < added; count++) {
            offset += 10;
            recent.add(`${segment} ${offset}`, { segment, offset });
            kept.push({ segment, offset });
          }
          kept = kept.slice(-MOST);
          const last = kept[Math.min(forgotten, kept.length) - 1];
          if (last) {
            // Up to the end of it and no further.
            recent.forget({ ...last, offset: last.offset - 1 });
            recent.forget(last);
            kept = kept.slice(kept.indexOf(last) + 1);
          }
          expect(recent.size).toBe(kept.length);
          expect(recent.next(5).map(({ position }) => position)).toEqual(
            kept.slice(0, 5),
          );
          expect(recent.next(MOST).map(({ text }) => text)).toEqual(
            kept.map(place => `${place.segment} ${place.offset}`),
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  it('of a whole segment are forgotten together', () => {
    const recent = new RecentEvents();
    recent.add('a', { segment: 1, offset: 10 });
    recent.add('b', { segment: 1, offset: 20 });
    recent.add('c', { segment: 2, offset: 5 });
    recent.forget({ segment: 1, offset: Infinity });
    expect(recent.next(3).map(({ text }) => text)).toEqual(['c']);
  });
});
