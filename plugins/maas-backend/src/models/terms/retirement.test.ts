import type { ModelDefinition } from '@openmaas/backstage-plugin-maas-node';
import {
  createTestDatabases,
  createTestDomain,
  PEOPLE,
} from '../../__testUtils__/domain';
import { definitionOf, sourceOf } from '../../__testUtils__/sources';

jest.setTimeout(60_000);

const { petra } = PEOPLE;
const AT = '2027-03-01T09:00:00.000Z';
const PAGE = { limit: 50 };

describe('the retirement of a model, as people announce it', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const domain = await createTestDomain(await databases.init(databaseId));
      const { models, terms } = domain;
      const say = (...said: ModelDefinition[]) =>
        models.sync(sourceOf('x', ...said));
      await say(...['a', 'b', 'c'].map(id => definitionOf(id)));
      const retire = async (id: string, successor?: string, at = AT) => {
        const { version } = await terms.get(id);
        const retirement = { at, successor };
        return terms.update(id, { version, retirement }, petra);
      };
      return { ...domain, say, retire };
    }

    it('is a term as any other, in the history and for the audit log', async () => {
      const { retire, terms, models, audit } = await setup();
      await retire('a', 'b', '2027-03-01T10:00:00+01:00');
      const retirement = { at: AT, successor: 'b' };
      await expect(models.get('a')).resolves.toMatchObject({
        retirement,
        setByPerson: ['retirement'],
      });
      const { items: history } = await terms.history('a', PAGE);
      expect(history[0]).toMatchObject({
        field: 'retirement',
        after: retirement,
        actor: petra.userRef,
      });
      const { items: entries } = await audit.list({ target: 'a' }, PAGE);
      expect(entries[0]).toMatchObject({
        target: { kind: 'model', id: 'a', name: 'a' },
        before: { retirement: null },
        after: { retirement },
      });
      const { version } = await terms.get('a');
      await terms.update('a', { version, retirement: null }, petra);
      expect((await models.get('a')).retirement).toBeUndefined();
    });

    it.each<[string, string | undefined, string, string]>([
      ['itself', 'a', AT, 'must be another model'],
      ['nothing', 'nowhere', AT, 'there is no model "nowhere"'],
      ['one that is withdrawn', 'gone', AT, 'there is no model "gone"'],
      ['a time in the past', undefined, '2026-11-21T10:00:00Z', 'in the past'],
    ])('cannot have %s', async (_, successor, at, message) => {
      const { retire, say } = await setup();
      const all = ['a', 'b', 'c'].map(id => definitionOf(id));
      await say(...all, definitionOf('gone'));
      await say(...all);
      await expect(retire('a', successor, at)).rejects.toThrow(message);
    });

    it('makes no chain of models that retire', async () => {
      const { retire } = await setup();
      await retire('b', 'c');
      await expect(retire('a', 'b')).rejects.toThrow(
        '"b" retires itself, at 2027-03-01T09:00:00.000Z',
      );
      await expect(retire('c')).rejects.toThrow(
        '"c" takes over the names of "b"',
      );
      await retire('b');
      await retire('c');
      await expect(retire('b', 'c')).rejects.toThrow('"c" retires itself');
    });

    it('makes none when two people are at it at the same time', async () => {
      const { retire, models } = await setup();
      const outcomes = await Promise.allSettled([
        retire('a', 'b'),
        retire('b', 'c'),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual([
        'fulfilled',
        'rejected',
      ]);
      const [a, b] = [await models.get('a'), await models.get('b')];
      expect([a, b].filter(({ retirement }) => retirement)).toHaveLength(1);
    });

    it('can still be said more of when it has passed', async () => {
      const { retire, clock, models } = await setup();
      await retire('a', 'b');
      clock.advanceDays(200);
      await retire('a', 'c');
      expect((await models.get('a')).retirement).toEqual({
        at: AT,
        successor: 'c',
      });
    });

    it('is told by sources too, but not of a model as its own successor', async () => {
      const { models, say } = await setup();
      const all = (successor: string) => [
        definitionOf('a', { retirement: { at: AT, successor } }),
        definitionOf('b', {
          dataPolicy: { location: 'external', region: 'EU', allowed: [] },
        }),
        definitionOf('c'),
      ];
      await expect(say(...all('b'))).resolves.toEqual([]);
      await expect(models.get('a')).resolves.toMatchObject({
        retirement: { at: AT, successor: 'b' },
      });
      await expect(models.get('b')).resolves.toMatchObject({
        dataPolicy: { location: 'external', region: 'EU', allowed: [] },
      });
      await expect(say(...all('a'))).resolves.toEqual([
        {
          model: 'a',
          message:
            'retirement.successor: must be another model than the one that retires',
        },
      ]);
      expect((await models.get('a')).retirement?.successor).toBe('b');
    });
  });
});
