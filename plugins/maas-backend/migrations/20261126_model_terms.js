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
  await knex.schema.alterTable('models', table => {
    table
      .string('approver_ref')
      .notNullable()
      .defaultTo('')
      .comment('Decides about access: the owner where nobody else is named');
    table
      .text('source_definition')
      .notNullable()
      .defaultTo('{}')
      .comment('JSON: what the source says, without what people set');
    table
      .text('source_prices')
      .notNullable()
      .defaultTo('{}')
      .comment('JSON: nano-units as text by token class, as the source says');
    table
      .integer('terms_version')
      .notNullable()
      .defaultTo(0)
      .comment('Counts the changes that people made');
  });
  // Until now, all was as the sources said.
  await knex('models').update({
    approver_ref: knex.ref('owner_ref'),
    source_definition: knex.ref('definition'),
  });
  await knex('model_prices')
    .where('valid_from', '<=', new Date())
    .orderBy('valid_from')
    .then(async rows => {
      const prices = new Map();
      for (const row of rows) {
        const { [row.token_class]: _, ...others } =
          prices.get(row.model_id) ?? {};
        const has = row.nanos_per_million !== null;
        prices.set(row.model_id, {
          ...others,
          ...(has && { [row.token_class]: row.nanos_per_million }),
        });
      }
      for (const [id, list] of prices) {
        await knex('models')
          .where({ id })
          .update({ source_prices: JSON.stringify(list) });
      }
    });

  await knex.schema.createTable('model_terms', table => {
    table.comment('What people set, which wins over the sources');
    table
      .string('model_id', 48)
      .notNullable()
      .references('models.id')
      .onDelete('CASCADE');
    table.string('name', 20).notNullable();
    table.text('value').notNullable().comment('JSON');
    table.string('set_by').notNullable();
    timestamp(table, 'set_at').notNullable();
    timestamp(table, 'holds_from')
      .notNullable()
      .comment('Since when, or from when, it wins over the source');
    table.primary(['model_id', 'name']);
  });

  await knex.schema.createTable('model_changes', table => {
    table.comment('What changed about models, and who changed it');
    table.uuid('id').primary();
    table
      .string('model_id', 48)
      .notNullable()
      .references('models.id')
      .onDelete('CASCADE');
    timestamp(table, 'at').notNullable();
    table.string('actor_ref').comment('The person; null: the source did it');
    table.string('source').comment('The source; null: a person did it');
    table.string('field', 40).notNullable();
    table.text('before').comment('JSON; null: nothing');
    table.text('after').comment('JSON; null: nothing');
    timestamp(table, 'effective_from').comment('Where later than the change');
    table.text('reason');
    table.index(['model_id', 'id']);
  });
};

/**
 * In plain SQL, which both engines know: for SQLite, knex would make the table anew, and
 * that fails where rows of others refer to its own. What people set is lost: until it is
 * read again, a model stays as it is.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('model_changes');
  await knex.schema.dropTable('model_terms');
  for (const column of [
    'approver_ref',
    'source_definition',
    'source_prices',
    'terms_version',
  ]) {
    await knex.raw('ALTER TABLE models DROP COLUMN ??', [column]);
  }
};
