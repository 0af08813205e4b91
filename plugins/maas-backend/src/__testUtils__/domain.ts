import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { openDatabase } from '../database/database';
import { createDomain, type Domain } from '../domain';
import { ConfigModelSource } from '../models/sources/ConfigModelSource';

/** The engines that every store is tested on. */
export function createTestDatabases(): TestDatabases {
  return TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
}

/** Opens a test database with the tables of the plugin. */
export async function migrate(knex: Knex): Promise<Knex> {
  return openDatabase({ getClient: async () => knex });
}

/** Two plain models, a restricted and a hidden one. */
export const TEST_CONFIG: JsonObject = {
  app: { baseUrl: 'http://portal.test/' },
  maas: {
    gateway: { baseUrl: 'http://gateway.test:7080/' },
    models: [
      {
        id: 'small',
        title: 'Small Model',
        owner: 'group:default/platform-team',
        provider: 'Acme',
        capabilities: ['chat', 'tools'],
        contextLength: 16384,
        prices: { input: 0.05, output: '0.15' },
        endpoints: [{ url: 'http://127.0.0.1:1/v1', simulated: true }],
      },
      {
        id: 'large',
        servedName: 'acme/large',
        aliases: ['large-latest'],
        owner: 'group:default/platform-team',
        plans: ['free', 'premium'],
      },
      {
        id: 'secret-sauce',
        owner: 'group:default/research',
        visibility: 'restricted',
      },
      { id: 'unseen', owner: 'platform-team', visibility: 'hidden' },
    ],
  },
};

/** The test's configuration with more in it. */
export function withMaas(more: JsonObject): JsonObject {
  return {
    ...TEST_CONFIG,
    maas: { ...(TEST_CONFIG.maas as JsonObject), ...more },
  };
}

/** A clock that stands still until it is told to move. */
export class TestClock {
  private time = new Date('2026-11-21T10:00:00.000Z').getTime();

  now = (): Date => new Date(this.time);

  advanceDays(days: number): void {
    this.time += days * 24 * 60 * 60 * 1000;
  }
}

/** People as verified credentials show them. */
export const PEOPLE = {
  dana: person('dana', 'cs-department'),
  tom: person('tom', 'cs-department'),
  bea: person('bea', 'business-school'),
  petra: person('petra', 'platform-team'),
  nobody: person('nobody'),
};

function person(name: string, ...teams: string[]) {
  const userRef = `user:default/${name}`;
  return {
    userRef,
    claims: [userRef, ...teams.map(team => `group:default/${team}`)],
  };
}

/** The team of Dana and Tom. */
export const TEAM = 'group:default/cs-department';

/** The services over a real database, with the test's models and a still clock. */
export async function createTestDomain(
  knex: Knex,
  config: JsonObject = TEST_CONFIG,
): Promise<Domain & { knex: Knex; clock: TestClock }> {
  const clock = new TestClock();
  const reader = new ConfigReader(config);
  const domain = createDomain({
    config: reader,
    knex: await migrate(knex),
    logger: mockServices.logger.mock(),
    now: clock.now,
  });
  await domain.models.sync(new ConfigModelSource(reader));
  return { ...domain, knex, clock };
}
