// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // No references to models: a gateway may still know one that is gone here.
  await knex.schema.createTable('model_health', table => {
    table.comment('How gateways found the servers of models in the last day');
    table.string('model_id', 48).notNullable();
    table
      .integer('minute')
      .notNullable()
      .index()
      .comment('Minutes since 1970, so that points of a chart are a division');
    table.string('gateway', 100).notNullable();
    table.string('endpoint', 200).notNullable().comment('Host and port');
    table.bigInteger('requests').notNullable();
    table.bigInteger('failures').notNullable();
    table.boolean('healthy').notNullable().comment('All that minute');
    table.double('time_to_first_token_ms').comment('Median');
    table.double('tokens_per_second').comment('Median');
    table.primary(['model_id', 'minute', 'gateway', 'endpoint']);
  });

  await knex.schema.createTable('model_speeds', table => {
    table.comment('The last figures of each server that has some');
    table.string('model_id', 48).notNullable();
    table.string('gateway', 100).notNullable();
    table.string('endpoint', 200).notNullable().comment('Host and port');
    table.dateTime('measured_at', { useTz: true }).notNullable().index();
    table.bigInteger('requests').notNullable();
    table.double('time_to_first_token_ms').comment('Median');
    table.double('tokens_per_second').comment('Median');
    table.primary(['model_id', 'gateway', 'endpoint']);
  });

  // Lists are made in memory, where all fields of a model are.
  await knex.raw('ALTER TABLE models DROP COLUMN search_text');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('models', table => {
    table.text('search_text').notNullable().defaultTo('');
  });
  for (const { id, definition } of await knex('models')) {
    const model = JSON.parse(definition);
    const texts = [
      id,
      model.servedName,
      ...(model.aliases ?? []),
      model.title,
      model.description,
      model.provider,
      model.license,
      ...(model.capabilities ?? []),
    ];
    const searchText = texts.filter(Boolean).join(' ').toLowerCase();
    await knex('models').where({ id }).update({ search_text: searchText });
  }

  await knex.schema.dropTable('model_speeds');
  await knex.schema.dropTable('model_health');
};
