import { answerWith } from './__testUtils__/FakeUpstream';
import {
  startTestGateway,
  type TestGateway,
} from './__testUtils__/testGateway';
import { KEY, keyOf, UNKNOWN } from './__testUtils__/testPolicy';

jest.setTimeout(10_000);

describe('an error', () => {
  let test: TestGateway;

  beforeAll(async () => {
    test = await startTestGateway();
  });

  afterAll(async () => {
    await test.stop();
  });

  const send = (path: string, init: RequestInit = {}) =>
    fetch(test.gateway.clientUrl + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}` },
      body: '{"model":"small"}',
      ...init,
    });

  const OPENAI = { error: { code: expect.any(String) } };

  it.each<[string, string, RequestInit, number, string]>([
    [
      'an unknown key',
      '',
      { headers: { 'x-api-key': keyOf(UNKNOWN) } },
      401,
      'authentication_error',
    ],
    ['another method', '', { method: 'PUT' }, 405, 'invalid_request_error'],
    ['an unknown path', '/batches', {}, 404, 'not_found_error'],
    ['what is not JSON', '', { body: '{' }, 400, 'invalid_request_error'],
    ['too much', '', { body: 'x'.repeat(100_001) }, 413, 'request_too_large'],
    ['no access', '', { body: '{"model":"foreign"}' }, 403, 'permission_error'],
    [
      'a model that is off',
      '',
      { body: '{"model":"idle"}' },
      503,
      'overloaded_error',
    ],
  ])(
    "has Anthropic's shape below /v1/messages for %s",
    async (_, below, init, status, type) => {
      const answer = await send(`/v1/messages${below}`, init);
      expect(answer.status).toBe(status);
      await expect(answer.json()).resolves.toEqual({
        type: 'error',
        error: { type, message: expect.any(String) },
        request_id: answer.headers.get('x-request-id'),
      });
      const other = await send(`/v1/responses${below}`, init);
      expect(other.status).toBe(status);
      await expect(other.json()).resolves.toMatchObject(OPENAI);
    },
  );

  it('of the model server has it too', async () => {
    test.upstream.behaviour = answerWith({}, 500);
    const answer = await send('/v1/messages');
    expect(answer.status).toBe(502);
    await expect(answer.json()).resolves.toMatchObject({
      type: 'error',
      error: { type: 'api_error' },
    });
  });
});
