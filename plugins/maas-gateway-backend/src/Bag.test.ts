import fc from 'fast-check';
import { Bag } from './Bag';

describe('a bag', () => {
  it('holds what a set would, whatever comes and goes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.nat(5)), { maxLength: 60 }),
        steps => {
          const items = Array.from({ length: 6 }, () => ({ place: -1 }));
          const bag = new Bag<{ place: number }>();
          const set = new Set<{ place: number }>();
          for (const [isNew, index] of steps) {
            const item = items[index];
            if (!isNew) {
              bag.delete(item);
              set.delete(item);
            } else if (!set.has(item)) {
              bag.add(item);
              set.add(item);
            }
            expect(bag.size).toBe(set.size);
            expect(new Set(bag.values())).toEqual(set);
            expect(bag.values().every(one => set.has(one))).toBe(true);
          }
        },
      ),
    );
  });

  it('can be emptied by whoever goes through it', () => {
    const bag = new Bag<{ place: number }>();
    const items = Array.from({ length: 5 }, () => ({ place: -1 }));
    items.forEach(item => bag.add(item));
    for (const item of bag.values()) {
      bag.delete(item);
    }
    expect(bag.size).toBe(0);
  });
});
