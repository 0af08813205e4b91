import { request } from 'node:http';
import {
  startTestGateway,
  type TestGateway,
} from '../__testUtils__/testGateway';
import { KEY } from '../__testUtils__/testPolicy';

const PAGE = 'https://chat.example.com';
const ask = { model: 'small', messages: [{ role: 'user', content: 'Hello' }] };

/** Fetch would not send an origin of its own choice. */
async function call(
  test: TestGateway,
  method: string,
  headers: Record<string, string>,
  body?: unknown,
) {
  return new Promise<{
    status: number;
    headers: Record<string, unknown>;
    body: string;
  }>((resolve, reject) => {
    const sent = request(
      `${test.gateway.clientUrl}/v1/chat/completions`,
      { method, headers },
      async response => {
        let text = '';
        for await (const chunk of response) {
          text += chunk;
        }
        const { statusCode = 0 } = response;
        resolve({ status: statusCode, headers: response.headers, body: text });
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const preflight = (origin: string) => ({
  origin,
  'access-control-request-method': 'POST',
  'access-control-request-headers':
    'authorization,content-type,x-stainless-retry-count,anthropic-version,x-evil,cookie',
});

const corsHeaders = (headers: Record<string, unknown>) =>
  Object.keys(headers).filter(name => name.startsWith('access-control-'));

describe('a gateway with origins', () => {
  let test: TestGateway;

  beforeAll(async () => {
    test = await startTestGateway({
      config: { cors: { origins: [PAGE], maxAgeSeconds: 600 } },
    });
  });

  afterAll(() => test.stop());

  it('tells the browser what a page may do, before it knows a key', async () => {
    const answer = await call(test, 'OPTIONS', preflight(PAGE));
    expect(answer.status).toBe(204);
    expect(answer.body).toBe('');
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers':
        'authorization, content-type, x-stainless-retry-count, anthropic-version',
      'access-control-max-age': '600',
      vary: 'origin',
    });
    expect(answer.headers).not.toHaveProperty(
      'access-control-allow-credentials',
    );
  });

  it('lets the page read answers and their headers', async () => {
    const answer = await call(
      test,
      'POST',
      { origin: PAGE, authorization: `Bearer ${KEY}` },
      ask,
    );
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      vary: 'origin',
    });
    const exposed = answer.headers['access-control-expose-headers'];
    for (const name of [
      'x-request-id',
      'x-maas-model',
      'retry-after-ms',
      'x-ratelimit-reset-tokens',
    ]) {
      expect(exposed).toContain(name);
    }
  });

  it('lets the page read streams', async () => {
    test.upstream.behaviour = ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end('data: [DONE]\n\n');
    };
    const answer = await call(
      test,
      'POST',
      { origin: PAGE, authorization: `Bearer ${KEY}` },
      { ...ask, stream: true },
    );
    expect(answer.body).toContain('[DONE]');
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': PAGE,
    });
  });

  it('lets the page read errors', async () => {
    const answer = await call(test, 'POST', { origin: PAGE }, ask);
    expect(answer.status).toBe(401);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      vary: 'origin',
    });
  });

  it.each([
    'https://evil.example.com',
    'https://chat.example.com.evil.com',
    'http://chat.example.com',
    'https://chat.example.com:8443',
    'null',
  ])('tells a page of %s nothing', async origin => {
    const asked = await call(test, 'OPTIONS', preflight(origin));
    expect(asked.status).toBe(204);
    expect(corsHeaders(asked.headers)).toEqual([]);
    const answer = await call(test, 'POST', { origin }, ask);
    expect(corsHeaders(answer.headers)).toEqual([]);
    expect(answer.headers.vary).toBe('origin');
  });

  it('takes OPTIONS that is no question of a browser for a wrong method', async () => {
    const answer = await call(test, 'OPTIONS', { origin: PAGE });
    expect(answer.status).toBe(405);
  });
});

describe('a gateway for any origin', () => {
  it('says so', async () => {
    const test = await startTestGateway({
      config: { cors: { origins: ['*'], maxAgeSeconds: 0 } },
    });
    const answer = await call(test, 'OPTIONS', preflight(PAGE));
    await test.stop();
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
    });
    expect(answer.headers).not.toHaveProperty('vary');
  });
});

describe('a gateway without origins', () => {
  it('knows nothing of pages', async () => {
    const test = await startTestGateway();
    const asked = await call(test, 'OPTIONS', preflight(PAGE));
    const answer = await call(
      test,
      'POST',
      { origin: PAGE, authorization: `Bearer ${KEY}` },
      ask,
    );
    await test.stop();
    expect(asked.status).toBe(405);
    expect(answer.status).toBe(200);
    expect(corsHeaders(answer.headers)).toEqual([]);
    expect(answer.headers).not.toHaveProperty('vary');
  });
});
