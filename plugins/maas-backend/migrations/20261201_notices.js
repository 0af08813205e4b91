// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('notices', table => {
    table.comment('What people are still to be told');
    table.uuid('id').primary().comment('In the order of time');
    table
      .text('scope')
      .notNullable()
      .index()
      .comment('Of several with the same one, the oldest is sent first');
    table.text('notice').notNullable().comment('JSON');
    table.integer('attempts').notNullable();
    table.dateTime('created_at', { useTz: true }).notNullable();
    table
      .dateTime('due_at', { useTz: true })
      .notNullable()
      .index()
      .comment('Nobody sends it before that');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notices');
};
