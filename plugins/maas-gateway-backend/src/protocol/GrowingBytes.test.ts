import fc from 'fast-check';
import { GrowingBytes } from './GrowingBytes';

describe('GrowingBytes', () => {
  it('gives all that came since the last time, whatever becomes of the pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.uint8Array({ maxLength: 3_000 }))),
        rounds => {
          const bytes = new GrowingBytes();
          for (const round of rounds) {
            const pieces = round.map(piece => Buffer.from(piece));
            const whole = Buffer.concat(pieces);
            for (const piece of pieces) {
              bytes.push(piece);
              piece.fill(0);
            }
            expect(bytes.length).toBe(whole.length);
            expect(bytes.take().equals(whole)).toBe(true);
            expect(bytes.length).toBe(0);
          }
        },
      ),
    );
  });
});
