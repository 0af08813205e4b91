// @ts-check

/**
 * @param {import("knex").Knex.CreateTableBuilder} table
 * @param {string} name
 */
const timestamp = (table, name) => table.dateTime(name, { useTz: true });

const TOKENS = [
  'input_tokens',
  'cached_input_tokens',
  'output_tokens',
  'reasoning_tokens',
];
const SUMS = [
  'requests',
  'failed_requests',
  'estimated_requests',
  ...TOKENS,
  'cost',
];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isSqlite = knex.client.config.client.includes('sqlite');

  // No references to other tables: a call that was made is written down, whatever has
  // become of its key, model or grant.
  await knex.schema.createTable('usage_events', table => {
    table.comment('The ledger: one row per metered call, never changed');
    table.uuid('id').primary().comment('Made by the gateway at admission');
    timestamp(table, 'started_at').notNullable().index();
    timestamp(table, 'ended_at').notNullable();
    timestamp(table, 'received_at').notNullable();
    table.text('gateway').notNullable();
    table.text('team_ref').notNullable();
    table.text('maker_ref').notNullable().comment('Who made the key');
    table.uuid('key_id').notNullable();
    table.uuid('grant_id').notNullable();
    table.text('plan').notNullable();
    table.string('model_id', 48).notNullable();
    table.text('endpoint');
    table.text('path').notNullable();
    table.boolean('streamed').notNullable();
    for (const name of TOKENS) {
      table.bigInteger(name).notNullable();
    }
    table.boolean('estimated').notNullable();
    table.string('end_state', 20).notNullable();
    table.integer('status');
    table.text('error_code');
    table.text('finish_reason');
    table.integer('attempts').notNullable();
    table.bigInteger('latency_ms').notNullable();
    table.bigInteger('time_to_first_token_ms');
    table.text('price').notNullable().comment('JSON: what it was billed at');
    table.bigInteger('cost').notNullable().comment('Nano-units');
    table.index(['team_ref', 'started_at']);
    table.index(['key_id', 'started_at']);
    table.index(['model_id', 'started_at']);
  });

  await knex.schema.createTable('usage_rollups', table => {
    table.comment('Sums of usage_events by quarters of an hour');
    table
      .bigInteger('bucket')
      .notNullable()
      .comment('Start of the quarter, milliseconds since 1970 in UTC');
    table.text('team_ref').notNullable();
    table.uuid('key_id').notNullable();
    table.text('maker_ref').notNullable();
    table.string('model_id', 48).notNullable();
    table.text('plan').notNullable();
    for (const name of SUMS) {
      table.bigInteger(name).notNullable();
    }
    table.primary([
      'bucket',
      'team_ref',
      'key_id',
      'maker_ref',
      'model_id',
      'plan',
    ]);
    table.index(['team_ref', 'bucket']);
    table.index(['key_id', 'bucket']);
    if (isSqlite) {
      // An integer that grows too large becomes a float there, without a word.
      table.check(
        SUMS.map(name => `typeof(${name}) = 'integer'`).join(' AND '),
      );
    }
  });

  await knex.schema.createTable('key_last_use', table => {
    table.comment('When the latest call with a key started');
    table.uuid('key_id').primary();
    timestamp(table, 'used_at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('key_last_use');
  await knex.schema.dropTable('usage_rollups');
  await knex.schema.dropTable('usage_events');
};
