import { ConfigError } from './config';
import { ListenError, startSimulator } from './server';
import { post, TEST_MODELS, useSimulator } from './testing';
import { tokenize } from './tokens';

const url = useSimulator();
const messages = [{ role: 'user', content: 'Hello' }];
const json = { 'content-type': 'application/json' };

describe('the list of servers', () => {
  it('says what this is', async () => {
    const response = await fetch(`${url()}/`);
    expect(response.headers.get('x-simulated')).toBe('true');
    const body = await response.json();
    expect(body.message).toContain('simulated');
    expect(body.servers.map((server: { name: string }) => server.name)).toEqual(
      ['chat', 'thinker', 'agent', 'vectors', 'ear'],
    );
  });
});

describe('small endpoints', () => {
  it('tells health, version and models', async () => {
    const health = await fetch(`${url()}/chat/health`);
    expect([health.status, await health.text()]).toEqual([200, '']);
    const version = await fetch(`${url()}/chat/version`);
    expect(await version.json()).toEqual({ version: '0.0.0+simulated' });
    const models = await fetch(`${url()}/chat/v1/models?a=b`);
    expect((await models.json()).data[0]).toMatchObject({
      id: 'org/Chat-7B',
      owned_by: 'vllm',
      max_model_len: 4096,
    });
  });

  it('tokenizes texts and chats, and back', async () => {
    const text = await post(`${url()}/chat/tokenize`, {
      prompt: 'Hello world',
      return_token_strs: true,
    });
    const tokens = tokenize('Hello world');
    expect(await text.json()).toEqual({
      count: 2,
      max_model_len: 4096,
      tokens,
      token_strs: ['Hello', ' world'],
    });
    const chat = await post(`${url()}/chat/tokenize`, { messages });
    const { tokens: framed } = await chat.json();
    const back = await post(`${url()}/chat/detokenize`, { tokens: framed });
    expect(await back.json()).toEqual({
      prompt:
        '<|start|>user<|message|>Hello<|end|><|start|>assistant<|message|>',
    });
    const empty = await post(`${url()}/chat/detokenize`, { tokens: [] });
    expect(await empty.json()).toEqual({ prompt: '' });
  });

  it('takes the id of the request into the answer', async () => {
    const answer = await post(
      `${url()}/chat/v1/chat/completions`,
      { messages },
      { headers: { ...json, 'x-request-id': 'call-7' } },
    );
    expect((await answer.json()).id).toBe('chatcmpl-call-7');
  });
});

describe('startSimulator', () => {
  it('says so when the port is in use', async () => {
    const port = Number(new URL(url()).port);
    const second = startSimulator({ port, models: TEST_MODELS });
    await expect(second).rejects.toThrow(ListenError);
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  });

  it('refuses wrong models', async () => {
    await expect(startSimulator({ port: 0, models: [] })).rejects.toThrow(
      ConfigError,
    );
  });

  it('ends running answers when it closes', async () => {
    const simulator = await startSimulator({
      port: 0,
      models: [{ name: 'slow', contextLength: 4096, tokensPerSecond: 0.001 }],
    });
    const response = await post(`${simulator.url}/slow/v1/chat/completions`, {
      messages,
      stream: true,
    });
    const body = response.text();
    await Promise.all([simulator.close(), expect(body).rejects.toThrow()]);
    await expect(fetch(simulator.url)).rejects.toThrow();
  });
});
