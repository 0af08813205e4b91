import fc from 'fast-check';
import { GrowingBytes } from './GrowingBytes';

describe('GrowingBytes', () => {
  it('gives all that came since the last time, whatever becomes of the pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(3_000))), rounds => {
        const bytes = new GrowingBytes();
        const taken: Array<{ all: Buffer; whole: Buffer }> = [];
        for (const round of rounds) {
          const pieces = round.map((length, index) =>
            Buffer.alloc(length, 1 + (index % 255)),
          );
          const whole = Buffer.concat(pieces);
          for (const piece of pieces) {
            bytes.push(piece);
            piece.fill(0);
          }
          expect(bytes.length).toBe(whole.length);
          taken.push({ all: bytes.take(), whole });
          expect(bytes.length).toBe(0);
        }
        // What comes later is not written over what was given before.
        expect(taken.every(({ all, whole }) => all.equals(whole))).toBe(true);
      }),
    );
  });
});
