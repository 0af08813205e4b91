// @ts-check

/**
 * @param {import("knex").Knex.CreateTableBuilder} table
 * @param {string} name
 */
const timestamp = (table, name) => table.dateTime(name, { useTz: true });

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('api_keys', table => {
    table.text('limits').comment('JSON: limits of its own; null: none');
  });
  // Few keys have limits of their own, and these are looked for all the time.
  await knex.raw(
    'CREATE INDEX api_keys_limited ON api_keys (id) WHERE limits IS NOT NULL',
  );

  await knex.schema.alterTable('model_prices', table => {
    table
      .boolean('announced')
      .notNullable()
      .defaultTo(false)
      .comment('Whether gateways were told since it holds');
  });
  await knex('model_prices')
    .where('valid_from', '<=', new Date())
    .update({ announced: true });

  await knex.schema.alterTable('usage_events', table => {
    table.bigInteger('audio_ms').comment('Null: the call has no audio');
  });

  await knex.schema.alterTable('gateways', table => {
    table.string('sharing', 20).comment('How it shares counters with others');
    table.text('endpoints').comment('JSON: how it finds the endpoints');
    table.bigInteger('journal_bytes');
    table.bigInteger('journal_max_bytes');
    table.bigInteger('dropped_events');
  });

  // No references to other tables: whatever becomes of a key, its holder can ask.
  await knex.schema.createTable('refusals', table => {
    table.comment('What gateways refused lately');
    table.uuid('id').primary().comment('The x-request-id of the answer');
    timestamp(table, 'received_at').notNullable().index();
    timestamp(table, 'refused_at').notNullable();
    table.text('gateway').notNullable();
    table.text('team_ref');
    table.uuid('key_id');
    table.string('model_id', 48);
    table.text('plan');
    table.text('path');
    table.integer('status').notNullable();
    table.text('code').notNullable();
    table.text('message').notNullable().comment('What the client was told');
    table.text('passed_limit').comment('JSON: the limit and its numbers');
    table.boolean('shadow').comment('It was only reported');
  });
};

/**
 * In plain SQL, which both engines know: for SQLite, knex would make the table anew, and
 * that fails where rows of others refer to its own.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('refusals');
  await knex.raw('DROP INDEX api_keys_limited');
  const columns = [
    ['gateways', 'sharing'],
    ['gateways', 'endpoints'],
    ['gateways', 'journal_bytes'],
    ['gateways', 'journal_max_bytes'],
    ['gateways', 'dropped_events'],
    ['usage_events', 'audio_ms'],
    ['model_prices', 'announced'],
    ['api_keys', 'limits'],
  ];
  for (const names of columns) {
    await knex.raw('ALTER TABLE ?? DROP COLUMN ??', names);
  }
};
