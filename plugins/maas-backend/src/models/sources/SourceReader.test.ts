import { mockServices } from '@backstage/backend-test-utils';
import type { ModelSource } from '@openmaas/backstage-plugin-maas-node';
import { SourceReader } from './SourceReader';

function source(name: string, extra: Partial<ModelSource> = {}): ModelSource {
  return { name, read: async () => ({ models: [], faults: [] }), ...extra };
}

function setup(sync: (source: ModelSource) => Promise<[]> = async () => []) {
  const hooks: Array<() => void | Promise<void>> = [];
  const shutdownHooks: Array<() => void | Promise<void>> = [];
  const tasks: Array<{ id: string; fn: () => unknown; signal?: AbortSignal }> =
    [];
  const triggerTask = jest.fn(async () => {});
  const logger = mockServices.logger.mock();
  const reader = new SourceReader({
    models: { sync },
    logger,
    settleMs: 1,
    scheduler: mockServices.scheduler.mock({
      scheduleTask: async task => {
        tasks.push({ ...task, fn: task.fn as () => unknown });
      },
      triggerTask,
    }),
    lifecycle: mockServices.lifecycle.mock({
      addStartupHook: hook => {
        hooks.push(hook);
      },
      addShutdownHook: hook => {
        shutdownHooks.push(hook);
      },
    }),
  });
  const run = (these: typeof hooks) => Promise.all(these.map(hook => hook()));
  return {
    reader,
    logger,
    tasks,
    triggerTask,
    start: () => run(hooks),
    stop: () => run(shutdownHooks),
  };
}

describe('SourceReader', () => {
  it('reads each source after the start and by schedule, and survives one that runs', async () => {
    const sync = jest.fn(async () => [] as []);
    const { reader, tasks, triggerTask, start } = setup(sync);
    triggerTask.mockRejectedValueOnce(new Error('is running'));
    const sources = ['one', 'two'].map(name => source(name));
    for (const it of sources) {
      await reader.schedule(it);
      reader.readAfterStart(it);
    }
    expect(triggerTask).not.toHaveBeenCalled();
    await start();
    expect(triggerTask.mock.calls).toEqual([
      ['maas-models-one'],
      ['maas-models-two'],
    ]);
    await Promise.all(tasks.map(task => task.fn()));
    expect(sync.mock.calls).toEqual([[sources[0]], [sources[1]]]);
  });

  it('reads in the place of another one of the name, and no more when told so', async () => {
    const { reader, tasks } = setup();
    await reader.schedule(source('one'));
    await reader.schedule(source('one'), {
      frequency: { hours: 1 },
      timeout: { minutes: 2 },
    });
    expect(tasks).toMatchObject([
      { id: 'maas-models-one', frequency: { minutes: 5 } },
      { id: 'maas-models-one', frequency: { hours: 1 } },
    ]);
    expect(tasks.map(task => task.signal?.aborted)).toEqual([true, false]);
    reader.cancel('one');
    expect(tasks[1].signal?.aborted).toBe(true);
  });

  it('reads once however often a source calls, and once more where it called meanwhile', async () => {
    let change: () => void = () => {};
    const reads: Array<() => void> = [];
    let begun: () => void = () => {};
    const sync = jest.fn(
      () =>
        new Promise<[]>(resolve => {
          reads.push(() => resolve([]));
          begun();
        }),
    );
    const { reader, stop } = setup(sync);
    reader.follow(
      source('pushing', {
        subscribe: onChange => {
          change = onChange;
        },
      }),
    );
    const nextRead = () =>
      new Promise<void>(resolve => {
        begun = resolve;
      });

    const first = nextRead();
    change();
    change();
    change();
    await first;
    expect(sync).toHaveBeenCalledTimes(1);

    const second = nextRead();
    change();
    change();
    reads[0]();
    await second;
    expect(sync).toHaveBeenCalledTimes(2);

    const stopped = stop();
    change();
    reads[1]();
    await stopped;
    const wait = jest.spyOn(globalThis, 'setTimeout');
    change();
    expect(wait).not.toHaveBeenCalled();
    wait.mockRestore();
    expect(sync).toHaveBeenCalledTimes(2);
  });

  it('says so and goes on where what it read cannot be remembered', async () => {
    const { reader, logger } = setup(async () => {
      throw new Error('no database');
    });
    await reader.read(source('one'));
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringMatching(/"one" cannot be remembered: .*no database/),
    );
  });
});
