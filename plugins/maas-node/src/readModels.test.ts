import type { Model } from '@openmaas/backstage-plugin-maas-common';
import { readModels } from './readModels';

const [a, b, c] = ['a', 'b', 'c'].map(id => ({ id, title: id } as Model));
const { signal } = new AbortController();

describe('readModels', () => {
  it('reads page after page', async () => {
    const listModels = jest
      .fn()
      .mockResolvedValueOnce({
        items: [a, b],
        nextCursor: 'two',
        totalItems: 3,
      })
      .mockResolvedValueOnce({ items: [c], totalItems: 3 });
    await expect(readModels({ listModels }, signal)).resolves.toEqual([
      a,
      b,
      c,
    ]);
    expect(listModels.mock.calls).toEqual([
      [{ limit: 500, cursor: undefined }, { signal }],
      [{ limit: 500, cursor: 'two' }, { signal }],
    ]);
  });

  it('takes a model once that moves to the next page meanwhile', async () => {
    const renamed = { ...b, title: 'Z' };
    const listModels = jest
      .fn()
      .mockResolvedValueOnce({
        items: [a, b],
        nextCursor: 'two',
        totalItems: 2,
      })
      .mockResolvedValueOnce({ items: [renamed], totalItems: 2 });
    await expect(readModels({ listModels }, signal)).resolves.toEqual([
      a,
      renamed,
    ]);
  });

  it('rejects where one page cannot be read', async () => {
    const listModels = jest
      .fn()
      .mockResolvedValueOnce({ items: [a], nextCursor: 'two', totalItems: 2 })
      .mockRejectedValueOnce(new Error('gone'));
    await expect(readModels({ listModels }, signal)).rejects.toThrow('gone');
  });

  it('does not read one page for ever', async () => {
    const listModels = jest
      .fn()
      .mockResolvedValue({ items: [a], nextCursor: 'same', totalItems: 9 });
    await expect(readModels({ listModels }, signal)).rejects.toThrow(
      'again and again',
    );
  });
});
