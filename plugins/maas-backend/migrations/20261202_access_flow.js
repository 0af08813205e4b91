// @ts-check

/**
 * @param {import("knex").Knex.CreateTableBuilder} table
 * @param {string} name
 */
const timestamp = (table, name) => table.dateTime(name, { useTz: true });

/** Days in which what waits already is to be decided. */
const DECIDE_WITHIN = 14;

/** @param {import('knex').Knex} knex */
const isSqlite = knex => knex.client.config.client !== 'pg';

/**
 * Makes a column anew in plain SQL: SQLite cannot change one, and knex would make the
 * table anew, which fails where rows of others refer to its own.
 *
 * @param {import('knex').Knex} knex
 * @param {string} type - of the new column
 */
async function remakeKeyId(knex, type) {
  await knex.raw(`ALTER TABLE access_requests ADD COLUMN key_id_new ${type}`);
  await knex.raw('UPDATE access_requests SET key_id_new = key_id');
  await knex.raw('ALTER TABLE access_requests DROP COLUMN key_id');
  await knex.raw(
    'ALTER TABLE access_requests RENAME COLUMN key_id_new TO key_id',
  );
}

/**
 * What waits already gets a time by which it is decided and a step for each approver.
 *
 * @param {import('knex').Knex} knex
 */
async function takeOver(knex) {
  const decideBy = new Date(Date.now() + DECIDE_WITHIN * 86_400_000);
  for (const request of await knex('access_requests')) {
    const isOpen = request.state === 'pending';
    const grants = await knex('grants')
      .leftJoin('models', 'models.id', 'grants.model_id')
      .where({ request_id: request.id })
      .orderBy('grants.id')
      .select('model_id', 'approver_ref');
    await knex('access_requests')
      .where({ id: request.id })
      .update({
        decide_by: isOpen ? decideBy : request.created_at,
        search_text: [
          ...grants.map(grant => grant.model_id),
          request.plan,
          request.team_ref,
          request.requester_ref,
          request.purpose,
        ]
          .join(' ')
          .toLocaleLowerCase('en-US'),
      });
    if (!isOpen) {
      continue;
    }
    const approvers = [...new Set(grants.map(grant => grant.approver_ref))];
    for (const [position, approver] of approvers.entries()) {
      await knex('access_request_steps').insert({
        request_id: request.id,
        position,
        kind: 'model-owner',
        state: position === 0 ? 'open' : 'waiting',
      });
      await knex('access_request_step_models').insert(
        grants
          .filter(grant => grant.approver_ref === approver)
          .map(({ model_id }) => ({
            request_id: request.id,
            position,
            model_id,
          })),
      );
    }
  }
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('access_requests', table => {
    table
      .string('monthly_budget', 20)
      .comment('Nano-units a model; integer as text, exact on every engine');
    table
      .integer('agreed_days')
      .comment('Agreed to so far, where that is less than was asked for');
    table.string('data', 20).comment('Most delicate data that will be sent');
    table.uuid('replaces_id').comment('The closed request it repeats');
    table.uuid('replaced_by_id').comment('The request that repeats it');
    table.text('question').comment('What the requester has to answer');
    timestamp(table, 'decide_by').comment('When it expires if nobody decides');
    table.integer('reminders').notNullable().defaultTo(0);
    table
      .text('search_text')
      .notNullable()
      .defaultTo('')
      .comment('What a search looks at, in lower case');
    table.index(['created_at', 'id']);
    table.index(['decide_by', 'id']);
    table.index(['team_ref', 'id']);
    table.index(['state', 'id']);
  });
  await knex.schema.alterTable('grants', table => {
    table
      .string('monthly_budget', 20)
      .comment('Nano-units; integer as text, exact on every engine');
    table.string('suspended_by');
    table.text('reason').comment('Why it is suspended, or was revoked');
    table.integer('reminders').notNullable().defaultTo(0);
    table.index(['state', 'expires_at']);
  });
  if (isSqlite(knex)) {
    await remakeKeyId(knex, 'char(36)');
  } else {
    await knex.raw(
      'ALTER TABLE access_requests ALTER COLUMN key_id DROP NOT NULL',
    );
  }
  // Nothing refers to grants, so SQLite may make that table anew.
  await knex.schema.alterTable('grants', table => {
    table.setNullable('request_id');
  });

  await knex.schema.createTable('access_request_steps', table => {
    table.comment('The decisions that a request needs, in their order');
    table.uuid('request_id').notNullable().references('access_requests.id');
    table.integer('position').notNullable();
    table.string('kind', 20).notNullable();
    table.string('state', 20).notNullable();
    table.string('decided_by');
    table.string('on_behalf_of');
    timestamp(table, 'decided_at');
    table.text('reason');
    table.primary(['request_id', 'position']);
  });
  // At most one is decided at a time.
  await knex.raw(
    `CREATE UNIQUE INDEX access_request_steps_open ON access_request_steps (request_id) WHERE state = 'open'`,
  );
  await knex.schema.createTable('access_request_step_models', table => {
    table.comment('The models that a step is about');
    table.uuid('request_id').notNullable();
    table.integer('position').notNullable();
    table.string('model_id', 48).notNullable();
    table.primary(['request_id', 'position', 'model_id']);
    table
      .foreign(['request_id', 'position'])
      .references(['request_id', 'position'])
      .inTable('access_request_steps');
  });
  await knex.schema.createTable('access_request_events', table => {
    table.comment('What happened to a request');
    table.uuid('id').primary();
    table
      .uuid('request_id')
      .notNullable()
      .references('access_requests.id')
      .index();
    timestamp(table, 'at').notNullable();
    table.string('actor').notNullable();
    table.string('on_behalf_of');
    table.string('event', 20).notNullable();
    table.text('text');
    table.text('details').comment('JSON: what was decided differently');
  });
  await knex.schema.createTable('delegations', table => {
    table.comment('Who decides for somebody who is away');
    table.string('from_ref').primary();
    table.string('to_ref').notNullable().index();
    timestamp(table, 'starts_at').notNullable();
    timestamp(table, 'ends_at').notNullable();
    table.text('reason');
  });
  await takeOver(knex);
};

/**
 * Grants that configuration gave are lost with what only this version knows of.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('delegations');
  await knex.schema.dropTable('access_request_events');
  await knex.schema.dropTable('access_request_step_models');
  await knex.schema.dropTable('access_request_steps');
  await knex('access_requests')
    .where({ state: 'asked-back' })
    .update({ state: 'pending' });
  await knex('access_requests')
    .where({ state: 'expired' })
    .update({ state: 'cancelled' });
  await knex('access_requests')
    .whereNull('key_id')
    .update({ key_id: knex.ref('id') });
  await knex('grants').whereNull('request_id').delete();

  await knex.schema.alterTable('access_requests', table => {
    table.dropIndex(['created_at', 'id']);
    table.dropIndex(['decide_by', 'id']);
    table.dropIndex(['team_ref', 'id']);
    table.dropIndex(['state', 'id']);
  });
  await knex.schema.alterTable('grants', table => {
    table.dropIndex(['state', 'expires_at']);
  });
  if (isSqlite(knex)) {
    await remakeKeyId(knex, `char(36) NOT NULL DEFAULT ''`);
  } else {
    await knex.raw(
      'ALTER TABLE access_requests ALTER COLUMN key_id SET NOT NULL',
    );
  }
  await knex.schema.alterTable('grants', table => {
    table.dropNullable('request_id');
  });
  const added = {
    access_requests: [
      'monthly_budget',
      'agreed_days',
      'data',
      'replaces_id',
      'replaced_by_id',
      'question',
      'decide_by',
      'reminders',
      'search_text',
    ],
    grants: ['monthly_budget', 'suspended_by', 'reason', 'reminders'],
  };
  for (const [table, columns] of Object.entries(added)) {
    for (const column of columns) {
      await knex.raw('ALTER TABLE ?? DROP COLUMN ??', [table, column]);
    }
  }
};
