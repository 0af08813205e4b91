// @ts-check

const COLUMNS = [
  'retires_at',
  'successor_id',
  'told_retires_at',
  'told_days',
  'stopped_at',
  'stopped_by',
  'stop_reason',
];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('models', table => {
    table
      .dateTime('retires_at', { useTz: true })
      .index()
      .comment('As in the definition');
    table.string('successor_id', 48).index().comment('As in the definition');
    table
      .dateTime('told_retires_at', { useTz: true })
      .index()
      .comment('The retirement that consumers were told of last');
    table
      .integer('told_days')
      .comment('Of which reminder of it, in days before; null: of none yet');
    table
      .dateTime('stopped_at', { useTz: true })
      .comment('Since when nobody may call it');
    table.string('stopped_by').comment('Who stopped it');
    table.text('stop_reason');
  });
};

/**
 * In plain SQL, which both engines know: for SQLite, knex would make the table anew, and
 * that fails where rows of others refer to its own.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('models', table => {
    table.dropIndex('retires_at');
    table.dropIndex('successor_id');
    table.dropIndex('told_retires_at');
  });
  for (const column of COLUMNS) {
    await knex.raw('ALTER TABLE models DROP COLUMN ??', [column]);
  }
};
