import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, ResponseError } from '@backstage/errors';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import {
  MODELS_CHANGED_TOPIC,
  type Model,
} from '@openmaas/backstage-plugin-maas-common';
import { bareModel, exampleModels } from './__testUtils__/models';
import { MaasEntityProvider } from './MaasEntityProvider';

const changed = { topic: MODELS_CHANGED_TOPIC, eventPayload: {} };

function refs(mutation: EntityProviderMutation) {
  return mutation.type === 'full'
    ? mutation.entities.map(({ entity }) => stringifyEntityRef(entity))
    : {
        added: mutation.added.map(({ entity }) => stringifyEntityRef(entity)),
        removed: mutation.removed.map(gone =>
          'entityRef' in gone ? gone.entityRef : gone,
        ),
      };
}

function setUp(models: Model[] = exampleModels()) {
  const logger = mockServices.logger.mock();
  const scheduler = mockServices.scheduler.mock();
  const events = mockServices.events();
  const readModels = jest.fn(async (_: AbortSignal) => models);
  const wait = jest.fn(async (_ms: number, _signal: AbortSignal) => {});
  const applyMutation = jest.fn(async (_: EntityProviderMutation) => {});
  const schedule: SchedulerServiceTaskScheduleDefinition = {
    frequency: { minutes: 5 },
    timeout: { minutes: 1 },
  };
  const provider = new MaasEntityProvider({
    logger,
    scheduler,
    events,
    schedule,
    entities: {
      owner: 'group:default/a',
      gatewayBaseUrl: 'http://gw',
      playground: true,
      entityModel: 'stock',
      modelCards: true,
    },
    readModels,
    wait,
  });
  return {
    applyMutation,
    events,
    logger,
    models,
    provider,
    readModels,
    schedule,
    scheduler,
    wait,
    connect: () => provider.connect({ applyMutation, refresh: jest.fn() }),
    refresh: () => provider.refresh(new AbortController().signal),
    /** The next mutation that the catalog gets. */
    nextMutation: () =>
      new Promise<EntityProviderMutation>(resolve => {
        applyMutation.mockImplementationOnce(async mutation =>
          resolve(mutation),
        );
      }),
  };
}

describe('MaasEntityProvider', () => {
  it('gives the catalog everything, under a lasting name and key', async () => {
    const { applyMutation, connect, provider, refresh } = setUp();
    await connect();
    await refresh();

    expect(provider.getProviderName()).toBe('maas');
    const [[mutation]] = applyMutation.mock.calls;
    expect(mutation.type).toBe('full');
    expect(refs(mutation)).toHaveLength(9);
    expect(mutation).toMatchObject({
      entities: expect.arrayContaining([
        expect.objectContaining({ locationKey: 'maas-entity-provider' }),
      ]),
    });
  });

  it('gives the same however often it is asked', async () => {
    const { applyMutation, connect, refresh } = setUp();
    await connect();
    for (let i = 0; i < 10; i++) {
      await refresh();
    }
    const [first, ...others] = applyMutation.mock.calls;
    expect(others).toHaveLength(9);
    expect(others).toEqual(Array(9).fill(first));
    const all = [refs(first[0])].flat();
    expect(new Set(all).size).toBe(all.length);
  });

  it('leaves out what is gone at the next refresh', async () => {
    const { applyMutation, connect, models, refresh } = setUp();
    await connect();
    await refresh();
    models.splice(0, 1);
    await refresh();
    expect(refs(applyMutation.mock.calls[1][0])).toEqual(
      expect.not.arrayContaining(['resource:maas/mistral-3-bf16']),
    );
  });

  describe('on schedule', () => {
    const task = (setup: ReturnType<typeof setUp>) =>
      setup.scheduler.scheduleTask.mock.calls[0][0];

    it('is scheduled when connected, and runs when the backend is up', async () => {
      const setup = setUp();
      await setup.connect();
      expect(task(setup)).toEqual({
        id: 'maas-models-refresh',
        frequency: { minutes: 5 },
        timeout: { minutes: 1 },
        fn: expect.any(Function),
      });
      expect(setup.scheduler.triggerTask).not.toHaveBeenCalled();
      await setup.provider.start();
      expect(setup.scheduler.triggerTask).toHaveBeenCalledWith(
        'maas-models-refresh',
      );
    });

    it('refreshes', async () => {
      const setup = setUp();
      await setup.connect();
      await task(setup).fn(new AbortController().signal);
      expect(setup.applyMutation).toHaveBeenCalledWith(
        expect.objectContaining({ type: 'full' }),
      );
    });

    it('leaves it to the schedule where that begins with a delay', async () => {
      const setup = setUp();
      setup.schedule.initialDelay = { seconds: 30 };
      await setup.connect();
      await setup.provider.start();
      expect(setup.scheduler.triggerTask).not.toHaveBeenCalled();
    });

    it('reads what changed while the backend was starting once it has', async () => {
      const setup = setUp();
      await setup.connect();
      await setup.refresh();
      setup.models.push(bareModel());
      const mutation = setup.nextMutation();
      await setup.events.publish(changed);
      expect(setup.readModels).toHaveBeenCalledTimes(1);
      await setup.provider.start();
      expect(refs(await mutation)).toEqual({
        added: ['resource:maas/tiny'],
        removed: [],
      });
    });

    it('is content where the refresh runs already', async () => {
      const { provider, scheduler } = setUp();
      scheduler.triggerTask.mockRejectedValue(new ConflictError('running'));
      await expect(provider.start()).resolves.toBeUndefined();
    });

    it('fails where the refresh cannot be run', async () => {
      const { provider, scheduler } = setUp();
      scheduler.triggerTask.mockRejectedValue(new Error('no database'));
      await expect(provider.start()).rejects.toThrow('no database');
    });

    it('refuses to connect where the schedule is refused', async () => {
      const { connect, scheduler } = setUp();
      scheduler.scheduleTask.mockRejectedValue(new Error('not a cron'));
      await expect(connect()).rejects.toThrow(
        /maas\.catalog\.schedule says.*not a cron/,
      );
    });
  });

  describe('when the models change', () => {
    it('gives what was added, changed and removed, and nothing else', async () => {
      const setup = setUp();
      const { models, events } = setup;
      await setup.connect();
      await setup.provider.start();
      await setup.refresh();
      const mutation = setup.nextMutation();

      models[0] = { ...models[0], endpointCount: 0 };
      models[1] = { ...models[1], title: 'Renamed' };
      models[4] = bareModel();
      await events.publish(changed);

      expect(refs(await mutation)).toEqual({
        added: [
          'resource:maas/mistral-3-int4',
          'resource:maas/tiny',
          'component:maas/mistral-3-int4-server',
        ],
        removed: [
          'resource:maas/granite-8b-agent',
          'component:maas/mistral-3-bf16-server',
        ],
      });
      expect(await mutation).toMatchObject({
        type: 'delta',
        removed: expect.arrayContaining([
          {
            entityRef: 'resource:maas/granite-8b-agent',
            locationKey: 'maas-entity-provider',
          },
        ]),
      });
    });

    it('compares with what the last delta left', async () => {
      const { applyMutation, connect, models, provider, refresh } = setUp();
      await connect();
      await refresh();
      models.push(bareModel());
      await provider.update();
      models.pop();
      await provider.update();
      expect(refs(applyMutation.mock.calls[2][0])).toEqual({
        added: [],
        removed: ['resource:maas/tiny'],
      });
    });

    it('gives nothing where nothing changed for the catalog', async () => {
      const { applyMutation, connect, models, provider, refresh } = setUp();
      await connect();
      await refresh();
      models[0] = { ...models[0], updatedAt: '2027-01-01T00:00:00.000Z' };
      await provider.update();
      expect(applyMutation).toHaveBeenCalledTimes(1);
    });

    it('gives everything where it does not know what the catalog has', async () => {
      const { applyMutation, connect, provider } = setUp();
      await connect();
      await provider.update();
      expect(applyMutation).toHaveBeenCalledWith(
        expect.objectContaining({ type: 'full' }),
      );
    });

    it('does not make the publisher wait', async () => {
      const { connect, events, provider, readModels } = setUp();
      await connect();
      await provider.start();
      readModels.mockReturnValue(new Promise(() => {}));
      await expect(events.publish(changed)).resolves.toBeUndefined();
    });

    it('reads once for many events, and again for one during the read', async () => {
      const setup = setUp();
      const { models, provider, readModels } = setup;
      await setup.connect();
      await setup.refresh();
      readModels.mockClear();
      const second = new Promise<void>(resolve => {
        readModels.mockImplementationOnce(async () => {
          const before = [...models];
          models.push(bareModel());
          void provider.update().then(resolve);
          return before;
        });
      });
      const mutation = setup.nextMutation();

      await Promise.all([provider.update(), provider.update()]);
      await second;

      expect(readModels).toHaveBeenCalledTimes(2);
      expect(refs(await mutation)).toEqual({
        added: ['resource:maas/tiny'],
        removed: [],
      });
    });
  });

  describe('when the control plane cannot be read', () => {
    it('tries the first read again, ever more slowly', async () => {
      const { applyMutation, connect, logger, readModels, refresh, wait } =
        setUp();
      await connect();
      for (let i = 0; i < 6; i++) {
        readModels.mockRejectedValueOnce(new Error('connection refused'));
      }
      await refresh();
      expect(wait.mock.calls.map(([ms]) => ms)).toEqual([
        1000, 2000, 4000, 8000, 15000, 15000,
      ]);
      expect(logger.warn).toHaveBeenCalledTimes(6);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringMatching(/keeps the models.*connection refused$/),
      );
      expect(applyMutation).toHaveBeenCalledTimes(1);
    });

    it('stops trying when it is told to stop', async () => {
      const { applyMutation, connect, provider, readModels, wait } = setUp();
      await connect();
      const controller = new AbortController();
      readModels.mockRejectedValue(new Error('connection refused'));
      wait.mockImplementation(async () => {
        controller.abort();
        throw new Error('aborted');
      });
      await provider.refresh(controller.signal);
      expect(readModels).toHaveBeenCalledTimes(1);
      expect(applyMutation).not.toHaveBeenCalled();
    });

    it('stops a read that is under way, without a word', async () => {
      const { connect, logger, provider, readModels } = setUp();
      await connect();
      const controller = new AbortController();
      readModels.mockImplementation(
        signal =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
            controller.abort();
          }),
      );
      await provider.refresh(controller.signal);
      expect(readModels).toHaveBeenCalledTimes(1);
      expect(logger.warn).not.toHaveBeenCalled();
    });

    it('leaves the catalog as it is once that has worked', async () => {
      const {
        applyMutation,
        connect,
        logger,
        provider,
        readModels,
        refresh,
        wait,
      } = setUp();
      await connect();
      await refresh();
      readModels.mockRejectedValue(new Error('gone'));
      await refresh();
      await provider.update();
      expect(applyMutation).toHaveBeenCalledTimes(1);
      expect(wait).not.toHaveBeenCalled();
      expect(logger.warn).toHaveBeenCalledTimes(2);
    });

    it('says what the server said', async () => {
      const { connect, logger, readModels, refresh } = setUp();
      await connect();
      readModels.mockRejectedValueOnce(
        await ResponseError.fromResponse(
          Object.assign(
            Response.json(
              {
                error: {
                  name: 'NotAllowedError',
                  message: 'Missing maas.model.read',
                },
              },
              { status: 403 },
            ),
          ),
        ),
      );
      await refresh();
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringMatching(/403.*Missing maas\.model\.read/),
      );
    });

    it('tries again where the catalog refuses what it gets', async () => {
      const { applyMutation, connect, models, provider, refresh } = setUp();
      await connect();
      await refresh();
      applyMutation.mockRejectedValueOnce(new Error('database is locked'));
      models.push(bareModel());
      await provider.update();
      await provider.update();
      expect(refs(applyMutation.mock.calls[2][0])).toEqual({
        added: ['resource:maas/tiny'],
        removed: [],
      });
    });
  });

  it('waits for the catalog where that is late', async () => {
    const { applyMutation, connect, refresh, wait } = setUp();
    wait.mockImplementationOnce(connect);
    await refresh();
    expect(applyMutation).toHaveBeenCalledTimes(1);
  });
});
