import { newIdempotencyKey } from './idempotencyKey';

describe('newIdempotencyKey', () => {
  it('is long, plain, and another one each time', () => {
    expect(newIdempotencyKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(newIdempotencyKey()).not.toBe(newIdempotencyKey());
  });
});
