// @ts-check

/**
 * @param {import("knex").Knex.CreateTableBuilder} table
 * @param {string} name
 */
const timestamp = (table, name) => table.dateTime(name, { useTz: true });

const OPEN = `state IN ('submitted', 'under-review', 'approved', 'deploying')`;

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('model_requests', table => {
    table.comment('Somebody asks for a model that is not offered yet');
    table.uuid('id').primary();
    table.string('state', 20).notNullable().index();
    table.string('model_id', 48).notNullable().index();
    table.string('title', 100).notNullable();
    table.string('source_kind', 20).notNullable();
    table.string('source_uri', 500).notNullable();
    table
      .string('source_key', 600)
      .notNullable()
      .comment('The same for the same weights, however they are written');
    table.string('team_ref').notNullable();
    table.string('requester_ref').notNullable().index();
    table.string('payer_ref').notNullable();
    table.text('reason').notNullable();
    table.text('expected_use').notNullable();
    table.bigInteger('tokens_per_month');
    table
      .integer('wanted')
      .notNullable()
      .comment('How many people: the requester and all who joined');
    table.text('search_text').notNullable().comment('What a search looks at');
    timestamp(table, 'created_at').notNullable();
    timestamp(table, 'decided_at');
    table.string('decided_by');
    table.text('decision_reason');
    table.string('idempotency_key');
    table.string('request_hash', 64).notNullable();
    table.unique(['requester_ref', 'idempotency_key']);
    table.index(['wanted', 'id']);
  });
  // At most one open request per model and per source, whatever races.
  for (const column of ['model_id', 'source_key']) {
    await knex.raw(
      `CREATE UNIQUE INDEX model_requests_one_open_${column} ON model_requests (${column}) WHERE ${OPEN}`,
    );
  }

  await knex.schema.createTable('model_request_joins', table => {
    table.comment('Who wants the same model');
    table.uuid('request_id').notNullable().references('model_requests.id');
    table.string('user_ref').notNullable().index();
    table.string('team_ref').notNullable();
    timestamp(table, 'joined_at').notNullable();
    table.text('reason');
    table.bigInteger('tokens_per_month');
    table.primary(['request_id', 'user_ref']);
  });

  await knex.schema.createTable('model_request_events', table => {
    table.comment('What happened to requests for models');
    table.uuid('id').primary();
    table
      .uuid('request_id')
      .notNullable()
      .references('model_requests.id')
      .index();
    timestamp(table, 'at').notNullable();
    table.string('actor').notNullable();
    table.string('event', 20).notNullable();
    table.text('text');
    table.text('details').comment('JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('model_request_events');
  await knex.schema.dropTable('model_request_joins');
  await knex.schema.dropTable('model_requests');
};
