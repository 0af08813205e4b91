import { errorShapeOf } from './errorShape';
import { GatewayError, type GatewayErrorType } from './GatewayError';

const errorOf = (status: number, type: GatewayErrorType) =>
  new GatewayError(status, 'Say please.', { code: 'x', type });

describe('errorShapeOf', () => {
  it.each([
    '/v1/messages',
    '/v1/messages?beta=true',
    '/v1/messages/count_tokens',
    '/v1/messages/batches',
  ])("is Anthropic's for %s", url => {
    const shape = errorShapeOf(url);
    expect(shape.event).toBe('error');
    expect(shape.body(errorOf(429, 'rate_limit_error'), 'the-request')).toEqual(
      {
        type: 'error',
        error: { type: 'rate_limit_error', message: 'Say please.' },
        request_id: 'the-request',
      },
    );
  });

  it.each([undefined, '/v1/chat/completions', '/v1/messagesx', '/tokenize'])(
    "is OpenAI's for %s",
    url => {
      const shape = errorShapeOf(url);
      expect(shape.event).toBeUndefined();
      expect(shape.body(errorOf(500, 'server_error'), 'id')).toEqual({
        error: {
          message: 'Say please.',
          type: 'server_error',
          param: null,
          code: 'x',
        },
      });
    },
  );

  it.each<[number, GatewayErrorType, string]>([
    [400, 'invalid_request_error', 'invalid_request_error'],
    [401, 'authentication_error', 'authentication_error'],
    [403, 'permission_error', 'permission_error'],
    [404, 'not_found_error', 'not_found_error'],
    [413, 'invalid_request_error', 'request_too_large'],
    [500, 'server_error', 'api_error'],
    [502, 'server_error', 'api_error'],
    [503, 'server_error', 'overloaded_error'],
    [504, 'server_error', 'timeout_error'],
  ])("knows Anthropic's name of %s %s", (status, type, name) => {
    const body = errorShapeOf('/v1/messages').body(errorOf(status, type), 'id');
    expect(body).toMatchObject({ error: { type: name } });
  });
});
