import { ends, FakeStream, says, uses } from '../../__testUtils__/streams';
import { readAnswer } from './readAnswer';
import type { Answer } from './types';

describe('readAnswer', () => {
  /** Reads a stream with a clock that a test moves. */
  function read(stream: FakeStream, controller = new AbortController()) {
    const shown: Answer[] = [];
    const clock = { ms: 0 };
    const answer = readAnswer({
      model: 'granite-3',
      call: async () => stream.response,
      signal: controller.signal,
      onChange: next => shown.push(next),
      now: () => clock.ms,
    });
    return { answer, shown, clock, controller };
  }

  it('puts the pieces of an answer together, wherever they are cut', async () => {
    const events = [says('Grü'), says('ße'), ends(), uses(12, 5, { cached: 8 })]
      .map(chunk => `data: ${JSON.stringify(chunk)}\n\n`)
      .join('');
    const stream = new FakeStream();
    for (const character of events) {
      stream.raw(character);
    }
    const { answer } = read(stream.done());
    await expect(answer).resolves.toEqual({
      model: 'granite-3',
      state: 'done',
      content: 'Grüße',
      reasoning: '',
      toolCalls: [],
      finishReason: 'stop',
      usage: { input: 12, cachedInput: 8, output: 5, reasoning: 0 },
      firstTokenMs: 0,
      totalMs: 0,
      requestId: 'request-1',
    });
  });

  it('tells of what has come, and when the first and the last of it came', async () => {
    const stream = new FakeStream();
    const call = read(stream);
    call.clock.ms = 50;
    stream.push({ choices: [{ delta: { role: 'assistant', content: '' } }] });
    await Promise.resolve();
    await new Promise(process.nextTick);
    call.clock.ms = 120;
    stream.push(says('Hel'));
    while (call.shown.every(({ content }) => content === '')) {
      await new Promise(process.nextTick);
    }
    expect(call.shown.map(({ state }) => state)).toContain('streaming');
    call.clock.ms = 500;
    stream.push(says('lo'), ends()).done();
    await expect(call.answer).resolves.toMatchObject({
      content: 'Hello',
      firstTokenMs: 120,
      totalMs: 500,
    });
  });

  it('reads reasoning under both of its names, apart from the answer', async () => {
    const stream = new FakeStream().push(
      { choices: [{ delta: { reasoning_content: 'Let me ' } }] },
      { choices: [{ delta: { reasoning: 'think', content: null } }] },
      says('Yes'),
      ends(),
      uses(3, 9, { reasoning: 7 }),
    );
    await expect(read(stream.done()).answer).resolves.toMatchObject({
      reasoning: 'Let me think',
      content: 'Yes',
      usage: { output: 9, reasoning: 7 },
    });
  });

  it('puts calls of tools together', async () => {
    const piece = (index: number, more: object) => ({
      choices: [{ delta: { tool_calls: [{ index, ...more }] } }],
    });
    const stream = new FakeStream().push(
      piece(0, { id: 'a', function: { name: 'get_weather', arguments: '' } }),
      piece(0, { function: { arguments: '{"city":' } }),
      piece(1, { id: 'b', function: { name: 'now', arguments: '{}' } }),
      piece(0, { function: { arguments: '"Berlin"}' } }),
      ends('tool_calls'),
    );
    await expect(read(stream.done()).answer).resolves.toMatchObject({
      finishReason: 'tool_calls',
      toolCalls: [
        { id: 'a', name: 'get_weather', arguments: '{"city":"Berlin"}' },
        { id: 'b', name: 'now', arguments: '{}' },
      ],
    });
  });

  it('takes the last total where each piece has one, and no part above its whole', async () => {
    const stream = new FakeStream().push(
      { ...says('a'), usage: uses(10, 1).usage },
      { ...says('b'), usage: uses(10, 2, { cached: 99 }).usage },
      ends(),
    );
    await expect(read(stream.done()).answer).resolves.toMatchObject({
      usage: { input: 10, cachedInput: 10, output: 2 },
    });
  });

  it('is stopped by its signal, and keeps what has come', async () => {
    const stream = new FakeStream().push(says('Hel'));
    const { answer, shown, controller } = read(stream);
    while (shown.length === 0) {
      await new Promise(process.nextTick);
    }
    controller.abort();
    stream.breakOff();
    await expect(answer).resolves.toMatchObject({
      state: 'stopped',
      content: 'Hel',
    });
  });

  it('fails where a stream ends too early, with nobody’s words', async () => {
    const stream = new FakeStream().push(says('Hel')).end();
    const answer = await read(stream).answer;
    expect(answer).toMatchObject({ state: 'failed', content: 'Hel' });
    expect(answer.error).toEqual({ code: 'upstream_error' });
  });

  it.each([
    [
      'loses its connection',
      (stream: FakeStream) => stream.breakOff(),
      { message: 'The connection broke' },
    ],
    [
      'brings an error of the gateway',
      (stream: FakeStream) =>
        stream.push({ error: { message: 'gone', code: 'model_off' } }).done(),
      { code: 'model_off', message: 'gone' },
    ],
    [
      'brings an error of a model server',
      (stream: FakeStream) =>
        stream.push({ error: { message: 'no room', code: 500 } }).done(),
      { code: 'upstream_error', message: 'no room' },
    ],
    [
      'brings no JSON',
      (stream: FakeStream) => stream.raw('data: <html>\n\n').end(),
      { code: 'upstream_error', message: expect.stringMatching(/JSON|token/) },
    ],
  ])('fails where a stream %s', async (_, finish, error) => {
    const stream = new FakeStream().push(says('Hel'));
    finish(stream);
    const answer = await read(stream).answer;
    expect(answer).toMatchObject({ state: 'failed', content: 'Hel' });
    expect(answer.error).toEqual(error);
  });

  it('reads no more of a stream once it has failed', async () => {
    // It goes on, and would be billed.
    const stream = new FakeStream().raw('data: <html>\n\n');
    await expect(read(stream).answer).resolves.toMatchObject({
      state: 'failed',
    });
    expect(stream.cancelled).toBe(true);
  });

  it('says why the gateway refused', async () => {
    const stream = new FakeStream({ status: 429 });
    const error = { message: 'Too much', code: 'rate_limit_exceeded' };
    stream.raw(JSON.stringify({ error })).end();
    await expect(read(stream).answer).resolves.toMatchObject({
      state: 'failed',
      requestId: 'request-1',
      error: {
        status: 429,
        code: 'rate_limit_exceeded',
        message: 'Too much',
      },
    });
  });

  it('says the status where something else answered', async () => {
    const stream = new FakeStream({ status: 502 }).raw('<html>').end();
    await expect(read(stream).answer).resolves.toMatchObject({
      error: { status: 502, message: '502' },
    });
  });
});
