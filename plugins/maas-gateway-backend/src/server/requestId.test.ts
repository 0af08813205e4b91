import { validate, version } from 'uuid';
import { newRequestId } from './requestId';

describe('newRequestId', () => {
  it('makes UUIDs of version 7, none of them twice', () => {
    const ids = Array.from({ length: 2_000 }, () => newRequestId(1));
    expect(new Set(ids).size).toBe(2_000);
    expect(ids.filter(id => !validate(id) || version(id) !== 7)).toEqual([]);
    // Nothing that is random is fixed.
    expect(new Set(ids.map(id => id[19]))).toEqual(new Set('89ab'));
    for (let at = 15; at < 36; at++) {
      const isFixed = '-'.includes(ids[0][at]);
      expect(new Set(ids.map(id => id[at])).size > 1).toBe(!isFixed);
    }
  });

  it('has them sort by time', () => {
    const at = [0, 1, 1_763_700_000_000, 1_763_700_000_001];
    const ids = at.map(newRequestId);
    expect([...ids].reverse().sort()).toEqual(ids);
    expect(ids[3]).toMatch(/^019aa4b6-4501-7/);
  });
});
