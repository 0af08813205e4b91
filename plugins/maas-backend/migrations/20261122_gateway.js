// @ts-check

const { randomUUID } = require('node:crypto');

/**
 * @param {import("knex").Knex.CreateTableBuilder} table
 * @param {string} name
 */
const timestamp = (table, name) => table.dateTime(name, { useTz: true });

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('policy_state', table => {
    table.comment('One row: the revision of what gateways decide by');
    table.integer('id').primary();
    table
      .uuid('epoch')
      .notNullable()
      .comment('Names this database: another epoch, other revisions');
    table.bigInteger('revision').notNullable();
  });
  await knex('policy_state').insert({
    id: 1,
    epoch: randomUUID(),
    revision: 0,
  });

  // Empty at first: what is there already is in every whole policy, and whoever has a
  // whole policy has all of revision 0.
  await knex.schema.createTable('policy_changes', table => {
    table.comment('The revision in which each thing changed last');
    table.string('kind', 10).notNullable().comment('model, grant or key');
    table.string('id', 48).notNullable();
    table.bigInteger('revision').notNullable().index();
    table.primary(['kind', 'id']);
  });

  await knex.schema.createTable('gateways', table => {
    table.comment('The last report of each gateway');
    table.string('id', 100).primary();
    table.string('state', 20).notNullable();
    timestamp(table, 'started_at').notNullable();
    timestamp(table, 'last_seen_at').notNullable().index();
    table.uuid('epoch').comment('Of the policy that it decides by');
    table.bigInteger('revision').comment('Of the policy that it decides by');
    table.bigInteger('pending_events').notNullable();
    table.bigInteger('rejected_events').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('gateways');
  await knex.schema.dropTable('policy_changes');
  await knex.schema.dropTable('policy_state');
};
