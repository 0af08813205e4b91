import { chunksOf } from './chunks';

describe('chunksOf', () => {
  it.each([0, 1, 200, 201, 450])('gives all of %d items', async count => {
    const items = Array.from({ length: count }, (_, index) => index);
    const found: number[] = [];
    for await (const chunk of chunksOf(items)) {
      found.push(...chunk);
    }
    expect(found).toEqual(items);
  });

  it('lets others have their turn', async () => {
    const turns: string[] = [];
    for await (const chunk of chunksOf(new Array(250).fill(0))) {
      turns.push(`chunk of ${chunk.length}`);
      setImmediate(() => turns.push('other'));
    }
    expect(turns).toEqual(['chunk of 200', 'other', 'chunk of 50', 'other']);
  });
});
