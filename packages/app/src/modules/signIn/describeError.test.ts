import { ResponseError } from '@backstage/errors';
import { describeError } from './describeError';

const answer = (status: number, body: string, type = 'application/json') =>
  ResponseError.fromResponse(
    new Response(body, { status, headers: { 'content-type': type } }),
  );

const reason = (status: number, name: string, message: string) =>
  answer(
    status,
    JSON.stringify({
      error: { name, message },
      response: { statusCode: status },
    }),
  );

describe('describeError', () => {
  it('gives the reason of the backend', async () => {
    expect(
      describeError(await reason(503, 'ServiceUnavailableError', 'Not yet')),
    ).toBe('Not yet');
    expect(
      describeError(await reason(404, 'NotFoundError', 'There is no persona')),
    ).toBe('There is no persona');
  });

  it('gives the status where there is no reason', async () => {
    expect(
      describeError(await answer(502, '<p>oops</p>', 'text/html')),
    ).toContain('502');
  });

  it.each([
    ['an empty answer', () => answer(404, '')],
    ['no answer', async () => new TypeError('Failed to fetch')],
  ])('takes %s for a backend that is starting', async (_, error) => {
    expect(describeError(await error())).toContain(
      'The backend does not answer',
    );
  });

  it('gives the message of anything else', () => {
    expect(describeError(new Error('Unexpected token'))).toBe(
      'Unexpected token',
    );
  });
});
