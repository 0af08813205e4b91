import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import type {
  LiveKind,
  LiveMessage,
} from '@openmaas/backstage-plugin-maas-common';
import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { useChanges } from './useChanges';

const LONGEST_MS = 1_500;
const SHORTEST_MS = 300;

let visibility: DocumentVisibilityState = 'visible';

function turn(to: DocumentVisibilityState) {
  visibility = to;
  document.dispatchEvent(new Event('visibilitychange'));
}

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

beforeAll(() => {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => visibility,
  });
});

beforeEach(() => {
  visibility = 'visible';
  jest.useFakeTimers();
});

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

/** Signals that a test sends itself. */
function fakeSignals() {
  const listeners = new Map<unknown, string>();
  return {
    listeners,
    subscribe: (channel: string, listener: (message: never) => void) => {
      listeners.set(listener, channel);
      return { unsubscribe: () => listeners.delete(listener) };
    },
    send: (kind: LiveKind) => {
      const message: LiveMessage = { kind };
      for (const [listener, channel] of listeners) {
        if (channel === 'maas') {
          (listener as (sent: LiveMessage) => void)(message);
        }
      }
    },
  };
}

const setUp = (kinds: LiveKind[]) => {
  const signals = fakeSignals();
  const reload = jest.fn();
  const rendered = renderHook(props => useChanges(props.kinds, props.reload), {
    wrapper: ({ children }: PropsWithChildren) => (
      <TestApiProvider apis={[[signalApiRef, signals]]}>
        {children}
      </TestApiProvider>
    ),
    initialProps: { kinds, reload },
  });
  return { signals, reload, ...rendered };
};

describe('useChanges', () => {
  it('reloads once for several changes in a row', async () => {
    const { signals, reload } = setUp(['grant', 'api-key']);
    signals.send('grant');
    signals.send('api-key');
    signals.send('grant');
    expect(reload).not.toHaveBeenCalled();
    await pass(LONGEST_MS);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('does not wait for an end of the changes', async () => {
    const { signals, reload } = setUp(['grant']);
    for (let sent = 0; sent < 20; sent += 1) {
      signals.send('grant');
      await pass(SHORTEST_MS - 50);
    }
    expect(reload.mock.calls.length).toBeGreaterThanOrEqual(3);
    await pass(LONGEST_MS);
    const until = reload.mock.calls.length;
    await pass(10 * LONGEST_MS);
    expect(reload).toHaveBeenCalledTimes(until);
  });

  it.each([
    { random: 0, ms: SHORTEST_MS },
    { random: 0.999, ms: LONGEST_MS },
  ])('pages do not ask all at once: after $ms ms', async ({ random, ms }) => {
    jest.spyOn(Math, 'random').mockReturnValue(random);
    const { signals, reload } = setUp(['model']);
    signals.send('model');
    await pass(ms - 10);
    expect(reload).not.toHaveBeenCalled();
    await pass(10);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('hears every one of several messages between two renderings', async () => {
    const { signals, reload } = setUp(['access-request']);
    act(() => {
      signals.send('access-request');
      signals.send('grant');
    });
    await pass(LONGEST_MS);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('leaves out other kinds', async () => {
    const { signals, reload } = setUp(['access-request']);
    signals.send('model');
    await pass(LONGEST_MS);
    expect(reload).not.toHaveBeenCalled();
  });

  it('asks for what the page is about now, without subscribing again', async () => {
    const { signals, reload, rerender } = setUp(['access-request']);
    const [subscribed] = signals.listeners.keys();
    const now = jest.fn();
    rerender({ kinds: ['model'], reload: now });
    signals.send('model');
    await pass(LONGEST_MS);
    expect(reload).not.toHaveBeenCalled();
    expect(now).toHaveBeenCalledTimes(1);
    expect([...signals.listeners.keys()]).toEqual([subscribed]);
  });

  it('makes up for changes when a hidden page is shown', async () => {
    const { signals, reload } = setUp(['grant']);
    turn('hidden');
    signals.send('grant');
    await pass(LONGEST_MS);
    expect(reload).not.toHaveBeenCalled();
    turn('visible');
    expect(reload).toHaveBeenCalledTimes(1);
    turn('hidden');
    turn('visible');
    await pass(LONGEST_MS);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('reloads a page that was hidden for long, since a computer may have slept', async () => {
    const { reload } = setUp(['grant']);
    turn('hidden');
    await pass(59_000);
    turn('visible');
    expect(reload).not.toHaveBeenCalled();
    turn('hidden');
    await pass(60_000);
    turn('visible');
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('stops when it is no longer needed', async () => {
    const { signals, reload, unmount } = setUp(['grant']);
    signals.send('grant');
    unmount();
    await pass(LONGEST_MS);
    turn('hidden');
    await pass(60_000);
    turn('visible');
    expect(reload).not.toHaveBeenCalled();
    expect(signals.listeners.size).toBe(0);
  });

  it('does nothing in a portal without signals', async () => {
    const reload = jest.fn();
    renderHook(() => useChanges(['grant'], reload), {
      wrapper: ({ children }: PropsWithChildren) => (
        <TestApiProvider apis={[]}>{children}</TestApiProvider>
      ),
    });
    await pass(LONGEST_MS);
    expect(reload).not.toHaveBeenCalled();
  });
});
