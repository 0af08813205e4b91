import {
  type ListAnswer,
  ModelListServer,
} from '../../__testUtils__/ModelListServer';
import { fetchModelList } from './modelList';

describe('fetchModelList', () => {
  const server = new ModelListServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  const fetchIt = (headers = {}, timeoutMs?: number) =>
    fetchModelList(server.baseUrl, headers, timeoutMs);

  it('reads names, and the context however the server tells it', async () => {
    server.list(
      'plain',
      { id: 'vllm', max_model_len: 4096 },
      { id: 'router', context_length: 8192 },
      { id: 'mistral', max_context_length: 32768 },
      { id: 'groq', context_window: 131072 },
      { id: 'odd', context_length: 'large' },
    );
    await expect(fetchIt()).resolves.toEqual([
      { name: 'plain' },
      { name: 'vllm', contextLength: 4096 },
      { name: 'router', contextLength: 8192 },
      { name: 'mistral', contextLength: 32768 },
      { name: 'groq', contextLength: 131072 },
      { name: 'odd' },
    ]);
  });

  it('asks with what the server wants', async () => {
    server.list('m');
    server.requests.length = 0;
    await fetchIt({ authorization: 'Bearer s3cret', 'x-org': 'campus' });
    expect(server.requests).toMatchObject([
      {
        url: '/v1/models',
        headers: { authorization: 'Bearer s3cret', 'x-org': 'campus' },
      },
    ]);
  });

  it('leaves a place where it cannot read a model', async () => {
    server.list('good', {}, { id: 7 }, { id: '' }, { id: 'has space' }, [
      'nested',
    ]);
    await expect(fetchIt()).resolves.toEqual([
      { name: 'good' },
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each<[string, ListAnswer, RegExp]>([
    ['401', { status: 401, body: 's3cret' }, /answers 401: .*apiKey/],
    ['403', { status: 403 }, /answers 403: .*apiKey/],
    ['404', { status: 404 }, /answers 404: .*no list/],
    ['500', { status: 500, body: 's3cret' }, /answers 500$/],
    ['503', { status: 503 }, /answers 503$/],
    ['nothing', { status: 204 }, /answers 204$/],
    ['HTML', { body: '<html>s3cret</html>' }, /not answer with a list/],
    ['an empty body', { body: '' }, /not answer with a list/],
    ['half of its JSON', { body: '{"data": [' }, /not answer with a list/],
    ['text', { body: '"models"' }, /not answer with a list/],
    ['null', { body: 'null' }, /not answer with a list/],
    ['a list alone', { body: [{ id: 'm' }] }, /not answer with a list/],
    ['another shape', { body: { models: [] } }, /not answer with a list/],
    ['data that is no list', { body: { data: {} } }, /not answer with a list/],
    [
      'more than 2000 models',
      { body: { data: Array(2001).fill({ id: 'm' }) } },
      /lists 2001 models: at most 2000/,
    ],
    [
      'more than it may send',
      { body: `{"data": [], "x": "${'x'.repeat(9 * 1024 * 1024)}"}` },
      /more than 8 MiB/,
    ],
    [
      'a cut connection',
      { body: '{"data"', broken: true },
      /cannot be reached/,
    ],
  ])('says what is wrong with %s', async (_, answer, message) => {
    server.answer = answer;
    const error: Error = await fetchIt().then(
      () => new Error('no error'),
      it => it,
    );
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`${server.baseUrl}/models`);
    expect(error.message).not.toContain('s3cret');
  });

  it.each([301, 302, 307, 308])('follows no redirect (%i)', async status => {
    server.requests.length = 0;
    server.answer = {
      status,
      headers: { location: `${server.baseUrl}/elsewhere` },
    };
    await expect(fetchIt()).rejects.toThrow(
      /redirects are not followed, so baseUrl/,
    );
    expect(server.requests).toHaveLength(1);
  });

  it('waits no longer than it may', async () => {
    server.answer = { silent: true };
    await expect(fetchIt({}, 20)).rejects.toThrow(
      /does not answer within 0.02 seconds/,
    );
  });

  it('says where nobody listens', async () => {
    const gone = new ModelListServer();
    await gone.start();
    const { baseUrl } = gone;
    await gone.stop();
    await expect(fetchModelList(baseUrl, {})).rejects.toThrow(
      `${baseUrl}/models cannot be reached (ECONNREFUSED)`,
    );
  });
});
