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
  await knex.schema.createTable('model_sources', table => {
    table.comment('Where models come from, and what is wrong there');
    table.string('name').primary();
    table.string('kind').notNullable();
    timestamp(table, 'read_at').notNullable();
    timestamp(table, 'good_at').comment('When it was read without any fault');
    table.text('faults').notNullable().comment('JSON: of the last read');
    table
      .text('owner_faults')
      .notNullable()
      .comment('JSON: owners that are not in the catalog');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('model_sources');
};
