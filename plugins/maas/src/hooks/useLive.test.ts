import { act, renderHook } from '@testing-library/react';
import { useLive } from './useLive';

const EVERY_MS = 5_000;
const START = Date.parse('2026-11-21T12:00:00.000Z');

let visibility: DocumentVisibilityState = 'visible';

function turn(to: DocumentVisibilityState) {
  visibility = to;
  return act(async () => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

const pass = (ms: number) =>
  act(async () => {
    await jest.advanceTimersByTimeAsync(ms);
  });

beforeAll(() => {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => visibility,
  });
});

beforeEach(() => {
  visibility = 'visible';
  jest.useFakeTimers({ now: START });
});

afterEach(() => {
  jest.useRealTimers();
});

const render = <T>(load: (signal: AbortSignal) => Promise<T>) =>
  renderHook(({ ask }) => useLive(ask, EVERY_MS), {
    initialProps: { ask: load },
  });

describe('useLive', () => {
  it('asks again some time after each answer', async () => {
    let asked = 0;
    const { result } = render(async () => (asked += 1));
    expect(result.current).toMatchObject({ loading: true, value: undefined });
    await pass(0);
    expect(result.current).toMatchObject({
      loading: false,
      value: 1,
      updatedAt: START,
    });
    await pass(EVERY_MS - 1);
    expect(asked).toBe(1);
    await pass(1);
    expect(result.current).toMatchObject({
      value: 2,
      updatedAt: START + EVERY_MS,
    });
  });

  it('waits for a slow answer before it asks again', async () => {
    const answers: Array<() => void> = [];
    render(() => new Promise<void>(resolve => answers.push(resolve)));
    await pass(10 * EVERY_MS);
    expect(answers).toHaveLength(1);
    // Coming back does not ask twice at the same time either.
    await turn('visible');
    expect(answers).toHaveLength(1);
    answers[0]();
    await pass(EVERY_MS);
    expect(answers).toHaveLength(2);
  });

  it('asks nothing while the page is hidden, and at once when it is shown', async () => {
    let asked = 0;
    const { result } = render(async () => (asked += 1));
    await pass(0);
    await turn('hidden');
    await pass(100 * EVERY_MS);
    expect(asked).toBe(1);
    await turn('visible');
    await pass(0);
    expect(result.current.value).toBe(2);
    await pass(EVERY_MS);
    expect(asked).toBe(3);
  });

  it('does not ask again when an answer comes to a hidden page', async () => {
    let answer: () => void = () => {};
    let asked = 0;
    render(() => {
      asked += 1;
      return new Promise<void>(resolve => {
        answer = resolve;
      });
    });
    await turn('hidden');
    answer();
    await pass(10 * EVERY_MS);
    expect(asked).toBe(1);
  });

  it('keeps what it has when a refresh fails, and goes on', async () => {
    let healthy = true;
    const { result } = render(async () => {
      if (!healthy) {
        throw new Error('Out of order');
      }
      return 'figures';
    });
    await pass(0);
    healthy = false;
    await pass(EVERY_MS);
    expect(result.current).toMatchObject({
      value: 'figures',
      updatedAt: START,
      error: new Error('Out of order'),
      loading: false,
    });
    healthy = true;
    await pass(EVERY_MS);
    expect(result.current.error).toBeUndefined();
    expect(result.current.updatedAt).toBe(START + 2 * EVERY_MS);
  });

  it('keeps the old answer until the one to a new question is there', async () => {
    let answer: (value: string) => void = () => {};
    const { result, rerender } = render(async () => 'old');
    await pass(0);
    rerender({
      ask: () =>
        new Promise<string>(resolve => {
          answer = resolve;
        }),
    });
    expect(result.current).toMatchObject({ value: 'old', loading: true });
    answer('new');
    await pass(0);
    expect(result.current).toMatchObject({ value: 'new', loading: false });
  });

  it('never shows an old answer where a new question fails', async () => {
    const { result, rerender } = render(async () => 'old');
    await pass(0);
    rerender({
      ask: async () => {
        throw new Error('Out of order');
      },
    });
    await pass(0);
    expect(result.current.value).toBeUndefined();
    expect(result.current.error).toEqual(new Error('Out of order'));
  });

  it('tries again when it is told to', async () => {
    let asked = 0;
    const { result } = render(async () => {
      asked += 1;
      if (asked === 1) {
        throw new Error('Out of order');
      }
      return asked;
    });
    await pass(0);
    expect(result.current.error).toBeDefined();
    act(() => result.current.retry());
    expect(result.current).toMatchObject({ loading: true, error: undefined });
    await pass(0);
    expect(result.current.value).toBe(2);
  });

  it('stops when it is no longer needed', async () => {
    let asked = 0;
    const signals: AbortSignal[] = [];
    const { unmount } = render(async signal => {
      signals.push(signal);
      return (asked += 1);
    });
    await pass(0);
    unmount();
    await turn('visible');
    await pass(10 * EVERY_MS);
    expect(asked).toBe(1);
    expect(signals[0].aborted).toBe(true);
  });
});
