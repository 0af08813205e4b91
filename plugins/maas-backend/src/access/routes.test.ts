import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { startRest } from '../__testUtils__/backend';
import {
  createTestDatabases,
  PEOPLE,
  TEAM,
  withMaas,
} from '../__testUtils__/domain';

jest.setTimeout(120_000);

type Rest = Awaited<ReturnType<typeof startRest>>;

const ASKED = {
  team: TEAM,
  models: ['large'],
  plan: 'premium',
  purpose: 'Intro course',
};

describe('Access by REST', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let knex: Knex;
    let rest: Rest;
    const call: Rest['call'] = (...args) => rest.call(...args);

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      rest = await startRest(
        knex,
        withMaas({ roles: { admins: ['group:default/platform-team'] } }),
      );
    });
    afterAll(() => rest.stop());

    const ask = async (change: object = {}): Promise<AccessRequest> => {
      const { body } = await call('post', '/access-requests', 'dana')
        .send({ ...ASKED, ...change })
        .expect(201);
      return body;
    };
    const act = (id: string, path: string, body: object = {}) =>
      call('post', `/access-requests/${id}/${path}`, 'tom').send(body);
    const read = async (id: string): Promise<AccessRequest> =>
      (await call('get', `/access-requests/${id}`, 'dana').expect(200)).body;

    it('previews what would become of a request, and makes nothing', async () => {
      const { body } = await call('post', '/access-requests/preview', 'dana')
        .send({ ...ASKED, monthlyBudget: '5000000000' })
        .expect(200);
      expect(body).toEqual({
        granted: false,
        waitsFor:
          "Plan Premium needs approval. The team's owner decides about its budget",
        steps: [
          {
            kind: 'model-owner',
            state: 'open',
            models: ['large'],
            deciders: ['group:default/platform-team'],
          },
          {
            kind: 'platform',
            state: 'waiting',
            models: ['large'],
            deciders: ['group:default/platform-team'],
          },
        ],
        models: [{ model: 'large' }],
      });
      await call('post', '/access-requests/preview', 'bea')
        .send(ASKED)
        .expect(403);
      await expect(knex('access_requests')).resolves.toEqual([]);
    });

    it('is asked back, answered, commented on and granted with less', async () => {
      const request = await ask({ monthlyBudget: '5000000000', newKey: false });
      expect(request).toMatchObject({
        state: 'pending',
        decideBy: expect.any(String),
        permissions: {
          decide: false,
          withdraw: true,
          answer: false,
          comment: true,
          askAgain: false,
        },
      });
      expect(request.keyId).toBeUndefined();
      const { id } = request;
      await act(id, 'ask-back', { text: 'What for?' }).expect(200);
      const asked = await read(id);
      expect(asked).toMatchObject({
        state: 'asked-back',
        question: 'What for?',
        permissions: { answer: true },
      });
      await act(id, 'answer', { text: 'No' }).expect(403);
      await call('post', `/access-requests/${id}/answer`, 'dana')
        .send({ text: 'A course' })
        .expect(200);
      await act(id, 'comments', { text: 'Fine' }).expect(200);
      // Who may decide both steps is asked once.
      const { body: granted } = await act(id, 'approve', {
        monthlyBudget: '3000000000',
        reason: 'Try it',
      }).expect(200);
      expect(granted).toMatchObject({
        state: 'approved',
        monthlyBudget: '5000000000',
        grants: [{ state: 'active', monthlyBudget: '3000000000' }],
        permissions: { decide: false },
      });
      expect(
        granted.timeline.map((entry: { event: string; details?: object }) => [
          entry.event,
          entry.details,
        ]),
      ).toEqual([
        ['created', undefined],
        ['asked-back', undefined],
        ['answered', undefined],
        ['commented', undefined],
        ['step-approved', { monthlyBudget: '3000000000' }],
        ['approved', undefined],
      ]);
      for (const path of ['ask-back', 'answer', 'comments']) {
        const foreign = call('post', `/access-requests/${id}/${path}`, 'bea');
        await foreign.send({ text: 'x' }).expect(404);
      }
    });

    it('decides about many, each by itself', async () => {
      const [first, second] = [await ask(), await ask()];
      await call('post', `/access-requests/${first.id}/withdraw`, 'dana');
      const ids = [second.id, first.id, '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071'];
      const bulk = (body: object) =>
        call('post', '/access-requests/decisions', 'tom').send(body);
      await bulk({ ids, decision: 'deny' }).expect(400);
      const { body } = await bulk({
        ids,
        decision: 'deny',
        reason: 'No budget',
      }).expect(200);
      expect(body.items).toEqual([
        { id: second.id, ok: true, state: 'denied' },
        {
          id: first.id,
          ok: false,
          error: expect.stringContaining('is cancelled already'),
        },
        {
          id: ids[2],
          ok: false,
          error: expect.stringContaining('There is no access request'),
        },
      ]);
      await expect(read(second.id)).resolves.toMatchObject({
        decisionReason: 'No budget',
        permissions: { askAgain: true },
      });
      const again = await ask({ replaces: second.id });
      expect(again.replaces).toBe(second.id);
      await expect(read(second.id)).resolves.toMatchObject({
        replacedBy: again.id,
        permissions: { askAgain: false },
      });
    });

    it('lists by state, team, model, text and order, page by page', async () => {
      const { id } = await ask({ purpose: 'Hunting the Snark_100%' });
      const ids = async (query: string, as: keyof typeof PEOPLE = 'dana') => {
        const { body } = await call(
          'get',
          `/access-requests?${query}`,
          as,
        ).expect(200);
        return body.items.map((item: AccessRequest) => item.id);
      };
      await expect(ids('search=snark_100%25')).resolves.toEqual([id]);
      await expect(ids('search=snark%25100')).resolves.toEqual([]);
      await expect(ids('scope=to-decide')).resolves.toEqual([]);
      await expect(ids('scope=to-decide', 'tom')).resolves.toContain(id);
      await expect(ids('scope=all', 'bea')).resolves.toEqual([]);
      await expect(
        ids(`scope=all&team=${TEAM}&model=large&state=pending&sort=created`),
      ).resolves.toContain(id);
      await expect(ids('state=approved&state=denied')).resolves.not.toContain(
        id,
      );
      for (const sort of ['created', '-decideBy', 'team', '-state']) {
        const all = await ids(`sort=${sort}`);
        const paged: string[] = [];
        let cursor = '';
        do {
          const { body } = await call(
            'get',
            `/access-requests?sort=${sort}&limit=2${cursor}`,
            'dana',
          ).expect(200);
          paged.push(...body.items.map((item: AccessRequest) => item.id));
          cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
        } while (cursor);
        expect(paged).toEqual(all);
      }
    });

    it('suspends, resumes and revokes grants, for who may', async () => {
      const { body } = await call('get', '/grants?model=large', 'tom').expect(
        200,
      );
      const [grant] = body.items;
      expect(grant).toMatchObject({
        team: TEAM,
        state: 'active',
        permissions: { update: true },
      });
      const change = (path: string, sent: object, as: 'tom' | 'bea' = 'tom') =>
        call('post', `/grants/${grant.id}/${path}`, as).send(sent);
      await change('suspend', { reason: 'x' }, 'bea').expect(404);
      await change('suspend', {}).expect(400);
      const { body: suspended } = await change('suspend', {
        reason: 'Leak',
      }).expect(200);
      expect(suspended).toMatchObject({
        state: 'suspended',
        reason: 'Leak',
        suspendedBy: PEOPLE.tom.userRef,
      });
      await change('suspend', { reason: 'Leak' }).expect(409);
      await change('resume', {}).expect(200);
      const { body: revoked } = await change('revoke', {
        reason: 'Done',
      }).expect(200);
      expect(revoked).toMatchObject({
        state: 'revoked',
        permissions: { update: false },
      });
      const foreign = await call('get', '/grants', 'bea').expect(200);
      expect(foreign.body).toEqual({ items: [], totalItems: 0 });
    });

    it('keeps one delegation a person, who ends it', async () => {
      const set = (body: object) =>
        call('put', '/delegations', 'tom').send(body);
      const endsAt = new Date(Date.now() + 86_400_000).toISOString();
      const to = PEOPLE.petra.userRef;
      await set({ to: PEOPLE.tom.userRef, endsAt }).expect(400);
      await set({ to: 'group:default/library', endsAt }).expect(400);
      await set({ to, endsAt: '2020-01-01T00:00:00Z' }).expect(400);
      await set({ to, endsAt: '2099-01-01T00:00:00Z' }).expect(400);
      await set({ to: PEOPLE.bea.userRef, endsAt }).expect(200);
      const { body } = await set({ to, endsAt, reason: 'Away' }).expect(200);
      expect(body).toMatchObject({
        mine: { from: PEOPLE.tom.userRef, to, endsAt, reason: 'Away' },
        forMe: [],
      });
      const petras = await call('get', '/delegations', 'petra').expect(200);
      expect(petras.body.forMe).toHaveLength(1);
      const ended = await call('delete', '/delegations', 'tom').expect(200);
      expect(ended.body).toEqual({ forMe: [] });
    });

    it('leaves a trace of each decision', async () => {
      const rows = await knex('audit_entries').orderBy('seq');
      const actions = new Set(rows.map(row => row.action));
      for (const action of [
        'access-request-create',
        'access-request-decide',
        'access-request-ask-back',
        'access-request-answer',
        'access-request-comment',
        'access-request-withdraw',
        'grant-suspend',
        'grant-resume',
        'grant-revoke',
        'delegation-set',
        'delegation-end',
      ]) {
        expect(actions).toContain(action);
      }
    });
  });
});
