import { mockServices } from '@backstage/backend-test-utils';
import { LiveSignals } from './LiveSignals';

describe('LiveSignals', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const setup = () => {
    const logger = mockServices.logger.mock();
    const publish = jest.fn(async (_: unknown) => {});
    const live = new LiveSignals({ signals: { publish }, logger });
    const told = () =>
      publish.mock.calls.map(
        ([signal]) => (signal as { message: { kind: string } }).message.kind,
      );
    return { live, logger, publish, told };
  };

  it('tells all open pages the kind at once, and nothing else', () => {
    const { live, publish } = setup();
    live.changed(['access-request', 'grant']);
    expect(publish.mock.calls).toEqual(
      ['access-request', 'grant'].map(kind => [
        {
          recipients: { type: 'broadcast' },
          channel: 'maas',
          message: { kind },
        },
      ]),
    );
  });

  it('tells of a kind at most twice a second, and always after the last change', async () => {
    const { live, told } = setup();
    for (let ms = 0; ms < 1_000; ms += 10) {
      live.changed(['api-key']);
      await jest.advanceTimersByTimeAsync(10);
    }
    expect(told()).toHaveLength(3);
    live.changed(['api-key']);
    live.changed(['model']);
    expect(told().at(-1)).toBe('model');
    await jest.advanceTimersByTimeAsync(500);
    expect(told()).toHaveLength(5);
    expect(told().at(-1)).toBe('api-key');
    await jest.advanceTimersByTimeAsync(10_000);
    expect(told()).toHaveLength(5);
  });

  it('tells the last change when it stops, and leaves no timer behind', () => {
    const { live, told } = setup();
    live.changed(['api-key']);
    live.changed(['api-key']);
    live.changed(['model']);
    live.stop();
    expect(told()).toEqual(['api-key', 'model', 'api-key']);
    live.changed(['grant']);
    expect(told().at(-1)).toBe('grant');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('says once that it cannot tell, and goes on', async () => {
    const { live, logger, publish, told } = setup();
    publish.mockRejectedValue(new Error('ECONNREFUSED'));
    live.changed(['grant', 'model']);
    await jest.advanceTimersByTimeAsync(0);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringContaining('ECONNREFUSED')],
    ]);
    publish.mockResolvedValue();
    live.changed(['api-key']);
    expect(told()).toHaveLength(3);
  });
});
