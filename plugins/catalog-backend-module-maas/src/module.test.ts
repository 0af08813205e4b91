import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  eventsServiceRef,
  type EventsService,
} from '@backstage/plugin-events-node';
import {
  MODELS_CHANGED_TOPIC,
  type Model,
} from '@openmaas/backstage-plugin-maas-common';
import { maasServiceRef } from '@openmaas/backstage-plugin-maas-node';
import request from 'supertest';
import { bareModel, exampleModels } from './__testUtils__/models';
import catalogModuleMaas from '.';

// A real catalog works in the background, at its own pace.
jest.setTimeout(60_000);

let backend: TestBackend | undefined;

async function start(maas: object, models: Model[] = []) {
  const events: EventsService = mockServices.events();
  const listModels = jest.fn(async () => ({
    items: models,
    totalItems: models.length,
  }));
  const as = jest.fn(() => ({ listModels }));
  backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleMaas,
      mockServices.rootConfig.factory({
        data: JSON.parse(
          JSON.stringify({
            backend: { baseUrl: 'http://localhost:0' },
            catalog: { processingInterval: { seconds: 1 } },
            maas,
          }),
        ),
      }),
      createServiceFactory({
        service: maasServiceRef,
        deps: {},
        factory: () => ({ as } as never),
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
    ],
  });
  return { as, events, agent: request(backend.server) };
}

/** Asks until the catalog, which works in the background, has come that far. */
async function eventually<T>(ask: () => Promise<T>, enough: (t: T) => boolean) {
  for (;;) {
    const answer = await ask();
    if (enough(answer)) {
      return answer;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

describe('catalogModuleMaas', () => {
  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  it('fills the catalog, with all relations, and follows changes', async () => {
    const models = exampleModels();
    const { agent, as, events } = await start({}, models);
    const entities = async (): Promise<Map<string, Entity>> => {
      const { body } = await agent.get('/api/catalog/entities');
      return new Map(
        body.map((entity: Entity) => [stringifyEntityRef(entity), entity]),
      );
    };
    const found = await eventually(
      entities,
      all =>
        all.size === 9 && [...all.values()].every(one => one.relations?.length),
    );

    expect(as).toHaveBeenCalledWith(mockCredentials.service('plugin:catalog'));
    const relations = (ref: string) =>
      found
        .get(ref)
        ?.relations?.map(({ type, targetRef }) => `${type} ${targetRef}`)
        .sort();
    expect(relations('component:maas/mistral-3-int4-server')).toEqual([
      'dependsOn resource:maas/mistral-3-int4',
      'ownedBy group:default/platform-team',
      'partOf system:maas/models-as-a-service',
      'providesApi api:maas/llm-gateway',
    ]);
    expect(relations('resource:maas/mistral-3-int4')).toEqual([
      'dependencyOf component:maas/mistral-3-int4-server',
      'ownedBy group:default/platform-team',
      'partOf system:maas/models-as-a-service',
    ]);
    expect(relations('api:maas/llm-gateway')).toEqual([
      'apiProvidedBy component:maas/mistral-3-bf16-server',
      'apiProvidedBy component:maas/mistral-3-int4-server',
      'ownedBy group:default/platform-team',
      'partOf system:maas/models-as-a-service',
    ]);
    expect(relations('system:maas/models-as-a-service')).toHaveLength(9);

    models[4] = bareModel();
    models[0] = { ...models[0], title: 'Renamed' };
    await events.publish({ topic: MODELS_CHANGED_TOPIC, eventPayload: {} });
    const after = await eventually(
      entities,
      all =>
        all.has('resource:maas/tiny') &&
        all.get('resource:maas/mistral-3-bf16')?.metadata.title === 'Renamed',
    );
    expect(after.has('resource:maas/granite-8b-agent')).toBe(false);
    expect(after.size).toBe(9);
  });

  it.each([
    [{ catalog: { schedule: 'often' } }, /maas\.catalog\.schedule/],
    [{ catalog: { owner: '' } }, /maas\.catalog\.owner/],
    [{ gateway: { baseUrl: 'nowhere' } }, /maas\.gateway\.baseUrl/],
  ])('refuses to start with %p', async (maas, message) => {
    await expect(start(maas)).rejects.toThrow(message);
  });
});
