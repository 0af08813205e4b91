import { refusal } from '../__testUtils__/mockMaasApi';
import { adviceFor, describeError } from './errors';

describe('describeError', () => {
  it('takes the words of the server', async () => {
    expect(describeError(await refusal(409, 'Revealed already'))).toEqual({
      status: 409,
      message: 'Revealed already',
    });
  });

  it.each([
    [new TypeError('Failed to fetch'), 'Failed to fetch'],
    ['broken', 'broken'],
    [null, 'null'],
    [{ body: { error: { message: 7 } }, message: 'own' }, 'own'],
  ])('copes with %s', (error, message) => {
    expect(describeError(error)).toEqual({ status: undefined, message });
  });
});

describe('adviceFor', () => {
  it.each([
    [undefined, 'offline'],
    [400, 'input'],
    [401, 'signIn'],
    [403, 'notAllowed'],
    [404, 'notFound'],
    [409, 'conflict'],
    [422, 'input'],
    [500, 'server'],
    [503, 'server'],
  ])('knows what helps with %s', (status, advice) => {
    expect(adviceFor(status)).toBe(advice);
  });
});
