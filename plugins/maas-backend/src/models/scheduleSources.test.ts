import { mockServices } from '@backstage/backend-test-utils';
import type { ModelService } from './ModelService';
import { scheduleSources } from './scheduleSources';

describe('scheduleSources', () => {
  it('reads each source after the start and by schedule, and survives one that runs', async () => {
    const sync = jest.fn(async () => []);
    const hooks: Array<() => void | Promise<void>> = [];
    const tasks: Array<() => unknown> = [];
    const triggerTask = jest
      .fn()
      .mockRejectedValueOnce(new Error('is running'))
      .mockResolvedValue(undefined);
    const sources = ['one', 'two'].map(name => ({
      name,
      read: async () => ({ models: [], faults: [] }),
    }));
    await scheduleSources({
      sources,
      models: { sync } as unknown as ModelService,
      logger: mockServices.logger.mock(),
      scheduler: mockServices.scheduler.mock({
        scheduleTask: async ({ fn }) => {
          tasks.push(fn as () => unknown);
        },
        triggerTask,
      }),
      lifecycle: mockServices.lifecycle.mock({
        addStartupHook: hook => {
          hooks.push(hook);
        },
      }),
    });
    expect(sync).not.toHaveBeenCalled();
    for (const hook of hooks) {
      await hook();
    }
    expect(triggerTask.mock.calls).toEqual([
      ['maas-models-one'],
      ['maas-models-two'],
    ]);
    await Promise.all(tasks.map(task => task()));
    expect(sync.mock.calls).toEqual([[sources[0]], [sources[1]]]);
  });
});
