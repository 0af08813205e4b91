import { requestAccessPath } from '@openmaas/backstage-plugin-maas-common';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
  TEAM,
} from '../../__testUtils__/domain';
import { PolicyCopy } from '../../__testUtils__/policyCopy';
import type { Notice } from '../../notices/Notices';

jest.setTimeout(60_000);

const { dana, tom, bea, petra } = PEOPLE;
const PAGE = { limit: 50 };
const OTHERS = 'group:default/business-school';

describe('LifeService', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const { knex, teamStore, access, keys, clock, noticeStore } = domain;
      const { terms, directory, policy } = domain;
      await knex.transaction(async tx => {
        const team = { ref: TEAM, title: 'CS', members: [dana.userRef] };
        await teamStore.save([{ ...team, owners: [tom.userRef] }], tx as never);
      });
      const ask = async (
        person: typeof dana,
        team: string,
        models: string[],
      ) => {
        const { keyId } = await access.create(
          { team, models, plan: 'free', purpose: 'x', expiresInDays: 180 },
          person,
        );
        await keys.reveal(String(keyId), person);
      };
      await ask(dana, TEAM, ['small']);
      await ask(bea, OTHERS, ['small', 'large']);
      const notices = async (): Promise<Notice[]> => {
        const later = new Date('2130-01-01');
        const sent = [];
        // Of each scope, one comes at a time.
        for (;;) {
          const taken = await noticeStore.take(100, clock.now(), later);
          if (taken.length === 0) {
            return sent.filter(({ topic }) => topic.startsWith('model-'));
          }
          for (const { id, notice } of taken) {
            sent.push(notice);
            await noticeStore.remove(id);
          }
        }
      };
      await notices();
      const retire = async (
        id: string,
        retirement: { at: string; successor?: string; note?: string } | null,
      ) => {
        const { version } = await terms.get(id);
        return terms.update(id, { version, retirement }, petra);
      };
      const statusOf = async (id: string) =>
        (await directory.find(id))?.model.status;
      const policyOf = async (id: string) => {
        const { models } = await new PolicyCopy().pull(policy);
        return models.find(model => model.id === id);
      };
      return { ...domain, notices, retire, statusOf, policyOf };
    }

    it('stops a model for everybody, until it goes on', async () => {
      const { life, statusOf, policyOf, models, notices, audit, terms } =
        await setup();
      await life.stop('small', ' It leaks prompts \ud83d', petra);
      const reason = 'It leaks prompts \ufffd';
      await expect(statusOf('small')).resolves.toEqual({
        state: 'stopped',
        reason,
      });
      await expect(policyOf('small')).resolves.toMatchObject({
        stopped: { reason },
        state: 'ready',
      });
      await expect(models.get('small')).resolves.toMatchObject({
        stopped: { reason, by: petra.userRef },
      });
      const [notice, ...more] = await notices();
      expect(more).toEqual([]);
      expect(notice).toMatchObject({
        title: 'Small Model is stopped',
        description: expect.stringContaining(reason),
        except: [petra.userRef],
        link: '/catalog/maas/resource/small',
        severity: 'critical',
      });
      // The owner of a team and makers of its keys; all of a team without an owner.
      expect([...notice.recipients].sort()).toEqual(
        [tom.userRef, dana.userRef, OTHERS, bea.userRef].sort(),
      );

      await life.resume('small', 'Mended', petra);
      await expect(statusOf('small')).resolves.toEqual({ state: 'ready' });
      expect(await policyOf('small')).not.toHaveProperty('stopped.reason');
      expect(await notices()).toMatchObject([
        { title: 'Small Model can be called again' },
      ]);
      const { items: history } = await terms.history('small', PAGE);
      expect(history.slice(0, 2)).toMatchObject([
        { field: 'stopped', before: reason, actor: petra.userRef },
        { field: 'stopped', after: reason, actor: petra.userRef, reason },
      ]);
      const { items: entries } = await audit.list({ target: 'small' }, PAGE);
      expect(entries.slice(0, 2)).toMatchObject([
        {
          target: { kind: 'model', id: 'small', name: 'Small Model' },
          before: { stopped: reason },
          after: { stopped: null, reason: 'Mended' },
        },
        { before: { stopped: null }, after: { stopped: reason } },
      ]);
    });

    it('stays stopped whatever its source says', async () => {
      const { life, statusOf, retire } = await setup();
      await life.stop('small', 'It leaks', petra);
      await retire('small', { at: '2027-03-01T09:00:00Z' });
      await expect(statusOf('small')).resolves.toMatchObject({
        state: 'stopped',
      });
    });

    it('is stopped once, whoever comes first', async () => {
      const { life, knex } = await setup();
      const outcomes = await Promise.allSettled(
        ['a', 'b', 'c'].map(reason => life.stop('small', reason, petra)),
      );
      const refused = outcomes.filter(({ status }) => status === 'rejected');
      expect(refused).toHaveLength(2);
      expect(refused).toEqual(
        Array(2).fill(
          expect.objectContaining({
            reason: expect.objectContaining({
              name: 'ConflictError',
              message: expect.stringContaining(petra.userRef),
            }),
          }),
        ),
      );
      const changes = await knex('model_changes').where({ field: 'stopped' });
      expect(changes).toHaveLength(1);
      await expect(life.resume('large', undefined, petra)).rejects.toThrow(
        'Model "large" is not stopped',
      );
      await expect(life.stop('nothing', 'x', petra)).rejects.toThrow(
        'There is no model "nothing"',
      );
    });

    it('tells of a retirement when it is announced, before it, and on the day', async () => {
      const { life, retire, notices, clock, statusOf } = await setup();
      // 100 days from now.
      const at = '2027-03-01T10:00:00.000Z';
      await retire('small', { at, successor: 'large', note: 'Too slow.' });
      const [announced, ...more] = await notices();
      expect(more).toEqual([]);
      expect(announced).toMatchObject({
        title: 'Small Model retires at 2027-03-01 10:00 UTC',
        description:
          'Its names lead to "large" then: ask for access to that in time. Too slow.',
        link: requestAccessPath(['large']),
        topic: 'model-retirement',
      });
      expect(announced.recipients).toContain(tom.userRef);

      const told: string[] = [];
      const states: unknown[] = [];
      let left = 100;
      for (const days of [31, 30, 29, 8, 7, 2, 1, 0.5, 0, -1]) {
        clock.advanceDays(left - days);
        left = days;
        states.push((await statusOf('small'))?.state);
        await life.tellOfRetirements();
        const titles = (await notices()).map(({ title }) => title);
        told.push(...titles.map(title => `${days}: ${title}`));
      }
      const soon = 'Small Model retires soon: at 2027-03-01 10:00 UTC';
      expect(told).toEqual([
        `30: ${soon}`,
        `7: ${soon}`,
        `1: ${soon}`,
        '0: Small Model has retired',
      ]);
      expect(states).toEqual([
        ...Array(8).fill('ready'),
        ...Array(2).fill('retired'),
      ]);
      await expect(statusOf('small')).resolves.toEqual({
        state: 'retired',
        reason: `Retired at ${at}: "large" has taken its place`,
      });
    });

    it('tells that it comes at another time, or not at all', async () => {
      const { retire, notices, life } = await setup();
      await retire('small', { at: '2027-03-01T10:00:00Z' });
      await notices();
      await retire('small', { at: '2027-04-01T10:00:00+02:00' });
      expect(await notices()).toMatchObject([
        {
          title: 'Small Model retires at another time: 2027-04-01 08:00 UTC',
          description: 'It has no successor: choose another model in time.',
          link: '/catalog/maas/resource/small',
        },
      ]);
      await retire('small', null);
      expect(await notices()).toMatchObject([
        { title: 'Small Model does not retire after all' },
      ]);
      await life.tellOfRetirements();
      expect(await notices()).toEqual([]);
    });

    it('tells once, however many replicas look at the same time', async () => {
      const { retire, notices, life, clock } = await setup();
      await retire('small', { at: '2027-03-01T10:00:00Z' });
      await notices();
      clock.advanceDays(80);
      await Promise.all(
        Array.from({ length: 5 }, () => life.tellOfRetirements()),
      );
      expect(await notices()).toHaveLength(1);
    });

    it('retires a model for lists and gateways', async () => {
      const { retire, directory, policyOf, clock } = await setup();
      const at = '2026-11-23T10:00:00.000Z';
      await retire('small', { at, successor: 'large' });
      await expect(policyOf('small')).resolves.toMatchObject({
        retirement: { at, successor: 'large' },
      });
      const stateOf = async () =>
        (await directory.list({ sort: 'id', limit: 9, among: [['small']] }))
          .items[0].status.state;
      await expect(stateOf()).resolves.toBe('ready');
      clock.advanceDays(2);
      await expect(stateOf()).resolves.toBe('retired');
      await expect(directory.facets()).resolves.toMatchObject({
        state: expect.arrayContaining([{ value: 'retired', count: 1 }]),
      });
    });
  });
});
