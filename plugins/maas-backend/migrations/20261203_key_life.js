// @ts-check

const ALPHABET =
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * @param {import("knex").Knex.CreateTableBuilder} table
 * @param {string} name
 */
const timestamp = (table, name) => table.dateTime(name, { useTz: true });

/** @param {import('knex').Knex} knex */
const isSqlite = knex => knex.client.config.client.includes('sqlite');

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('api_keys', table => {
    table.text('addresses').comment('JSON list of CIDR blocks; null: any');
    table.string('label', 63).comment('What its calls are told apart by');
    timestamp(table, 'suspended_at').comment('By a person');
    table.string('suspended_by');
    table.text('suspension_reason');
    timestamp(table, 'stopped_at').comment('By a rule');
    table.string('stop_cause', 20).comment('maker-left or team-gone');
    table
      .integer('reminded_days')
      .comment(
        'Of which of the reminders of its end was the last; 0: it is over',
      );
    table
      .text('search_text')
      .notNullable()
      .defaultTo('')
      .comment('What a search looks at');
  });
  await fillSearchText(knex);
  await knex('api_keys')
    .where('expires_at', '<=', new Date())
    .update({ reminded_days: 0 });

  await knex.schema.renameTable('key_last_use', 'api_key_uses');
  await knex.schema.alterTable('api_key_uses', table => {
    table.text('address').comment('Where that call came from');
    table.text('client').comment('What made it, as it says itself');
  });

  const [late, early] = isSqlite(knex)
    ? [32503680000000, 0]
    : [`'3000-01-01T00:00:00Z'`, `'1970-01-01T00:00:00Z'`];
  await knex.raw('CREATE INDEX api_keys_by_name ON api_keys (LOWER(name), id)');
  await knex.raw('CREATE INDEX api_keys_by_team ON api_keys (team_ref, id)');
  await knex.raw(
    `CREATE INDEX api_keys_by_end ON api_keys (COALESCE(expires_at, ${late}), id)`,
  );
  await knex.raw(
    `CREATE INDEX api_keys_by_end_latest ON api_keys (COALESCE(expires_at, ${early}), id)`,
  );
  await knex.raw(
    'CREATE INDEX api_keys_by_maker_in_team ON api_keys (team_ref, maker_ref, stop_cause) WHERE revoked_at IS NULL',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
async function fillSearchText(knex) {
  for (let after = ''; ; ) {
    const query = knex('api_keys').orderBy('id').limit(1000);
    const rows = await (after ? query.where('id', '>', after) : query);
    if (rows.length === 0) {
      return;
    }
    for (const { id, name, team_ref: team, maker_ref: maker } of rows) {
      const text = [name, '', prefixOf(id), team, maker].join('\n');
      await knex('api_keys')
        .where({ id })
        .update({ search_text: text.toLocaleLowerCase('en-US') });
    }
    after = rows[rows.length - 1].id;
  }
}

/**
 * The public start of a key, as it was written when this table changed.
 *
 * @param {string} id
 */
function prefixOf(id) {
  let rest = BigInt(`0x${id.replace(/-/g, '')}`);
  let text = '';
  while (rest > 0n) {
    text = ALPHABET[Number(rest % 62n)] + text;
    rest /= 62n;
  }
  return `maas_${text.padStart(22, '0')}`;
}

/**
 * In plain SQL, which both engines know: for SQLite, knex would make the table anew, and
 * that fails where rows of others refer to its own.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const index of [
    'api_keys_by_name',
    'api_keys_by_team',
    'api_keys_by_end',
    'api_keys_by_end_latest',
    'api_keys_by_maker_in_team',
  ]) {
    await knex.raw('DROP INDEX ??', [index]);
  }
  for (const column of ['address', 'client']) {
    await knex.raw('ALTER TABLE ?? DROP COLUMN ??', ['api_key_uses', column]);
  }
  await knex.schema.renameTable('api_key_uses', 'key_last_use');
  for (const column of [
    'addresses',
    'label',
    'suspended_at',
    'suspended_by',
    'suspension_reason',
    'stopped_at',
    'stop_cause',
    'reminded_days',
    'search_text',
  ]) {
    await knex.raw('ALTER TABLE ?? DROP COLUMN ??', ['api_keys', column]);
  }
};
