import { connect } from 'node:net';
import { post, useSimulator } from './testing';

const url = useSimulator();
const messages = [{ role: 'user', content: 'Hello' }];

async function errorOf(response: Response) {
  const { error } = await response.json();
  expect(error).toEqual({
    message: expect.any(String),
    type: expect.any(String),
    param: error.param === null ? null : expect.any(String),
    code: response.status,
  });
  return error;
}

describe('bad input', () => {
  const chat = 'chat/v1/chat/completions';
  const completions = 'chat/v1/completions';
  const embeddings = 'vectors/v1/embeddings';
  const long = 'word '.repeat(5000);

  it.each<[string, string, unknown, number, string, string | null]>([
    ['no JSON', chat, '{"messages":', 400, 'Bad Request', null],
    ['an empty body', chat, '', 400, 'Bad Request', null],
    ['no object', chat, [], 400, 'Bad Request', null],
    ['null', chat, null, 400, 'Bad Request', null],
    ['no messages', chat, {}, 400, 'Bad Request', 'messages'],
    ['empty messages', chat, { messages: [] }, 400, 'Bad Request', 'messages'],
    [
      'no role',
      chat,
      { messages: [{ content: 'x' }] },
      400,
      'Bad Request',
      'messages[0].role',
    ],
    [
      'a number as content',
      chat,
      { messages: [{ role: 'user', content: 1 }] },
      400,
      'Bad Request',
      'messages[0].content',
    ],
    [
      'a huge name',
      chat,
      { messages: [{ role: 'user', name: 'x'.repeat(1e6) }] },
      400,
      'Bad Request',
      'messages[0].name',
    ],
    [
      'a picture',
      chat,
      { messages: [{ role: 'user', content: [{ type: 'image_url' }] }] },
      400,
      'BadRequestError',
      'messages',
    ],
    [
      'another model',
      chat,
      { messages, model: 'chat' },
      404,
      'NotFoundError',
      'model',
    ],
    [
      'no room for output',
      chat,
      { messages, max_tokens: 0 },
      400,
      'Bad Request',
      'max_tokens',
    ],
    [
      'half a token',
      chat,
      { messages, max_tokens: 1.5 },
      400,
      'Bad Request',
      'max_tokens',
    ],
    [
      'more output than context',
      chat,
      { messages, max_tokens: 4096 },
      400,
      'BadRequestError',
      'max_tokens',
    ],
    [
      'too long a prompt',
      chat,
      { messages: [{ role: 'user', content: long }] },
      400,
      'BadRequestError',
      'input_tokens',
    ],
    [
      'a prompt that is never tokenized',
      chat,
      { messages: [{ role: 'user', content: 'x'.repeat(5e6) }] },
      400,
      'BadRequestError',
      'input_tokens',
    ],
    ['too many choices', chat, { messages, n: 1e9 }, 400, 'Bad Request', 'n'],
    [
      'an empty stop string',
      chat,
      { messages, stop: '' },
      400,
      'Bad Request',
      'stop',
    ],
    [
      'stream options without a stream',
      chat,
      { messages, stream_options: { include_usage: true } },
      400,
      'BadRequestError',
      'stream_options',
    ],
    [
      'a text as stream',
      chat,
      { messages, stream: 'yes' },
      400,
      'Bad Request',
      'stream',
    ],
    [
      'a cold temperature',
      chat,
      { messages, temperature: -1 },
      400,
      'Bad Request',
      'temperature',
    ],
    [
      'tools that are none',
      'agent/v1/chat/completions',
      { messages, tools: [{}] },
      400,
      'Bad Request',
      'tools[0].type',
    ],
    [
      'a chat with an embedding model',
      'vectors/v1/chat/completions',
      { messages },
      400,
      'BadRequestError',
      null,
    ],
    ['no prompt', completions, {}, 400, 'Bad Request', 'prompt'],
    [
      'a mixed prompt',
      completions,
      { prompt: [1, 'a'] },
      400,
      'Bad Request',
      'prompt',
    ],
    [
      'an unknown token',
      completions,
      { prompt: [1, 1e6] },
      400,
      'BadRequestError',
      'prompt',
    ],
    [
      'too long a text',
      completions,
      { prompt: long },
      400,
      'BadRequestError',
      'input_tokens',
    ],
    ['no input', embeddings, {}, 400, 'Bad Request', 'input'],
    [
      'an empty input',
      embeddings,
      { input: '' },
      400,
      'BadRequestError',
      'input',
    ],
    [
      'too long an input',
      embeddings,
      { input: 'word '.repeat(200) },
      400,
      'BadRequestError',
      'input_tokens',
    ],
    [
      'too many dimensions',
      embeddings,
      { input: 'a', dimensions: 65 },
      400,
      'BadRequestError',
      'dimensions',
    ],
    [
      'another encoding',
      embeddings,
      { input: 'a', encoding_format: 'hex' },
      400,
      'Bad Request',
      'encoding_format',
    ],
    [
      'embeddings of a chat model',
      'chat/v1/embeddings',
      { input: 'a' },
      400,
      'BadRequestError',
      null,
    ],
    ['nothing to tokenize', 'chat/tokenize', {}, 400, 'Bad Request', null],
    ['no tokens', 'chat/detokenize', {}, 400, 'Bad Request', 'tokens'],
    [
      'tokens that are none',
      'chat/detokenize',
      { tokens: [1e6] },
      400,
      'BadRequestError',
      'tokens',
    ],
    [
      'an unknown server',
      'none/v1/chat/completions',
      {},
      404,
      'NotFoundError',
      null,
    ],
    ['an unknown path', 'chat/v1/chat', {}, 404, 'NotFoundError', null],
    ['a way out', 'chat/../../etc', {}, 404, 'NotFoundError', null],
    [
      'a method that is not served',
      'chat/v1/models',
      {},
      405,
      'Method Not Allowed',
      null,
    ],
  ])('%s', async (_, path, body, status, type, param) => {
    const response = await post(`${url()}/${path}`, body);
    expect(response.status).toBe(status);
    expect(await errorOf(response)).toMatchObject({ type, param });
  });

  it('names the context length as clients look for it', async () => {
    const response = await post(`${url()}/${chat}`, {
      messages,
      max_tokens: 5000,
    });
    expect((await errorOf(response)).message).toMatch(
      /^This model's maximum context length is 4096 tokens\. However, /,
    );
  });

  it('says which method would do', async () => {
    const response = await fetch(`${url()}/${chat}`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    await errorOf(response);
  });

  it('takes JSON only', async () => {
    const response = await post(
      `${url()}/${chat}`,
      { messages },
      {
        headers: { 'content-type': 'text/plain' },
      },
    );
    expect(response.status).toBe(400);
    await errorOf(response);
  });

  it('refuses a body over 20 MiB', async () => {
    const content = 'x'.repeat(20 * 1024 * 1024);
    const response = await post(`${url()}/${chat}`, {
      messages: [{ role: 'user', content }],
    });
    expect(response.status).toBe(413);
    expect(await errorOf(response)).toMatchObject({
      type: 'Request Entity Too Large',
    });
  });

  it('cuts off a body without an end', async () => {
    const { port, hostname } = new URL(url());
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /${chat} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
    );
    const piece = Buffer.alloc(1024 * 1024, 'x');
    const chunk = Buffer.concat([
      Buffer.from('100000\r\n'),
      piece,
      Buffer.from('\r\n'),
    ]);
    const send = () => {
      while (socket.writable && socket.write(chunk));
    };
    socket.on('drain', send);
    socket.on('error', () => {});
    send();
    await new Promise(resolve => socket.on('close', resolve));
    const after = await fetch(`${url()}/chat/health`);
    expect(after.status).toBe(200);
  });
});
