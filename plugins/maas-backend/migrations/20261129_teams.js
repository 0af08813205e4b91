// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('teams', table => {
    table.comment('Groups as the catalog last had them');
    table.string('ref').primary();
    table.text('title').notNullable();
    table
      .string('when_maker_leaves', 20)
      .comment('What becomes of the keys of leavers; null: as configured');
    table
      .dateTime('missed_since', { useTz: true })
      .comment('Since when the answers of the catalog lack it');
    table
      .dateTime('gone_at', { useTz: true })
      .comment('Since when the catalog has it no more');
  });

  await knex.schema.createTable('team_people', table => {
    table.comment('Who is in a team, and who owns it');
    table.string('team_ref').notNullable().references('teams.ref');
    table.string('user_ref').notNullable().index();
    table.boolean('is_member').notNullable();
    table.boolean('is_owner').notNullable();
    table
      .dateTime('missed_since', { useTz: true })
      .comment('Since when the catalog does not know this member');
    table.primary(['team_ref', 'user_ref']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('team_people');
  await knex.schema.dropTable('teams');
};
