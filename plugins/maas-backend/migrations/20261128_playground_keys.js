// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('api_keys', table => {
    table
      .string('kind', 20)
      .notNullable()
      .defaultTo('standard')
      .comment('standard: made by a person; playground: of the playground');
  });
  // At most one live playground key per person and team, whatever races.
  await knex.raw(
    `CREATE UNIQUE INDEX api_keys_one_playground ON api_keys (maker_ref, team_ref) WHERE kind = 'playground' AND revoked_at IS NULL`,
  );
};

/**
 * In plain SQL, which both engines know: for SQLite, knex would make the table anew, and
 * that fails where rows of others refer to its own.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX api_keys_one_playground');
  await knex.raw('ALTER TABLE ?? DROP COLUMN ??', ['api_keys', 'kind']);
};
