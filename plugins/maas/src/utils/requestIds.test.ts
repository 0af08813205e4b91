import { readRequestId } from './requestIds';

const ID = '019aa5c0-7d2e-7f00-8a1b-2c3d4e5f6091';

describe('readRequestId', () => {
  it.each([
    ID,
    ` ${ID}\n`,
    ID.toLocaleUpperCase('en-US'),
    `x-request-id: ${ID}`,
    `"x-request-id":"${ID}",`,
  ])('finds the id in %j', text => {
    expect(readRequestId(text)).toBe(ID);
  });

  it.each(['', 'req_12345', ID.slice(1), `${ID}0`, `a${ID}`, `${ID}x`])(
    'finds none in %j',
    text => {
      expect(readRequestId(text)).toBeUndefined();
    },
  );
});
