import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import {
  startTestGateway,
  type TestGateway,
} from './__testUtils__/testGateway';
import {
  EXPIRED,
  KEY,
  keyOf,
  NARROW,
  REVOKED,
  UNKNOWN,
} from './__testUtils__/testPolicy';

jest.setTimeout(10_000);

interface WrongInput {
  what: string;
  path?: string;
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string;
  status: number;
  code: string;
  /** Must be in the message. */
  says?: RegExp;
  answerHeaders?: Record<string, RegExp>;
}

const good = { model: 'small', messages: [{ role: 'user', content: 'Hi' }] };
const body = (more: object) => JSON.stringify({ ...good, ...more });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

const WITHOUT_KEY: Array<Pick<WrongInput, 'what' | 'headers'>> = [
  { what: 'no key', headers: {} },
  { what: 'an empty key', headers: { authorization: 'Bearer ' } },
  { what: 'a scheme of no key', headers: { authorization: 'Basic YTpi' } },
  { what: 'what is no key', headers: bearer('sk-1234567890') },
  { what: 'a mistyped key', headers: bearer(`${KEY.slice(0, -1)}_`) },
  {
    what: 'a key with two letters swapped',
    headers: bearer(KEY.replace(/(.)(.)$/, '$2$1')),
  },
  { what: 'a key that nobody has', headers: bearer(keyOf(UNKNOWN)) },
  {
    what: 'two different keys',
    headers: { ...bearer(KEY), 'x-api-key': keyOf(UNKNOWN) },
  },
  {
    what: 'the same header with two different keys',
    headers: { authorization: [`Bearer ${KEY}`, `Bearer ${keyOf(UNKNOWN)}`] },
  },
  { what: 'an endless key', headers: bearer('x'.repeat(8_000)) },
];

const WRONG: WrongInput[] = [
  ...WITHOUT_KEY.map(input => ({
    ...input,
    status: 401,
    code: 'invalid_api_key',
  })),
  {
    what: 'a revoked key',
    headers: bearer(keyOf(REVOKED)),
    status: 401,
    code: 'api_key_revoked',
  },
  {
    what: 'an expired key',
    headers: { 'api-key': keyOf(EXPIRED) },
    status: 401,
    code: 'api_key_expired',
  },
  {
    what: 'an unknown path',
    path: '/v1/chat/completions/',
    status: 404,
    code: 'not_found',
  },
  {
    what: 'a path that a model server has',
    path: '/v1/../metrics',
    status: 404,
    code: 'not_found',
  },
  {
    what: 'another method',
    method: 'PUT',
    status: 405,
    code: 'method_not_allowed',
    answerHeaders: { allow: /^POST$/ },
  },
  {
    what: 'no body',
    body: '',
    status: 400,
    code: 'invalid_request_error',
  },
  {
    what: 'what is not JSON',
    body: '{"model": "small", ',
    status: 400,
    code: 'invalid_request_error',
    says: /JSON/,
  },
  {
    what: 'a list',
    body: '[]',
    status: 400,
    code: 'invalid_request_error',
    says: /object/,
  },
  {
    what: 'a field that is there twice',
    body: '{"model":"small","model":"foreign","messages":[]}',
    status: 400,
    code: 'invalid_request_error',
    says: /twice/,
  },
  {
    what: 'no model',
    body: '{"messages":[]}',
    status: 400,
    code: 'invalid_request_error',
    says: /"model" is missing/,
  },
  {
    what: 'a model that is no name',
    body: body({ model: 7 }),
    status: 400,
    code: 'invalid_request_error',
    says: /"model"/,
  },
  {
    what: 'a stream that is neither true nor false',
    body: body({ stream: 'true' }),
    status: 400,
    code: 'invalid_request_error',
    says: /"stream"/,
  },
  {
    what: 'options of the stream that are none',
    body: body({ stream: true, stream_options: 'usage' }),
    status: 400,
    code: 'invalid_request_error',
    says: /stream_options/,
  },
  {
    what: 'a body that is too large',
    body: body({ user: 'x'.repeat(100_001) }),
    status: 413,
    code: 'invalid_request_error',
    says: /100000 bytes/,
  },
  {
    what: 'a compressed body',
    headers: { ...bearer(KEY), 'content-encoding': 'gzip' },
    status: 400,
    code: 'invalid_request_error',
    says: /Content-Encoding/,
  },
  {
    what: 'a model that nobody has',
    body: body({ model: 'gpt-17' }),
    status: 404,
    code: 'model_not_found',
  },
  {
    what: 'a model that the team may not even see',
    body: body({ model: 'unseen' }),
    status: 404,
    code: 'model_not_found',
  },
  {
    what: "another team's model",
    body: body({ model: 'acme/foreign' }),
    status: 403,
    code: 'model_access_required',
    says: /http:\/\/portal\.test\/request\?model=foreign/,
  },
  {
    what: 'a model that the key leaves out',
    headers: bearer(keyOf(NARROW)),
    status: 403,
    code: 'model_access_required',
  },
  {
    what: 'a model that is off',
    body: body({ model: 'idle' }),
    status: 503,
    code: 'model_off',
    says: /platform-team/,
  },
];

describe('a wrong call', () => {
  let test: TestGateway;

  beforeAll(async () => {
    test = await startTestGateway();
  });

  afterAll(async () => {
    await test.stop();
  });

  it.each(WRONG)('with $what is refused with $status $code', async input => {
    const answer = await send(test.gateway.clientUrl, input);

    expect(answer.status).toBe(input.status);
    expect(answer.json).toEqual({
      error: {
        message: expect.any(String),
        type: expect.any(String),
        param: answer.json.error.param,
        code: input.code,
      },
    });
    expect(answer.json.error.message).toMatch(input.says ?? /./);
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    for (const [name, value] of Object.entries(input.answerHeaders ?? {})) {
      expect(answer.headers[name]).toMatch(value);
    }
  });

  it('teaches nothing about keys: each bad one gets the same body', async () => {
    const bodies = await Promise.all(
      WITHOUT_KEY.map(async input => {
        const { json } = await send(test.gateway.clientUrl, {
          ...input,
          status: 401,
          code: '',
        });
        return JSON.stringify(json);
      }),
    );
    expect(new Set(bodies).size).toBe(1);
  });

  it.each([
    ['what is not HTTP', 'HELLO\r\n\r\n', 400],
    [
      'a head that is too large',
      `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n`,
      431,
    ],
    [
      'two lengths',
      'POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}',
      400,
    ],
    [
      'a length and chunks',
      'POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
  ])('with %s is refused', async (_, bytes, status) => {
    const answer = await sendRaw(test.gateway.clientUrl, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('"code":"invalid_request_error"');
  });

  it('that breaks off half-way disturbs nobody', async () => {
    const url = new URL(test.gateway.clientUrl);
    const socket = connect(Number(url.port), url.hostname);
    socket.end(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${KEY}\r\ncontent-length: 500\r\n\r\n{"model":`,
    );
    await new Promise(resolve => {
      socket.once('close', resolve).resume();
    });
    expect((await fetch(test.gateway.adminUrl.concat('/healthz'))).ok).toBe(
      true,
    );
  });

  it('reaches no model server and no ledger, and leaves no key in the log', async () => {
    const { json } = await send(test.gateway.clientUrl, {
      what: '',
      status: 200,
      code: '',
    });
    expect(json.choices).toHaveLength(1);
    const [event, ...others] = await test.controlPlane.events(1);
    expect(event.endState).toBe('completed');
    expect(others).toEqual([]);
    expect(test.upstream.calls).toHaveLength(1);
    expect(JSON.stringify(test.logs.mock.calls)).not.toContain('maas_');
  });
});

/** A call with Node's own client, which sends what fetch would refuse to. */
function send(baseUrl: string, input: WrongInput) {
  return new Promise<{
    status: number;
    headers: Record<string, string>;
    json: any;
  }>((resolve, reject) => {
    const { hostname, port } = new URL(baseUrl);
    const call = httpRequest(
      {
        hostname,
        port,
        path: input.path ?? '/v1/chat/completions',
        method: input.method ?? 'POST',
        headers: input.headers ?? bearer(KEY),
      },
      async response => {
        const chunks = [];
        for await (const chunk of response) {
          chunks.push(chunk);
        }
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          json: JSON.parse(Buffer.concat(chunks).toString()),
        });
      },
    );
    call.once('error', reject);
    call.end(input.body ?? JSON.stringify(good));
  });
}

/** Sends bytes as they are; returns all that comes back. */
function sendRaw(baseUrl: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(baseUrl);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', chunk => {
      answer += chunk;
    });
    socket.once('close', () => resolve(answer));
    socket.once('error', reject);
    socket.write(bytes);
  });
}
