import { metric, post, untilMetric, useSimulator } from './testing';

/** Reads a prompt at once, but needs minutes for each token of the answer. */
const url = useSimulator([
  {
    name: 'slow',
    contextLength: 4096,
    promptTokensPerSecond: 1e9,
    tokensPerSecond: 0.001,
    maxConcurrent: 1,
  },
  { name: 'fast', contextLength: 4096, speed: 0 },
  { name: 'vectors', contextLength: 512, kind: 'embedding', speed: 0 },
]);

const RUNNING = 'vllm:num_requests_running';
const WAITING = 'vllm:num_requests_waiting';
const finished = (reason: string) =>
  `vllm:request_success_total{finished_reason="${reason}"`;

function ask(server: string, body: object = {}, signal?: AbortSignal) {
  return post(
    `${url()}/${server}/v1/chat/completions`,
    { messages: [{ role: 'user', content: 'Hello' }], ...body },
    {
      ...(signal && { signal }),
      headers: { 'content-type': 'application/json' },
    },
  );
}

describe('a client that goes away', () => {
  it('frees its slot, running or waiting', async () => {
    const slow = `${url()}/slow`;
    const clients = [0, 1, 2].map(() => new AbortController());

    // The headers come when the prompt is read: this one runs.
    await ask('slow', { stream: true }, clients[0].signal);
    const second = ask('slow', { stream: true }, clients[1].signal);
    await untilMetric(slow, WAITING, 1);
    const third = ask('slow', {}, clients[2].signal);
    await untilMetric(slow, WAITING, 2);
    expect(await metric(slow, RUNNING)).toBe(1);
    expect(await metric(slow, 'vllm:kv_cache_usage_perc')).toBeGreaterThan(0);

    clients[2].abort();
    await expect(third).rejects.toThrow();
    await untilMetric(slow, WAITING, 1);
    expect(await metric(slow, finished('abort'))).toBe(1);

    clients[0].abort();
    expect((await second).status).toBe(200);
    expect(await metric(slow, WAITING)).toBe(0);
    expect(await metric(slow, RUNNING)).toBe(1);
    expect(await metric(slow, finished('abort'))).toBe(2);

    clients[1].abort();
    await untilMetric(slow, RUNNING, 0);
    expect(await metric(slow, finished('abort'))).toBe(3);
    expect(await metric(slow, finished('stop'))).toBe(0);
    expect(await metric(slow, 'vllm:generation_tokens_total')).toBe(0);
    expect(await metric(slow, 'vllm:kv_cache_usage_perc')).toBe(0);
  });

  it('frees its slot when it does not stream, too', async () => {
    const slow = `${url()}/slow`;
    const client = new AbortController();
    const answer = ask('slow', {}, client.signal);
    await untilMetric(slow, RUNNING, 1);
    client.abort();
    await expect(answer).rejects.toThrow();
    await untilMetric(slow, RUNNING, 0);
  });
});

describe('metrics', () => {
  it('match the calls that were made', async () => {
    const fast = `${url()}/fast`;
    const system = {
      role: 'system',
      content: 'Answer kindly and briefly. '.repeat(20),
    };
    const chat = (content: string) => [system, { role: 'user', content }];
    const bodies = [
      { messages: chat('One') },
      { messages: chat('Two'), n: 2, max_tokens: 7 },
      { messages: chat('Three'), cache_salt: 'other' },
      { messages: chat('Four'), ignore_eos: true, max_tokens: 300 },
    ];
    const sums = { prompt: 0, completion: 0, cached: [] as number[] };
    for (const body of bodies) {
      const { usage } = await (await ask('fast', body)).json();
      sums.prompt += usage.prompt_tokens;
      sums.completion += usage.completion_tokens;
      sums.cached.push(usage.prompt_tokens_details.cached_tokens);
    }
    // The common beginning comes from the cache, but not across salts.
    expect(sums.cached.map(tokens => tokens > 0)).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(sums.cached.every(tokens => tokens % 16 === 0)).toBe(true);

    const expected = {
      'vllm:prompt_tokens_total': sums.prompt,
      'vllm:generation_tokens_total': sums.completion,
      'vllm:prefix_cache_queries_total': sums.prompt,
      'vllm:prefix_cache_hits_total': sums.cached.reduce((a, b) => a + b, 0),
      [finished('stop')]: 2,
      [finished('length')]: 3,
      [finished('abort')]: 0,
      'vllm:time_to_first_token_seconds_count': 4,
      'vllm:e2e_request_latency_seconds_count': 4,
      [RUNNING]: 0,
      [WAITING]: 0,
      'vllm:cache_config_info': 1,
    };
    for (const [name, value] of Object.entries(expected)) {
      expect([name, await metric(fast, name)]).toEqual([name, value]);
    }
  });

  it('have the labels and the format of vLLM', async () => {
    const response = await fetch(`${url()}/fast/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    const text = await response.text();
    expect(text).toContain(
      'vllm:num_requests_running{model_name="fast",engine="0"} 0',
    );
    expect(text).toContain('# TYPE vllm:time_to_first_token_seconds histogram');
  });

  it('count embeddings as prompts', async () => {
    const vectors = `${url()}/vectors`;
    const response = await post(`${vectors}/v1/embeddings`, {
      input: ['one', 'two words'],
    });
    const { usage } = await response.json();
    expect(await metric(vectors, 'vllm:prompt_tokens_total')).toBe(
      usage.prompt_tokens,
    );
    expect(await metric(vectors, finished('stop'))).toBe(2);
  });
});
