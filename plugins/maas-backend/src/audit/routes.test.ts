import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  AccessRequest,
  AuditEntry,
} from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { once } from 'node:events';
import { get } from 'node:http';
import { startRest } from '../__testUtils__/backend';
import { GOOD, MISSING } from '../__testUtils__/badInputs';
import { createTestDatabases, TEAM } from '../__testUtils__/domain';
import { hashOf } from './chain';
import { toRow } from './entryRow';
import { verifyChain } from './verifyChain';

jest.setTimeout(60_000);

type Rest = Awaited<ReturnType<typeof startRest>>;

describe('audit', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;
    let rest: Rest;
    const events = jest.fn();
    const call: Rest['call'] = (...args) => rest.call(...args);

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      const auditor = mockServices.auditor.mock({
        createEvent: async ({ request: _, ...options }) => ({
          success: async () => events(options.eventId, 'succeeded'),
          fail: async () => events(options.eventId, 'failed'),
        }),
      });
      rest = await startRest(knex, undefined, [
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => auditor,
        }),
      ]);
    });
    afterAll(() => rest.stop());
    beforeEach(() => {
      events.mockClear();
      rest.permissionBackend.denied = [];
    });

    const ask = async (): Promise<AccessRequest> => {
      const { body } = await call('post', '/access-requests', 'dana')
        .set('user-agent', `curl/8\u0009${'x'.repeat(300)}`)
        .send(GOOD)
        .expect(201);
      return body;
    };
    const list = async (query = ''): Promise<AuditEntry[]> => {
      const { body } = await call('get', `/audit?${query}`, 'petra').expect(
        200,
      );
      return body.items;
    };
    /** What is new in the log, oldest first. */
    const entriesOf = async (work: () => Promise<unknown>) => {
      const [before] = await list('limit=1');
      await work();
      const entries = await list('limit=200');
      return entries.filter(({ seq }) => seq > (before?.seq ?? 0)).reverse();
    };

    it('says who asked for what, from where', async () => {
      const entries = await entriesOf(ask);
      expect(entries).toEqual([
        expect.objectContaining({
          action: 'access-request-create',
          outcome: 'succeeded',
          severity: 'low',
          actor: 'user:default/dana',
          address: expect.stringMatching(/127\.0\.0\.1|::1/),
          client: `curl/8${'x'.repeat(194)}`,
          meta: expect.objectContaining({ plan: 'free' }),
        }),
      ]);
      expect(events.mock.calls).toEqual([
        ['access-request-create', 'succeeded'],
      ]);
    });

    it('says what failed, once', async () => {
      const { keyId } = await ask();
      const entries = await entriesOf(async () => {
        await call('post', `/keys/${MISSING}/reveal`, 'dana').expect(404);
        await call('post', `/keys/${keyId}/reveal`, 'tom').expect(403);
        await call('post', `/keys/${keyId}/reveal`, 'dana').expect(200);
        await call('post', `/keys/${keyId}/reveal`, 'dana').expect(409);
      });
      expect(entries.map(({ target }) => target?.id)).toEqual([
        MISSING,
        keyId,
        keyId,
        keyId,
      ]);
      expect(
        entries.map(({ action, outcome, actor, error }) => [
          action,
          outcome,
          actor,
          error?.split(':')[0],
        ]),
      ).toEqual([
        ['key-reveal', 'failed', 'user:default/dana', 'NotFoundError'],
        ['key-reveal', 'failed', 'user:default/tom', 'NotAllowedError'],
        ['key-reveal', 'succeeded', 'user:default/dana', undefined],
        ['key-reveal', 'failed', 'user:default/dana', 'ConflictError'],
      ]);
    });

    it('says who was refused to read something', async () => {
      rest.permissionBackend.denied = ['maas.model.read'];
      const entries = await entriesOf(async () => {
        await call('get', '/models/small', 'dana').expect(403);
        await call('get', '/models', 'dana').expect(403);
      });
      expect(entries).toEqual([
        expect.objectContaining({
          action: 'call-refuse',
          outcome: 'failed',
          severity: 'medium',
          actor: 'user:default/dana',
          target: { kind: 'model', id: 'small' },
          meta: { method: 'GET', path: '/models/small' },
          error: expect.stringContaining('maas.model.read'),
        }),
        expect.not.objectContaining({ target: expect.anything() }),
      ]);
      expect(events).toHaveBeenCalledWith('call-refuse', 'failed');
    });

    it('says who asked for what is hidden, and not who asked for nothing', async () => {
      const { keyId, id } = await ask();
      const entries = await entriesOf(async () => {
        for (const [hidden, missing] of [
          [`/keys/${keyId}`, `/keys/${MISSING}`],
          [`/access-requests/${id}`, `/access-requests/${MISSING}`],
          ['/models/unseen', '/models/nothing'],
        ]) {
          const answers = await Promise.all(
            [hidden, missing].map(async path => {
              const { body } = await call('get', path, 'bea').expect(404);
              const name = path.split('/')[2];
              return JSON.stringify(body).replaceAll(name, 'ID');
            }),
          );
          expect(answers[0]).toBe(answers[1]);
        }
        await call('get', '/nowhere', 'bea').expect(404);
      });
      expect(entries.map(({ action, target }) => [action, target])).toEqual([
        ['call-refuse', { kind: 'api-key', id: keyId }],
        ['call-refuse', { kind: 'access-request', id }],
        ['call-refuse', { kind: 'model', id: 'unseen' }],
      ]);
    });

    it('keeps no place for those who are not signed in', async () => {
      const entries = await entriesOf(() => call('get', '/models').expect(401));
      expect(entries).toEqual([]);
    });

    it('names the service that calls', async () => {
      const entries = await entriesOf(() =>
        call('get', '/audit', { service: 'plugin:other' }).expect(403),
      );
      expect(entries).toMatchObject([{ actor: 'plugin:other' }]);
    });

    it('keeps changes that come at once in one chain', async () => {
      const entries = await entriesOf(() =>
        Promise.all(Array.from({ length: 50 }, ask)),
      );
      expect(
        entries.filter(({ action }) => action === 'access-request-create'),
      ).toHaveLength(50);
      const { fault, head } = await verifyChain(knex);
      expect(fault).toBeUndefined();
      expect(head.seq).toBe(entries[entries.length - 1].seq);
    });

    it('lists by all that one can ask for, page by page', async () => {
      const { keyId } = await ask();
      await call('post', `/keys/${keyId}/reveal`, 'tom').expect(403);
      const [refused] = await list('outcome=failed&limit=1');
      const [newest] = await list('limit=1');
      expect(newest).toEqual(refused);
      const all = await list('limit=200');
      const seqs = (entries: AuditEntry[]) => entries.map(({ seq }) => seq);
      const cases: Array<[string, (entry: AuditEntry) => boolean]> = [
        ['actor=user:default/tom', entry => entry.actor === 'user:default/tom'],
        ['action=key-reveal', entry => entry.action === 'key-reveal'],
        [
          'action=key-reveal&action=access-request-create&outcome=succeeded',
          entry =>
            ['key-reveal', 'access-request-create'].includes(entry.action) &&
            entry.outcome === 'succeeded',
        ],
        ['target=small', entry => entry.target?.id === 'small'],
        [`team=${TEAM}`, entry => entry.team === TEAM],
        [`from=${newest.at}`, entry => entry.at >= newest.at],
        [`to=${newest.at}`, entry => entry.at < newest.at],
      ];
      for (const [query, fits] of cases) {
        expect([query, seqs(await list(`${query}&limit=200`))]).toEqual([
          query,
          seqs(all.filter(fits)),
        ]);
      }
      const { body: first } = await call('get', '/audit?limit=2', 'petra');
      const { body: second } = await call(
        'get',
        `/audit?limit=2&cursor=${first.nextCursor}`,
        'petra',
      );
      expect(seqs([...first.items, ...second.items])).toEqual(
        seqs(all.slice(0, 4)),
      );
      expect(first.totalItems).toBeGreaterThanOrEqual(all.length);
      await call('get', '/audit?cursor=aWQ6eA', 'petra').expect(400);
      await call('get', '/audit?from=2026-02-30T00:00:00Z', 'petra').expect(
        400,
      );
    });

    it('is for those who may read it', async () => {
      rest.permissionBackend.denied = ['maas.audit.read'];
      await call('get', '/audit', 'dana').expect(403);
      await call('get', '/audit/export', 'dana').expect(403);
      rest.permissionBackend.denied = [];
      expect(
        (await list('limit=2')).map(({ action }) => action).reverse(),
      ).toEqual(['call-refuse', 'audit-export']);
    });

    it('hands out lines that tell what they were hashed from, its own one last', async () => {
      const answer = await call('get', '/audit/export?format=ndjson', 'petra')
        .buffer(true)
        .parse((res, done) => {
          let text = '';
          res.setEncoding('utf8').on('data', part => (text += part));
          res.on('end', () => done(null, text));
        })
        .expect(200)
        .expect('content-type', /x-ndjson/)
        .expect('content-disposition', 'attachment; filename="audit.ndjson"')
        .expect('cache-control', 'no-store');
      const entries: AuditEntry[] = answer.body
        .trim()
        .split('\n')
        .map((line: string) => JSON.parse(line));
      let previous = '0'.repeat(64);
      for (const [index, entry] of entries.entries()) {
        expect([entry.seq, entry.previousHash]).toEqual([index + 1, previous]);
        expect(hashOf(entry)).toBe(entry.hash);
        previous = entry.hash;
      }
      expect(entries[entries.length - 1]).toMatchObject({
        action: 'audit-export',
        outcome: 'succeeded',
        actor: 'user:default/petra',
        meta: { format: 'ndjson', filter: {} },
      });
    });

    it('hands out a table, as filtered', async () => {
      const { text } = await call(
        'get',
        '/audit/export?actor=user:default/tom',
        'petra',
      )
        .expect(200)
        .expect('content-type', /^text\/csv/);
      const [head, ...lines] = text.trim().split('\r\n');
      expect(head).toMatch(/^"seq","at","action",/);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(line).toContain('"user:default/tom"');
      }
    });

    it('hands out what no page holds, and stops when nobody reads it', async () => {
      const [last] = await list('limit=1');
      const more = 3000;
      const text = 'x'.repeat(20_000);
      await knex.batchInsert(
        'audit_entries',
        Array.from({ length: more }, (_, n) =>
          toRow({ ...last, seq: last.seq + n + 1, meta: { text } }),
        ),
        20,
      );
      const asked = jest.fn();
      knex.on('query', ({ sql }) => {
        if (/select \* from .audit_entries. .*limit/i.test(sql)) {
          asked();
        }
      });
      try {
        const { text: whole } = await call('get', '/audit/export', 'petra');
        expect(whole.split('\r\n').length - 2).toBe(last.seq + more + 1);
        const inAll = asked.mock.calls.length;
        asked.mockClear();

        const { url, header } = call(
          'get',
          '/audit/export',
          'petra',
        ) as unknown as {
          url: string;
          header: Record<string, string>;
        };
        const reader = get(url, { headers: header });
        const [res] = await once(reader, 'response');
        await once(res, 'data');
        reader.destroy();
        await once(reader, 'close');
        // Whatever is on its way is less than half of it.
        await call('get', '/audit?limit=1', 'petra').expect(200);
        expect(asked.mock.calls.length).toBeLessThan(inAll / 2);
      } finally {
        knex.removeAllListeners('query');
      }
    });
  });
});
