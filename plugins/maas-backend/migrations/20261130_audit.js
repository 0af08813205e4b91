// @ts-check

const REFUSAL = 'audit_entries is append-only';

/**
 * @param {import('knex').Knex} knex
 */
const isPostgres = knex => knex.client.config.client === 'pg';

/**
 * @param {import('knex').Knex} knex
 */
async function makeAppendOnly(knex) {
  if (isPostgres(knex)) {
    await knex.raw(
      `CREATE FUNCTION audit_entries_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '${REFUSAL}'; END $$`,
    );
    await knex.raw(
      `CREATE TRIGGER audit_entries_append_only
        BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_refuse()`,
    );
    return;
  }
  for (const verb of ['UPDATE', 'DELETE']) {
    await knex.raw(
      `CREATE TRIGGER audit_entries_no_${verb.toLowerCase()} BEFORE ${verb} ON audit_entries
        BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END`,
    );
  }
  // INSERT OR REPLACE deletes without telling the trigger for that.
  await knex.raw(
    `CREATE TRIGGER audit_entries_no_replace BEFORE INSERT ON audit_entries
      WHEN EXISTS (SELECT 1 FROM audit_entries WHERE seq = NEW.seq)
      BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END`,
  );
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit_entries', table => {
    table.comment('Who did what; each entry holds the hash of the one before');
    table.bigInteger('seq').primary().comment('From 1, without a gap');
    table.dateTime('at', { useTz: true }).notNullable().index();
    table.string('action', 63).notNullable();
    table.string('outcome', 20).notNullable();
    table.string('severity', 20).notNullable();
    table.text('actor').notNullable();
    table.text('on_behalf_of').comment('Whom the actor stood in for');
    table.text('address');
    table.text('client').comment('What the caller says it is');
    table.string('target_kind', 63);
    table.text('target_id');
    table.text('target_name');
    table.text('team_ref');
    table.text('before').comment('JSON');
    table.text('after').comment('JSON');
    table.text('meta').comment('JSON');
    table.text('error');
    table.string('previous_hash', 64).notNullable();
    table
      .string('hash', 64)
      .notNullable()
      .comment('SHA-256 of the entry and the hash before it');
    table.index(['actor', 'seq']);
    table.index(['on_behalf_of', 'seq']);
    table.index(['action', 'seq']);
    table.index(['outcome', 'seq']);
    table.index(['target_id', 'seq']);
    table.index(['team_ref', 'seq']);
  });
  await makeAppendOnly(knex);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('audit_entries');
  if (isPostgres(knex)) {
    await knex.raw('DROP FUNCTION audit_entries_refuse()');
  }
};
