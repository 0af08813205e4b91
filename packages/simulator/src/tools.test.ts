import OpenAI from 'openai';
import { countTokens } from './tokens';
import { useSimulator } from './testing';

const url = useSimulator();

const tools = ['get_time', 'get_weather'].map(name => ({
  type: 'function' as const,
  function: {
    name,
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, days: { type: 'integer' } },
      required: ['city'],
    },
  },
}));

function ask(
  content: string,
  more: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming> = {},
  model = 'agent',
) {
  const openai = new OpenAI({
    baseURL: `${url()}/${model}/v1`,
    apiKey: 'none',
    maxRetries: 0,
  });
  return openai.chat.completions.create({
    model: model === 'chat' ? 'org/Chat-7B' : model,
    messages: [{ role: 'user', content }],
    tools,
    ...more,
  });
}

function callOf(answer: OpenAI.ChatCompletion) {
  const [call] = answer.choices[0].message.tool_calls ?? [];
  return call?.type === 'function' ? call.function : undefined;
}

describe('tool calls', () => {
  it('calls the tool that the user mentions', async () => {
    const answer = await ask('Please use get_weather for Raleigh.');
    const call = callOf(answer);
    expect(call?.name).toBe('get_weather');
    expect(JSON.parse(call?.arguments ?? '')).toEqual({
      city: expect.any(String),
      days: expect.any(Number),
    });
    expect(answer.choices[0].finish_reason).toBe('tool_calls');
    expect(answer.choices[0].message.content).toBeNull();
    expect(answer.usage?.completion_tokens).toBe(
      countTokens('get_weather') + countTokens(call?.arguments ?? ''),
    );
  });

  it('streams the same call in pieces', async () => {
    const whole = await ask('Please use get_weather for Raleigh.');
    const openai = new OpenAI({
      baseURL: `${url()}/agent/v1`,
      apiKey: 'none',
    });
    const streamed = await openai.chat.completions
      .stream({
        model: 'agent',
        messages: [
          { role: 'user', content: 'Please use get_weather for Raleigh.' },
        ],
        tools,
        stream_options: { include_usage: true },
      })
      .finalChatCompletion();
    expect(callOf(streamed)).toMatchObject(callOf(whole) ?? {});
    expect(streamed.choices[0].finish_reason).toBe('tool_calls');
    expect(streamed.usage?.completion_tokens).toBe(
      whole.usage?.completion_tokens,
    );
  });

  it('answers in words when no tool is meant, forbidden or already called', async () => {
    expect(callOf(await ask('Good morning'))).toBeUndefined();
    expect(
      callOf(await ask('Use get_weather', { tool_choice: 'none' })),
    ).toBeUndefined();
    const after = await ask('', {
      messages: [
        { role: 'user', content: 'Use get_weather' },
        {
          role: 'assistant',
          tool_calls: [
            {
              id: '1',
              type: 'function',
              function: { name: 'get_weather', arguments: '{}' },
            },
          ],
        },
        { role: 'tool', tool_call_id: '1', content: 'sunny' },
      ],
    });
    expect(callOf(after)).toBeUndefined();
    expect(after.choices[0].message.content).toContain('agent');
  });

  it('calls a tool that the request forces', async () => {
    const required = await ask('Good morning', { tool_choice: 'required' });
    expect(callOf(required)?.name).toBe('get_time');
    expect(required.choices[0].finish_reason).toBe('tool_calls');

    const named = await ask('Good morning', {
      tool_choice: { type: 'function', function: { name: 'get_weather' } },
    });
    expect(callOf(named)?.name).toBe('get_weather');
    expect(named.choices[0].finish_reason).toBe('stop');
  });

  it('cuts a call at the limit, and gives none before its name is whole', async () => {
    const some = await ask('get_weather', {
      max_tokens: countTokens('get_weather') + 2,
    });
    expect(some.choices[0].finish_reason).toBe('length');
    expect(callOf(some)?.name).toBe('get_weather');
    expect(countTokens(callOf(some)?.arguments ?? '')).toBe(2);

    const none = await ask('get_weather', { max_tokens: 1 });
    expect(callOf(none)).toBeUndefined();
    expect(none.choices[0].finish_reason).toBe('length');
  });

  it('refuses what vLLM refuses', async () => {
    await expect(ask('get_weather', {}, 'chat')).rejects.toThrow(
      /"auto" tool choice requires/,
    );
    await expect(
      ask('x', { tool_choice: { type: 'function', function: { name: 'no' } } }),
    ).rejects.toThrow(/which is not in tools/);
    await expect(
      ask('x', { tools: [], tool_choice: 'required' }),
    ).rejects.toThrow(/`tools` must be set/);
  });

  it('makes JSON where the answer is to be JSON', async () => {
    const schema = { type: 'object', properties: { ok: { const: true } } };
    const shaped = await ask('x', {
      tools: undefined,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'shape', schema },
      },
    });
    expect(shaped.choices[0].message.content).toBe('{"ok":true}');
    const free = await ask('x', {
      tools: undefined,
      response_format: { type: 'json_object' },
    });
    expect(JSON.parse(free.choices[0].message.content ?? '')).toMatchObject({
      simulated: true,
    });
  });
});
