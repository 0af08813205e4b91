import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JsonObject } from '@backstage/types';
import knexFactory, { type Knex } from 'knex';
import type { Domain } from '../domain';
import { createTestDomain, withMaas } from './domain';

/**
 * Another replica: the same database, other connections.
 *
 * @param maas - more configuration
 */
export async function connectAgain(
  knex: Knex,
  maas: JsonObject = {},
): Promise<{ domain: Domain; close: () => Promise<void> }> {
  const own = knexFactory(knex.client.config);
  return {
    domain: await createTestDomain(own, withMaas(maas)),
    close: () => own.destroy(),
  };
}

async function pids(knex: Knex, condition: string): Promise<number[]> {
  const { rows } = await knex.raw(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND ${condition}`,
  );
  return rows.map(({ pid }: { pid: number }) => pid);
}

/** Waits until a connection to the database waits for a lock. */
export async function untilLocked(knex: Knex): Promise<void> {
  while ((await pids(knex, `wait_event_type = 'Lock'`)).length === 0) {
    await nextTurn();
  }
}

/** Connections to the database that listen. */
export async function listeners(knex: Knex): Promise<number[]> {
  return pids(knex, `query LIKE 'LISTEN%'`);
}
