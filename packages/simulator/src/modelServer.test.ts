import { planAnswer } from './answers';
import { parseModels, type SimulatedModel } from './config';
import { ModelServer } from './modelServer';
import { countTokens } from './tokens';

// A clock that only moves when somebody waits.
let mockTime = 0;
jest.mock('node:timers/promises', () => ({
  setImmediate: async () => {},
  setTimeout: async (milliseconds: number) => {
    mockTime += milliseconds;
  },
}));

const TEXT = 'One two three four five six seven eight nine ten';
const TOKENS = countTokens(TEXT);

function serverOf(model: Partial<SimulatedModel> = {}): ModelServer {
  const [config] = parseModels(
    [
      {
        name: 'model',
        contextLength: 4096,
        promptTokensPerSecond: 100,
        tokensPerSecond: 20,
        ...model,
      },
    ],
    'models',
  );
  return new ModelServer(config);
}

/** Runs one job and gives the simulated milliseconds at its start, its tokens and its end. */
async function timesOf(server: ModelServer, sequences = 1) {
  const began = mockTime;
  const times: number[] = [];
  const cached = await server.run({
    prompts: [Array.from({ length: 50 }, (_, index) => index)],
    answers: Array.from({ length: sequences }, () =>
      planAnswer({ content: TEXT, maxTokens: 100 }),
    ),
    signal: new AbortController().signal,
    onStart: () => void times.push(Math.round(mockTime - began)),
    onToken: () => void times.push(Math.round(mockTime - began)),
  });
  return { times, cached };
}

describe('the pace', () => {
  beforeEach(() => {
    jest.spyOn(performance, 'now').mockImplementation(() => mockTime);
  });

  afterEach(() => jest.restoreAllMocks());

  it('reads the prompt, then gives token after token', async () => {
    const { times } = await timesOf(serverOf());
    expect(times).toEqual([
      500,
      ...Array.from({ length: TOKENS }, (_, index) => 500 + (index + 1) * 50),
    ]);
  });

  it('does not read again what is in the prefix cache', async () => {
    const server = serverOf();
    await timesOf(server);
    const { times, cached } = await timesOf(server);
    expect(cached).toBe(48);
    expect(times[0]).toBe(20);
  });

  it('generates several answers side by side', async () => {
    const { times } = await timesOf(serverOf(), 3);
    expect(times).toHaveLength(1 + 3 * TOKENS);
    expect(times[times.length - 1]).toBe(500 + TOKENS * 50);
  });

  it.each([
    [4, 125, 125 + TOKENS * 12.5],
    [0.5, 1000, 1000 + TOKENS * 100],
    [0, 0, 0],
  ])('is changed by the factor %d', async (speed, first, last) => {
    const { times } = await timesOf(serverOf({ speed }));
    expect(times[0]).toBe(first);
    expect(times[times.length - 1]).toBe(Math.round(last));
  });

  it('is what the histograms tell', async () => {
    const server = serverOf();
    await timesOf(server);
    const text = await server.metrics.expose();
    expect(text).toMatch(/time_to_first_token_seconds_sum\{.*\} 0\.55\n/);
    expect(text).toMatch(
      new RegExp(
        `e2e_request_latency_seconds_sum\\{.*\\} ${0.5 + TOKENS * 0.05}\n`,
      ),
    );
  });
});

describe('outputBudget', () => {
  it.each([
    [96, undefined, 4000],
    [100, 50, 50],
    [96, 4000, 4000],
    [4095, undefined, 1],
  ])('after %d tokens with limit %p is %d', (prompt, limit, expected) => {
    expect(serverOf().outputBudget(prompt, limit)).toBe(expected);
  });

  it.each([
    [4096, undefined],
    [97, 4000],
  ])('refuses %d tokens with limit %p', (prompt, limit) => {
    expect(() => serverOf().outputBudget(prompt, limit)).toThrow(
      /maximum context length is 4096 tokens/,
    );
  });
});
