import { mockServices } from '@backstage/backend-test-utils';
import type { GatewayReport } from '@openmaas/backstage-plugin-maas-common';
import { idOf } from '../__testUtils__/testPolicy';
import { StatusReporter } from './StatusReporter';

const POLICY = { epoch: idOf(0), revision: 7 };

/** A control plane that holds each report until the test answers it. */
function setup() {
  const sent: Array<{
    report: GatewayReport;
    answer: () => Promise<void>;
    fail: (error: Error) => Promise<void>;
    signal: AbortSignal;
  }> = [];
  const logger = mockServices.logger.mock();
  const figures = {
    journal: { pendingEvents: 3, rejectedEvents: 1 },
    policy: POLICY as typeof POLICY | undefined,
    endpoints: undefined as GatewayReport['endpoints'],
  };
  const reporter = new StatusReporter({
    controlPlane: {
      sendStatus: (report, signal) =>
        new Promise<void>((resolve, reject) => {
          const settled = () => new Promise<void>(setImmediate);
          signal.addEventListener('abort', () => reject(signal.reason));
          sent.push({
            report,
            signal,
            answer: () => {
              resolve();
              return settled();
            },
            fail: error => {
              reject(error);
              return settled();
            },
          });
        }),
    },
    gateway: 'g-1',
    figures: () => figures,
    logger,
  });
  return { figures, logger, reporter, sent };
}

describe('StatusReporter', () => {
  beforeEach(() => {
    jest.useFakeTimers({
      doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'],
    });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('says at once how the gateway is, and every 15 seconds', async () => {
    const { figures, reporter, sent } = setup();
    figures.policy = undefined;
    reporter.start();
    expect(sent).toHaveLength(1);
    expect(sent[0].report).toEqual({
      gateway: 'g-1',
      startedAt: new Date().toISOString(),
      state: 'running',
      journal: { pendingEvents: 3, rejectedEvents: 1 },
    });
    figures.policy = POLICY;
    await sent[0].answer();
    const { startedAt } = sent[0].report;
    for (let round = 1; round <= 3; round++) {
      jest.advanceTimersByTime(13_499);
      expect(sent).toHaveLength(round);
      jest.advanceTimersByTime(3002);
      expect(sent).toHaveLength(round + 1);
      await sent[round].answer();
    }
    expect(sent[3].report).toMatchObject({ ...POLICY, startedAt });
  });

  it('never reports of more servers than the control plane takes', () => {
    const { figures, reporter, sent } = setup();
    const server = { endpoint: 'a:1', running: 0, requests: 0, failures: 0 };
    figures.endpoints = Array.from({ length: 2001 }, (_, i) => ({
      ...server,
      model: `m-${i}`,
      healthy: i < 2000,
    }));
    reporter.start();
    const { endpoints = [] } = sent[0].report;
    expect(endpoints).toHaveLength(2000);
    expect(endpoints[0]).toMatchObject({ model: 'm-2000', healthy: false });
    reporter.stop();
  });

  it('goes on where a report fails, and logs it for those who look', async () => {
    const { logger, reporter, sent } = setup();
    reporter.start();
    await sent[0].fail(new Error('connect ECONNREFUSED'));
    expect(logger.debug).toHaveBeenCalledTimes(1);
    expect(logger.warn).not.toHaveBeenCalled();
    jest.advanceTimersByTime(16_500);
    expect(sent).toHaveLength(2);
    reporter.stop();
  });

  it('sends one report at a time, the latest state last', async () => {
    const { figures, reporter, sent } = setup();
    reporter.start();
    for (let i = 0; i < 10; i++) {
      figures.policy = { ...POLICY, revision: i };
      reporter.report();
    }
    reporter.draining();
    expect(sent).toHaveLength(1);
    await sent[0].answer();
    expect(sent).toHaveLength(2);
    expect(sent[1].report).toMatchObject({ state: 'draining', revision: 9 });
    await sent[1].answer();
    expect(sent).toHaveLength(2);
    expect(jest.getTimerCount()).toBe(1);
  });

  it('says goodbye, after what was on its way, and nothing more', async () => {
    const { reporter, sent } = setup();
    reporter.start();
    reporter.report();
    const stopped = reporter.stop();
    expect(sent).toHaveLength(1);
    await sent[0].answer();
    expect(sent).toHaveLength(2);
    expect(sent[1].report.state).toBe('stopped');
    await sent[1].answer();
    await stopped;
    reporter.report();
    await reporter.stop();
    expect(sent).toHaveLength(2);
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([0, 1])(
    'waits two seconds at most for a control plane that has answered %d reports',
    async answered => {
      jest.useRealTimers();
      const { reporter, sent } = setup();
      reporter.start();
      if (answered) {
        await sent[0].answer();
      }
      await reporter.stop();
      expect(sent).toHaveLength(answered + 1);
      expect(sent[answered].signal.aborted).toBe(true);
    },
  );
});
