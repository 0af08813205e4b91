import { setTimeout as sleep } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import { catalogTeams, type ReadTeams } from './catalogTeams';

// A real catalog works in the background, at its own pace.
jest.setTimeout(120_000);

function entity(
  kind: string,
  name: string,
  spec: JsonObject,
  metadata: Partial<Entity['metadata']> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      ...metadata,
      annotations: {
        'backstage.io/managed-by-location': 'test:org',
        'backstage.io/managed-by-origin-location': 'test:org',
        ...metadata.annotations,
      },
    },
    spec,
  };
}

const team = { type: 'team', children: [] };

const ORG = [
  entity(
    'Group',
    'CS-Department',
    { ...team, parent: 'campus', profile: { displayName: 'Computer Science' } },
    { annotations: { 'openmaas.io/team-owners': 'tom, User:Default/Dana' } },
  ),
  entity('Group', 'campus', team, { title: 'Campus' }),
  entity(
    'Group',
    'lab',
    { ...team, members: ['tom', 'ghost'] },
    {
      namespace: 'research',
      annotations: {
        'openmaas.io/team-owners': 'user:default/tom',
        'openmaas.io/when-maker-leaves': 'suspend',
      },
    },
  ),
  entity('Group', 'study', { ...team, members: ['user:default/lea'] }),
  entity('User', 'dana', { memberOf: ['cs-department'] }),
  entity('User', 'tom', { memberOf: ['cs-department', 'research/lab'] }),
  entity('User', 'lea', { memberOf: [] }),
];

/** A real catalog that has these entities, and what reads its teams. */
async function startCatalog(entities: Entity[]) {
  let read: ReadTeams | undefined;
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost:0' },
          catalog: { processingInterval: { seconds: 1 } },
        },
      }),
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'org',
        register(env) {
          env.registerInit({
            deps: { catalog: catalogProcessingExtensionPoint },
            async init({ catalog }) {
              catalog.addEntityProvider({
                getProviderName: () => 'org',
                connect: async connection =>
                  connection.applyMutation({
                    type: 'full',
                    entities: entities.map(one => ({ entity: one })),
                  }),
              });
            },
          });
        },
      }),
      createBackendPlugin({
        pluginId: 'maas',
        register(env) {
          env.registerInit({
            deps: { catalog: catalogServiceRef, auth: coreServices.auth },
            async init(deps) {
              read = catalogTeams(deps);
            },
          });
        },
      }),
    ],
  });
  if (!read) {
    throw new Error('The plugin has not started');
  }
  return { backend, read };
}

/** All teams, as soon as the catalog has stitched every member to them. */
async function readWhole(read: ReadTeams) {
  for (;;) {
    const found = await read();
    const members = found.teams.flatMap(one => one.members);
    if (members.length === 4 && found.teams.length === 4) {
      return found;
    }
    await sleep(50);
  }
}

describe('catalogTeams', () => {
  it('reads teams from a real catalog', async () => {
    const { backend, read } = await startCatalog(ORG);
    const { teams, users, faults } = await readWhole(read);
    const byRef = new Map(
      teams.map(one => [
        one.ref,
        {
          ...one,
          members: one.members.toSorted(),
          owners: one.owners.toSorted(),
        },
      ]),
    );
    expect(Object.fromEntries(byRef)).toEqual({
      'group:default/cs-department': {
        ref: 'group:default/cs-department',
        title: 'Computer Science',
        owners: ['user:default/dana', 'user:default/tom'],
        members: ['user:default/dana', 'user:default/tom'],
        whenMakerLeaves: undefined,
      },
      // Nobody is in a team for being in one below it.
      'group:default/campus': expect.objectContaining({
        title: 'Campus',
        owners: [],
        members: [],
      }),
      // Names without a namespace are of the group's own, and research has no tom.
      'group:research/lab': {
        ref: 'group:research/lab',
        title: 'lab',
        owners: ['user:default/tom'],
        members: ['user:default/tom'],
        whenMakerLeaves: 'suspend',
      },
      'group:default/study': expect.objectContaining({
        members: ['user:default/lea'],
      }),
    });
    expect(users).toEqual(
      new Set(['user:default/dana', 'user:default/tom', 'user:default/lea']),
    );
    expect(faults).toEqual([]);
    await backend.stop();
  });
});
