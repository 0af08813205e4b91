import { resolvePackagePath } from '@backstage/backend-plugin-api';
import fs from 'node:fs';
import { createTestDatabases, createTestDomain } from '../__testUtils__/domain';

const directory = resolvePackagePath(
  '@openmaas/backstage-plugin-maas-backend',
  'migrations',
);

jest.setTimeout(60_000);

describe('migrations', () => {
  const databases = createTestDatabases();

  it.each(databases.eachSupportedId())(
    'go up, down to nothing and up again on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const files = fs.readdirSync(directory);
      for (let round = 0; round < 2; round++) {
        for (let i = 0; i < files.length; i++) {
          await knex.migrate.up({ directory });
        }
        await expect(knex.schema.hasTable('api_keys')).resolves.toBe(true);
        for (let i = 0; i < files.length; i++) {
          await knex.migrate.down({ directory });
        }
        await expect(knex.schema.hasTable('models')).resolves.toBe(false);
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'name each database anew on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const epochs = new Set<string>();
      for (let round = 0; round < 2; round++) {
        await knex.migrate.latest({ directory });
        const [state, ...others] = await knex('policy_state');
        expect(others).toEqual([]);
        expect(Number(state.revision)).toBe(0);
        epochs.add(state.epoch);
        await knex.migrate.rollback({ directory }, true);
      }
      expect(epochs.size).toBe(2);
    },
  );

  it.each(databases.eachSupportedId())(
    'keep what is there for the first policy on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      await knex.migrate.up({ directory, name: '20261121_init.js' });
      const now = new Date('2026-11-21T09:00:00.000Z');
      const id = '019a9b1c-7d2e-7f00-8a1b-000000000000';
      await knex('models').insert({
        id: 'old',
        source: 's',
        owner_ref: 'o',
        visibility: 'public',
        definition: JSON.stringify({
          id: 'old',
          servedName: 'old',
          aliases: [],
          endpoints: [],
        }),
        search_text: 'm',
        updated_at: now,
      });
      await knex('access_requests').insert({
        id,
        team_ref: 't',
        requester_ref: 'r',
        plan: 'p',
        purpose: 'p',
        expires_in_days: 1,
        state: 'approved',
        key_id: id,
        created_at: now,
        request_hash: 'h',
      });
      await knex('grants').insert({
        id,
        request_id: id,
        team_ref: 't',
        model_id: 'old',
        plan: 'p',
        state: 'active',
      });
      await knex('api_keys').insert({
        id,
        team_ref: 't',
        maker_ref: 'r',
        name: 'k',
        created_at: now,
        ready_at: now,
        revealed_at: now,
        request_hash: 'h',
      });
      await knex('api_key_secrets').insert({
        id,
        key_id: id,
        hash: 'a'.repeat(64),
        created_at: now,
      });
      const { policy } = await createTestDomain(knex);
      const { signal } = new AbortController();
      await expect(policy.update(undefined, 0, signal)).resolves.toMatchObject({
        full: true,
        models: expect.arrayContaining([
          expect.objectContaining({ id: 'old', revision: 0 }),
        ]),
        grants: [{ id, state: 'active', revision: 0 }],
        keys: [{ id, secrets: [{ hash: 'a'.repeat(64) }], revision: 0 }],
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'add limits beside what is there, and take them away again on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      for (const name of [
        '20261121_init.js',
        '20261122_gateway.js',
        '20261123_usage.js',
      ]) {
        await knex.migrate.up({ directory, name });
      }
      const now = new Date();
      const tomorrow = new Date(now.getTime() + 86_400_000);
      const id = '019a9b1c-7d2e-7f00-8a1b-000000000000';
      await knex('models').insert({
        id: 'm',
        source: 's',
        owner_ref: 'o',
        visibility: 'public',
        definition: '{}',
        search_text: 'm',
        updated_at: now,
      });
      await knex('model_prices').insert(
        [now, tomorrow].map(validFrom => ({
          model_id: 'm',
          token_class: 'input',
          valid_from: validFrom,
          nanos_per_million: '999999999999999999',
        })),
      );
      await knex('api_keys').insert({
        id,
        team_ref: 't',
        maker_ref: 'r',
        name: 'k',
        created_at: now,
        request_hash: 'h',
      });
      await knex('api_key_secrets').insert({
        id,
        key_id: id,
        hash: 'a'.repeat(64),
        created_at: now,
      });
      await knex('gateways').insert({
        id: 'gw',
        state: 'running',
        started_at: now,
        last_seen_at: now,
        pending_events: 1,
        rejected_events: 2,
      });
      await knex('usage_events').insert({
        id,
        started_at: now,
        ended_at: now,
        received_at: now,
        gateway: 'gw',
        team_ref: 't',
        maker_ref: 'r',
        key_id: id,
        grant_id: id,
        plan: 'p',
        model_id: 'm',
        path: '/v1',
        streamed: false,
        input_tokens: 1,
        cached_input_tokens: 0,
        output_tokens: 0,
        reasoning_tokens: 0,
        estimated: false,
        end_state: 'completed',
        attempts: 1,
        latency_ms: 1,
        price: '{"factor":"1"}',
        cost: knex.raw('9223372036854775807'),
      });
      const tables = [
        'api_keys',
        'model_prices',
        'gateways',
        'usage_events',
        'api_key_secrets',
      ] as const;
      const all = async () =>
        Promise.all(
          tables.map(table =>
            knex(table)
              .select('*')
              .modify(query => {
                if (table === 'model_prices') {
                  query.orderBy('valid_from');
                }
                if (table === 'usage_events') {
                  query.select(knex.raw('CAST(cost AS TEXT) AS exact_cost'));
                }
              }),
          ),
        );
      const before = await all();
      const name = '20261124_gateway_limits.js';
      await knex.migrate.up({ directory, name });

      const [keys, , gateways, events] = await all();
      expect([keys, gateways, events]).toMatchObject([
        [{ ...before[0][0], limits: null }],
        [{ ...before[2][0], sharing: null, endpoints: null }],
        [{ ...before[3][0], audio_ms: null }],
      ]);
      expect(events[0].exact_cost).toBe('9223372036854775807');
      // What holds already is no news; what will hold is.
      const announced: Array<boolean | number> = await knex('model_prices')
        .orderBy('valid_from')
        .pluck('announced');
      expect(announced.map(Boolean)).toEqual([true, false]);

      await knex('api_keys').update({ limits: '{"tokensPerMonth":5}' });
      await knex('refusals').insert({
        id,
        received_at: now,
        refused_at: now,
        gateway: 'gw',
        status: 429,
        code: 'c',
        message: 'm',
      });
      await knex.migrate.down({ directory, name });
      await expect(all()).resolves.toEqual(before);
      await expect(knex.schema.hasTable('refusals')).resolves.toBe(false);
      await knex.migrate.up({ directory, name });
      await expect(knex('refusals')).resolves.toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'allow one playground key per person and team on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const name = '20261128_playground_keys.js';
      const others = fs.readdirSync(directory).filter(file => file < name);
      for (const other of others) {
        await knex.migrate.up({ directory, name: other });
      }
      const key = (n: number) => ({
        id: `019a9b1c-7d2e-7f00-8a1b-00000000000${n}`,
        team_ref: 't',
        maker_ref: 'm',
        name: 'k',
        created_at: new Date(),
        request_hash: 'h',
      });
      await knex('api_keys').insert(key(1));
      const before = await knex('api_keys');

      await knex.migrate.up({ directory, name });
      await expect(knex('api_keys')).resolves.toEqual([
        { ...before[0], kind: 'standard' },
      ]);
      const playground = (n: number) => ({ ...key(n), kind: 'playground' });
      await knex('api_keys').insert(key(2));
      await knex('api_keys').insert([
        { ...playground(3), revoked_at: new Date() },
        playground(4),
        { ...playground(5), team_ref: 'other' },
      ]);
      await expect(knex('api_keys').insert(playground(6))).rejects.toThrow(
        /unique/i,
      );

      await knex.migrate.down({ directory, name });
      await expect(
        knex('api_keys').where({ id: before[0].id }),
      ).resolves.toEqual(before);
    },
  );

  it.each(databases.eachSupportedId())(
    'take over how models are searched, and give it back on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const name = '20261125_model_health.js';
      const others = fs.readdirSync(directory).filter(file => file < name);
      for (const other of others) {
        await knex.migrate.up({ directory, name: other });
      }
      await knex('models').insert({
        id: 'm',
        source: 's',
        owner_ref: 'o',
        visibility: 'public',
        definition: JSON.stringify({
          servedName: 'Acme/M',
          aliases: ['best'],
          title: 'Großes M',
          capabilities: ['chat'],
        }),
        search_text: 'm acme/m best großes m chat',
        updated_at: new Date(),
      });
      await knex('model_prices').insert({
        model_id: 'm',
        token_class: 'input',
        valid_from: new Date(),
        nanos_per_million: '1',
      });
      const before = await knex('models');
      await knex.migrate.up({ directory, name });
      const { search_text: _, ...kept } = before[0];
      await expect(knex('models')).resolves.toEqual([kept]);
      await expect(knex('model_health')).resolves.toEqual([]);
      await knex.migrate.down({ directory, name });
      await expect(knex('models')).resolves.toEqual(before);
      await expect(knex('model_prices')).resolves.toHaveLength(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'take what is there for what the sources say on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const name = '20261126_model_terms.js';
      const others = fs.readdirSync(directory).filter(file => file < name);
      for (const other of others) {
        await knex.migrate.up({ directory, name: other });
      }
      const day = (offset: number) =>
        new Date(Date.now() + offset * 86_400_000);
      const definition = JSON.stringify({ id: 'm', title: 'M' });
      await knex('models').insert(
        ['m', 'free'].map(id => ({
          id,
          source: 's',
          owner_ref: 'group:default/ml',
          visibility: 'public',
          definition,
          updated_at: day(-2),
        })),
      );
      const price = (
        tokenClass: string,
        offset: number,
        nanos: string | null,
      ) => ({
        model_id: 'm',
        token_class: tokenClass,
        valid_from: day(offset),
        nanos_per_million: nanos,
        announced: offset < 0,
      });
      await knex('model_prices').insert([
        price('input', -3, '1'),
        price('input', -2, '999999999999999999'),
        price('input', 1, '5'),
        price('output', -3, '2'),
        price('output', -1, null),
        price('reasoning', -3, '0'),
      ]);
      const tables = async () =>
        Promise.all([
          knex('models').orderBy('id'),
          knex('model_prices').orderBy(['token_class', 'valid_from']),
        ]);
      const before = await tables();
      await knex.migrate.up({ directory, name });
      await expect(knex('models').orderBy('id')).resolves.toMatchObject(
        [
          { id: 'free', source_prices: '{}' },
          {
            id: 'm',
            source_prices: JSON.stringify({
              reasoning: '0',
              input: '999999999999999999',
            }),
          },
        ].map(row => ({
          ...row,
          approver_ref: 'group:default/ml',
          source_definition: definition,
          terms_version: 0,
        })),
      );
      await knex('model_terms').insert({
        model_id: 'm',
        name: 'title',
        value: '"Ours"',
        set_by: 'user:default/petra',
        set_at: day(0),
        holds_from: day(0),
      });
      await knex.migrate.down({ directory, name });
      await expect(tables()).resolves.toEqual(before);
      await knex.migrate.up({ directory, name });
      await expect(knex('model_terms')).resolves.toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'give what waits a step for each approver, and take it back on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const name = '20261202_access_flow.js';
      const others = fs.readdirSync(directory).filter(file => file < name);
      for (const other of others) {
        await knex.migrate.up({ directory, name: other });
      }
      const now = new Date();
      const id = (n: number) => `019a9b1c-7d2e-7f00-8a1b-00000000000${n}`;
      await knex('models').insert(
        ['a', 'b', 'c'].map(model => ({
          id: model,
          source: 's',
          owner_ref: 'o',
          approver_ref: model === 'c' ? 'other' : 'o',
          visibility: 'public',
          definition: '{}',
          updated_at: now,
        })),
      );
      await knex('access_requests').insert(
        [1, 2].map(n => ({
          id: id(n),
          team_ref: 'T',
          requester_ref: 'r',
          plan: 'p',
          purpose: 'Why',
          expires_in_days: 1,
          state: n === 1 ? 'pending' : 'approved',
          key_id: id(n),
          created_at: now,
          request_hash: 'h',
        })),
      );
      await knex('grants').insert(
        ['a', 'b', 'c', 'c'].map((model, index) => ({
          id: id(index + 3),
          request_id: id(index < 3 ? 1 : 2),
          team_ref: 'T',
          model_id: model,
          plan: 'p',
          state: index < 3 ? 'pending' : 'active',
        })),
      );
      const tables = async () =>
        Promise.all([
          knex('access_requests').orderBy('id'),
          knex('grants').orderBy('id'),
        ]);
      const before = await tables();
      await knex.migrate.up({ directory, name });
      const [waits, done] = await knex('access_requests').orderBy('id');
      expect([waits.search_text, done.search_text]).toEqual([
        'a b c p t r why',
        'c p t r why',
      ]);
      expect(new Date(done.decide_by)).toEqual(now);
      expect(new Date(waits.decide_by).getTime()).toBeGreaterThan(
        now.getTime(),
      );
      await expect(
        knex('access_request_steps').orderBy('position'),
      ).resolves.toMatchObject([
        { request_id: id(1), kind: 'model-owner', state: 'open' },
        { request_id: id(1), kind: 'model-owner', state: 'waiting' },
      ]);
      await expect(
        knex('access_request_step_models').orderBy('model_id'),
      ).resolves.toMatchObject([
        { position: 0, model_id: 'a' },
        { position: 0, model_id: 'b' },
        { position: 1, model_id: 'c' },
      ]);
      // What the older version has no word for.
      await knex('access_requests')
        .where({ id: id(1) })
        .update({ state: 'asked-back' });
      await knex('grants').insert({
        id: id(9),
        team_ref: 'other',
        model_id: 'a',
        plan: 'p',
        state: 'active',
      });
      await knex.migrate.down({ directory, name });
      await expect(tables()).resolves.toEqual(before);
      await knex.migrate.up({ directory, name });
      await expect(knex('access_request_steps')).resolves.toHaveLength(2);
    },
  );

  it.each(databases.eachSupportedId())(
    'allow one live grant per team and model on %s',
    async databaseId => {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory });
      const now = new Date();
      await knex('models').insert({
        id: 'm',
        source: 's',
        owner_ref: 'o',
        visibility: 'public',
        definition: '{}',
        updated_at: now,
      });
      const request = '019a9b1c-7d2e-7f00-8a1b-000000000000';
      await knex('access_requests').insert({
        id: request,
        team_ref: 't',
        requester_ref: 'r',
        plan: 'p',
        purpose: 'p',
        expires_in_days: 1,
        state: 'approved',
        key_id: request,
        created_at: now,
        request_hash: 'h',
      });
      const grant = (n: number, state: string) => ({
        id: `019a9b1c-7d2e-7f00-8a1b-00000000000${n}`,
        request_id: request,
        team_ref: 't',
        model_id: 'm',
        plan: 'p',
        state,
      });
      await knex('grants').insert([
        grant(1, 'active'),
        grant(2, 'superseded'),
        grant(3, 'superseded'),
        grant(4, 'pending'),
      ]);
      await expect(
        knex('grants').insert(grant(5, 'suspended')),
      ).rejects.toThrow(/unique/i);
    },
  );
});
