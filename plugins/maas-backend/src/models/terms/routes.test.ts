import { mockServices } from '@backstage/backend-test-utils';
import type { ModelTerms } from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { startRest } from '../../__testUtils__/backend';
import { createTestDatabases, PEOPLE, TEAM } from '../../__testUtils__/domain';

jest.setTimeout(60_000);

const TERMS = '/models/small/terms';
const HISTORY = '/models/small/history';

/** Later than any clock of a test. */
const LATER = '2126-01-01T00:00:00Z';
const price = (nanosPerMillion: unknown, tokenClass = 'input') => ({
  tokenClass,
  nanosPerMillion,
});

describe('REST of terms', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;
    let rest: Awaited<ReturnType<typeof startRest>>;
    const auditor = mockServices.auditor.mock();
    const trace = { success: jest.fn(), fail: jest.fn() };

    beforeAll(async () => {
      auditor.createEvent.mockResolvedValue(trace);
      knex = await databases.init(databaseId);
      rest = await startRest(knex, undefined, [auditor.factory]);
      rest.permissionBackend.admins = [PEOPLE.petra.userRef];
    });
    afterAll(() => rest.stop());
    beforeEach(() => {
      auditor.createEvent.mockClear();
      trace.success.mockClear();
      trace.fail.mockClear();
    });

    const termsOf = async (id: string): Promise<ModelTerms> =>
      (await rest.call('get', `/models/${id}/terms`, 'petra').expect(200)).body;
    const patch = async (
      id: string,
      wanted: object,
      as: 'petra' | 'dana' = 'petra',
    ) => {
      const { version } = await termsOf(id);
      return rest
        .call('patch', `/models/${id}`, as)
        .send({ version, ...wanted });
    };

    it('sets terms, shows them to everybody, and leaves a trace', async () => {
      const answer = await patch('large', {
        title: 'Large, by us',
        prices: [price('5'), price('0', 'output')],
        reason: 'New contract \ud83d',
      });
      expect([answer.status, answer.body]).toMatchObject([
        200,
        { id: 'large', source: 'config', version: 1 },
      ]);
      const { body: model } = await rest
        .call('get', '/models/large', 'dana')
        .expect(200);
      expect(model).toMatchObject({
        title: 'Large, by us',
        prices: [
          { ...price('5'), currency: 'USD' },
          { ...price('0', 'output'), currency: 'USD' },
        ],
        setByPerson: ['title', 'prices'],
      });
      const { body: found } = await rest
        .call('get', '/models?search=by+us', 'dana')
        .expect(200);
      expect(found.items.map(({ id }: { id: string }) => id)).toEqual([
        'large',
      ]);
      const { body: history } = await rest
        .call('get', '/models/large/history?limit=2', 'dana')
        .expect(200);
      expect(history).toMatchObject({
        totalItems: 3,
        nextCursor: expect.any(String),
        items: [
          { field: 'prices', actor: PEOPLE.petra.userRef },
          { field: 'title', reason: 'New contract \ufffd' },
        ],
      });
      const { body: rest2 } = await rest
        .call(
          'get',
          `/models/large/history?limit=2&cursor=${history.nextCursor}`,
          'dana',
        )
        .expect(200);
      expect(rest2.items).toMatchObject([
        { field: 'offered', after: true, source: 'config' },
      ]);

      expect(
        auditor.createEvent.mock.calls.map(
          ([{ request: _, ...event }]) => event,
        ),
      ).toEqual([
        {
          eventId: 'model-update',
          severityLevel: 'medium',
          meta: { model: 'large', fields: ['title', 'prices'] },
        },
      ]);
      expect(trace.success).toHaveBeenCalledWith({ meta: { version: 1 } });
    });

    it('tells a second editor that somebody was quicker', async () => {
      const { version } = await termsOf('secret-sauce');
      const send = (title: string) =>
        rest
          .call('patch', '/models/secret-sauce', 'petra')
          .send({ version, title });
      const answers = await Promise.all([send('One'), send('Two')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const late = answers.find(({ status }) => status === 409)!;
      expect(late.body.error).toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('Somebody else changed'),
      });
      expect(trace.fail).toHaveBeenCalledTimes(1);
    });

    it('lets prices begin later', async () => {
      const answer = await patch('small', {
        prices: [price('7')],
        pricesFrom: LATER,
      });
      expect(answer.body.futurePrices).toEqual([
        {
          ...price('7'),
          currency: 'USD',
          validFrom: new Date(LATER).toISOString(),
        },
      ]);
      await patch('small', { prices: null });
      expect((await termsOf('small')).futurePrices).toEqual([]);
    });

    it.each<[string, object, string]>([
      ['an empty title', { title: '' }, 'title'],
      ['a title of blanks', { title: ' \t' }, 'title'],
      ['a title with a NUL', { title: 'a\u0000b' }, 'title'],
      ['a title that is too long', { title: 'x'.repeat(201) }, 'title'],
      ['a title that is a number', { title: 7 }, 'title'],
      [
        'a description that is too long',
        { description: 'x'.repeat(4001) },
        'description',
      ],
      ['a user as the owner', { owner: PEOPLE.dana.userRef }, 'is not a group'],
      ['an owner with SQL', { owner: "x' OR '1'='1" }, 'is not a group'],
      ['an owner with a NUL', { owner: 'group:a\u0000b/c' }, 'is not a group'],
      ['an empty owner', { owner: '' }, 'owner'],
      ['a user as the approver', { approver: 'user:x/y' }, 'is not a group'],
      ['an unknown lifecycle', { lifecycle: 'old' }, 'lifecycle'],
      ['an unknown visibility', { visibility: 'secret' }, 'visibility'],
      ['no plans', { plans: [] }, 'plans'],
      [
        'an unknown plan',
        { plans: ['free', 'gold'] },
        'there is no plan "gold"',
      ],
      ['a plan twice', { plans: ['free', 'free'] }, 'plans'],
      ['a plan from the prototype', { plans: ['__proto__'] }, '"__proto__"'],
      ['a multiplier of nothing', { multiplier: '0' }, 'multiplier'],
      ['a negative multiplier', { multiplier: '-1' }, 'multiplier'],
      ['a multiplier as a number', { multiplier: 2 }, 'multiplier'],
      ['a multiplier that is a word', { multiplier: 'much' }, 'multiplier'],
      ['a negative price', { prices: [price('-1')] }, 'nanosPerMillion'],
      ['a price as a number', { prices: [price(5)] }, 'nanosPerMillion'],
      ['a price as a decimal', { prices: [price('0.5')] }, 'nanosPerMillion'],
      [
        'an absurd price',
        { prices: [price('9'.repeat(19))] },
        'nanosPerMillion',
      ],
      [
        'a price of no class',
        { prices: [price('1', 'thought')] },
        'tokenClass',
      ],
      [
        'a price twice',
        { prices: [price('1'), price('2')] },
        'input is there twice',
      ],
      ['prices by class', { prices: { input: '5' } }, 'prices'],
      [
        'prices from the past',
        { prices: [], pricesFrom: '2020-01-01T00:00:00Z' },
        'pricesFrom is in the past',
      ],
      ['prices from a word', { prices: [], pricesFrom: 'soon' }, 'pricesFrom'],
      [
        'prices from a day that is not',
        { prices: [], pricesFrom: '2126-02-30T00:00:00Z' },
        'pricesFrom',
      ],
      [
        'a start without prices',
        { title: 'x', pricesFrom: LATER },
        'send prices with it',
      ],
      [
        'a start of a reset',
        { prices: null, pricesFrom: LATER },
        'come back at once',
      ],
      ['a title that is no text', { title: 'half a \ud83d' }, 'title'],
      ['a reason that is too long', { reason: 'x'.repeat(1001) }, 'reason'],
      ['a served name', { servedName: 'other' }, 'additional properties'],
      ['an id', { id: 'other' }, 'additional properties'],
      ['endpoints', { endpoints: [] }, 'additional properties'],
      ['a version as text', { version: '0', title: 'x' }, 'version'],
      ['a version below nothing', { version: -1, title: 'x' }, 'version'],
      [
        'no version',
        { version: undefined, title: 'x', reason: 'y' },
        'version',
      ],
      ['nothing', { version: 0 }, ''],
    ])('answers %s with 400 and writes nothing', async (_, wanted, message) => {
      const rows = async () =>
        Promise.all(
          ['models', 'model_terms', 'model_prices', 'model_changes'].map(
            table => knex(table),
          ),
        );
      const before = await rows();
      const { status, body } = await patch('small', wanted);
      expect([status, body.error]).toEqual([
        400,
        expect.objectContaining({
          name: 'InputError',
          message: expect.stringContaining(message),
        }),
      ]);
      await expect(rows()).resolves.toEqual(before);
    });

    it.each<[string, 'get' | 'patch', string, number, number | 'same']>([
      ['the terms', 'get', TERMS, 200, 403],
      ['the terms of a hidden model', 'get', '/models/unseen/terms', 200, 403],
      ['the terms of nothing', 'get', '/models/gpt-9/terms', 404, 403],
      ['the history', 'get', HISTORY, 200, 'same'],
      [
        'the history of a hidden model',
        'get',
        '/models/unseen/history',
        200,
        404,
      ],
      ['the history of nothing', 'get', '/models/gpt-9/history', 404, 'same'],
      ['a change of nothing', 'patch', '/models/gpt-9', 404, 403],
      ['a change of a hidden model', 'patch', '/models/unseen', 200, 403],
      [
        'a history by a foreign cursor',
        'get',
        `${HISTORY}?cursor=x`,
        400,
        'same',
      ],
    ])(
      'answers those who ask for %s as they may',
      async (_, method, path, admin, others) => {
        const send = (as?: 'petra' | 'dana' | 'nobody') => {
          const call = rest.call(method, path, as);
          return method === 'patch'
            ? call.send({ version: 0, title: 'Unseen' })
            : call;
        };
        const user = others === 'same' ? admin : others;
        const statuses = [
          (await send('dana')).status,
          (await send('nobody')).status,
          (await send()).status,
          (await send('petra')).status,
        ];
        expect(statuses).toEqual([user, user, 401, admin]);
      },
    );

    it('tells a hidden model from none to nobody who may not edit it', async () => {
      const ask = async (id: string) =>
        (await rest.call('get', `/models/${id}/history`, 'dana')).body.error
          .message;
      expect((await ask('unseen')).replace('unseen', 'ID')).toBe(
        (await ask('gpt-9')).replace('gpt-9', 'ID'),
      );
    });

    it('lets no plugin edit, and leaves a trace of refused changes', async () => {
      await rest
        .call('patch', '/models/small', { service: 'plugin:catalog' })
        .send({ version: 0, title: 'x' })
        .expect(403);
      const update = expect.objectContaining({ eventId: 'model-update' });
      expect(auditor.createEvent).not.toHaveBeenCalledWith(update);
      auditor.createEvent.mockClear();
      trace.fail.mockClear();
      await rest
        .call('patch', '/models/small', 'dana')
        .send({ version: 0, title: 'x' })
        .expect(403);
      expect(auditor.createEvent.mock.calls).toEqual([[update]]);
      expect(trace.fail).toHaveBeenCalledTimes(1);
    });

    it('asks the approver that a person named', async () => {
      await patch('large', { approver: 'security' });
      const { body: asked } = await rest
        .call('post', '/access-requests', 'dana')
        .send({ team: TEAM, models: ['large'], plan: 'premium', purpose: 'x' })
        .expect(201);
      const rules = (rule: string, claim: string) => ({
        id: `${rule} ${claim}`,
        resourceRef: asked.id,
        resourceType: 'maas-access-request',
        conditions: {
          rule,
          resourceType: 'maas-access-request',
          params: { claims: [claim] },
        },
      });
      const { body } = await rest
        .call('post', '/.well-known/backstage/permissions/apply-conditions', {
          service: 'plugin:permission',
        })
        .send({
          items: [
            rules('IS_MODEL_APPROVER', 'group:default/security'),
            rules('IS_MODEL_APPROVER', 'group:default/platform-team'),
            rules('IS_MODEL_OWNER', 'group:default/platform-team'),
          ],
        })
        .expect(200);
      expect(body.items.map((item: { result: string }) => item.result)).toEqual(
        ['ALLOW', 'DENY', 'ALLOW'],
      );
    });
  });
});
