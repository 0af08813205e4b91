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
  await knex.schema.createTable('models', table => {
    table.comment('Models as their sources describe them');
    table.string('id', 48).primary();
    table.string('source').notNullable().index();
    table.string('owner_ref').notNullable().index();
    table.string('visibility').notNullable();
    table.text('definition').notNullable().comment('JSON, without prices');
    table.text('search_text').notNullable().comment('What a search looks at');
    timestamp(table, 'updated_at').notNullable();
    timestamp(table, 'removed_at').comment('Its source has it no more');
  });

  await knex.schema.createTable('model_names', table => {
    table.comment('Every name a client may send: unique over all models');
    table.string('name').primary();
    table
      .string('model_id', 48)
      .notNullable()
      .references('models.id')
      .onDelete('CASCADE');
  });

  await knex.schema.createTable('model_prices', table => {
    table.comment('Prices with the moment from which they hold');
    table.string('model_id', 48).notNullable().references('models.id');
    table.string('token_class', 20).notNullable();
    timestamp(table, 'valid_from').notNullable();
    table
      .string('nanos_per_million', 20)
      .comment(
        'Integer as text, exact on every engine; null: no price any more',
      );
    table.primary(['model_id', 'token_class', 'valid_from']);
  });

  await knex.schema.createTable('access_requests', table => {
    table.comment('Somebody asks for grants and a key');
    table.uuid('id').primary();
    table.string('team_ref').notNullable().index();
    table.string('requester_ref').notNullable().index();
    table.string('plan').notNullable();
    table.text('purpose').notNullable();
    table.integer('expires_in_days').notNullable();
    table.string('state').notNullable().index();
    table.text('waits_for').comment('Why it was not granted at once');
    table.uuid('key_id').notNullable();
    timestamp(table, 'created_at').notNullable();
    timestamp(table, 'decided_at');
    table.string('decided_by');
    table.text('decision_reason');
    table.string('idempotency_key');
    table.string('request_hash', 64).notNullable();
    table.unique(['requester_ref', 'idempotency_key']);
  });

  await knex.schema.createTable('grants', table => {
    table.comment('A team may use a model under a plan');
    table.uuid('id').primary();
    table
      .uuid('request_id')
      .notNullable()
      .references('access_requests.id')
      .index();
    table.string('team_ref').notNullable();
    table.string('model_id', 48).notNullable().references('models.id').index();
    table.string('plan').notNullable();
    table.string('state').notNullable();
    timestamp(table, 'activated_at');
    timestamp(table, 'expires_at');
    timestamp(table, 'ended_at');
    table.index(['team_ref', 'model_id']);
  });
  // At most one live grant per team and model, whatever races.
  await knex.raw(
    `CREATE UNIQUE INDEX grants_one_live ON grants (team_ref, model_id) WHERE state IN ('active', 'suspended')`,
  );

  await knex.schema.createTable('api_keys', table => {
    table.comment(
      'API keys without their secrets; the state follows from the times',
    );
    table.uuid('id').primary();
    table.string('team_ref').notNullable().index();
    table.string('maker_ref').notNullable().index();
    table.string('name').notNullable();
    table.uuid('request_id').references('access_requests.id').index();
    table
      .text('models')
      .comment('JSON list of model ids; null: all of the team');
    timestamp(table, 'created_at').notNullable();
    timestamp(table, 'ready_at').comment('Since when it may be revealed');
    timestamp(table, 'expires_at');
    timestamp(table, 'revealed_at');
    timestamp(table, 'revoked_at');
    table.string('revoked_by');
    table.string('idempotency_key');
    table.string('request_hash', 64).notNullable();
    table.unique(['maker_ref', 'idempotency_key']);
  });

  await knex.schema.createTable('api_key_secrets', table => {
    table.comment('Hashes of the secrets of a key');
    table.uuid('id').primary();
    table.uuid('key_id').notNullable().references('api_keys.id').index();
    table.string('hash', 64).notNullable().unique();
    timestamp(table, 'created_at').notNullable();
    timestamp(table, 'expires_at');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('api_key_secrets');
  await knex.schema.dropTable('api_keys');
  await knex.schema.dropTable('grants');
  await knex.schema.dropTable('access_requests');
  await knex.schema.dropTable('model_prices');
  await knex.schema.dropTable('model_names');
  await knex.schema.dropTable('models');
};
