import type { Knex } from 'knex';

/** Whether a database is PostgreSQL, which several replicas may share. @internal */
export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}
