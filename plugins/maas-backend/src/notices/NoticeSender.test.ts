import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { createDeferred } from '@backstage/types';
import { createTestDatabases, migrate } from '../__testUtils__/domain';
import { createTransactor } from '../database/database';
import { DatabaseNoticeStore } from './DatabaseNoticeStore';
import type { Notice } from './Notices';
import { NoticeSender } from './NoticeSender';
import { NoticeStamp } from './NoticeStamp';

jest.setTimeout(60_000);

const DANA = 'user:default/dana';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const aNotice = (scope: string, more: Partial<Notice> = {}): Notice => ({
  recipients: [DANA],
  title: `About ${scope}`,
  link: '/maas',
  topic: 'access-request',
  scope,
  ...more,
});

describe('NoticeSender', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function setup() {
      const knex = await migrate(await databases.init(databaseId));
      let time = Date.parse('2026-11-21T10:00:00.000Z');
      const now = () => new Date(time);
      const store = new DatabaseNoticeStore(knex);
      const stamp = new NoticeStamp({ store, enabled: true, now });
      const transact = createTransactor(knex, stamp);
      const logger = mockServices.logger.mock();
      const send = jest.fn(async (_: NotificationSendOptions) => {});
      const replica = () =>
        new NoticeSender({ store, notifications: { send }, logger, now });
      const sender = replica();
      return {
        knex,
        stamp,
        transact,
        logger,
        send,
        sender,
        replica,
        pass: (ms: number) => {
          time += ms;
        },
        note: (...notices: Notice[]) =>
          transact(async tx => notices.forEach(one => tx.notices.note(one))),
        /** Titles in the order in which sending them began. */
        titles: () => send.mock.calls.map(([{ payload }]) => payload.title),
        left: async () => knex('notices').pluck('scope'),
      };
    }

    const failing = async () => {
      throw new Error('ECONNREFUSED');
    };

    it('sends what a transaction noted, and forgets it', async () => {
      const { note, sender, send, left } = await setup();
      await note(
        aNotice('one', { except: ['user:default/tom'], severity: 'high' }),
        aNotice('two'),
      );
      await expect(left()).resolves.toEqual(['one', 'two']);
      await sender.send();
      expect(send.mock.calls.map(([options]) => options)).toEqual([
        {
          recipients: {
            type: 'entity',
            entityRef: [DANA],
            excludeEntityRef: ['user:default/tom'],
          },
          payload: {
            title: 'About one',
            link: '/maas',
            severity: 'high',
            topic: 'access-request',
            scope: 'one',
          },
        },
        expect.objectContaining({
          payload: expect.objectContaining({ scope: 'two' }),
        }),
      ]);
      await expect(left()).resolves.toEqual([]);
      await sender.send();
      expect(send).toHaveBeenCalledTimes(2);
    });

    it('has nobody told of what is undone', async () => {
      const { transact, sender, stamp, send, left } = await setup();
      const committed = jest.fn();
      stamp.onCommit(committed);
      const undone = transact(async tx => {
        tx.notices.note(aNotice('one'));
        tx.notices.changed('grant');
        throw new Error('no');
      });
      await expect(undone).rejects.toThrow('no');
      await sender.send();
      expect(send).not.toHaveBeenCalled();
      await expect(left()).resolves.toEqual([]);
      expect(committed).not.toHaveBeenCalled();
      await transact(async tx => tx.notices.changed('grant'));
      await transact(async tx => tx.notices.note(aNotice('one')));
      await transact(async () => {});
      expect(committed.mock.calls).toEqual([
        [{ notices: false, kinds: ['grant'] }],
        [{ notices: true, kinds: [] }],
      ]);
    });

    it('tries again later, and says once that it has to', async () => {
      const { note, sender, send, logger, left, pass } = await setup();
      send.mockImplementation(failing);
      await note(aNotice('one'));
      await sender.send();
      await sender.send();
      expect(send).toHaveBeenCalledTimes(1);
      // Its pauses grow from five seconds to ten minutes.
      for (const seconds of [5, 10, 20, 40, 80, 160, 320, 600, 600]) {
        const before = send.mock.calls.length;
        pass(seconds * SECOND - 1);
        await sender.send();
        expect(send).toHaveBeenCalledTimes(before);
        pass(1);
        await sender.send();
        expect(send).toHaveBeenCalledTimes(before + 1);
      }
      expect(logger.warn.mock.calls).toEqual([
        [expect.stringMatching(/tried again .* ECONNREFUSED/)],
      ]);
      send.mockResolvedValue();
      pass(10 * MINUTE);
      await sender.send();
      await expect(left()).resolves.toEqual([]);
      send.mockImplementation(failing);
      await note(aNotice('two'));
      await sender.send();
      expect(logger.warn).toHaveBeenCalledTimes(2);
    });

    it('gives up after three days, with a word about it', async () => {
      const { note, sender, send, logger, left, pass } = await setup();
      send.mockImplementation(failing);
      await note(aNotice('one'));
      pass(3 * DAY - 1);
      await sender.send();
      await expect(left()).resolves.toEqual(['one']);
      pass(MINUTE);
      await sender.send();
      await expect(left()).resolves.toEqual([]);
      expect(logger.warn).toHaveBeenLastCalledWith(
        'A notification of topic access-request about one could not be sent for three days, and is given up',
      );
    });

    it('does not let one that cannot be sent hold up the others', async () => {
      const { note, sender, send, titles, left } = await setup();
      send.mockImplementation(async ({ payload }) => {
        if (payload.scope === 'bad') {
          await failing();
        }
      });
      await note(
        aNotice('bad'),
        ...Array.from({ length: 25 }, (_, n) => aNotice(`good ${n}`)),
      );
      await sender.send();
      expect(titles()).toHaveLength(26);
      await expect(left()).resolves.toEqual(['bad']);
    });

    it('does not try them all where none can be sent', async () => {
      const { note, sender, send } = await setup();
      send.mockImplementation(failing);
      await note(...Array.from({ length: 25 }, (_, n) => aNotice(`good ${n}`)));
      await sender.send();
      expect(send.mock.calls.length).toBeLessThan(25);
    });

    it('never sends a notice before an earlier one of its scope', async () => {
      const { note, sender, send, titles, pass } = await setup();
      send.mockImplementationOnce(failing);
      await note(aNotice('one', { title: 'Asked' }));
      await sender.send();
      await note(aNotice('one', { title: 'Approved' }), aNotice('two'));
      await sender.send();
      expect(titles()).toEqual(['Asked', 'About two']);
      pass(5 * SECOND);
      await sender.send();
      expect(titles()).toEqual(['Asked', 'About two', 'Asked', 'Approved']);
    });

    it('tells the others where a recipient is no reference', async () => {
      const { note, sender, send, left } = await setup();
      await note(
        aNotice('one', { recipients: ['dana', '', DANA] }),
        aNotice('two', { recipients: ['user:'] }),
        aNotice('three', { recipients: [] }),
      );
      await sender.send();
      expect(send.mock.calls.map(([{ recipients }]) => recipients)).toEqual([
        { type: 'entity', entityRef: [DANA] },
      ]);
      await expect(left()).resolves.toEqual([]);
    });

    it('sends each once, whichever replica does', async () => {
      const { note, replica, titles, left } = await setup();
      await note(
        ...Array.from({ length: 40 }, (_, n) => aNotice(`scope ${n}`)),
      );
      await Promise.all([1, 2, 3, 4].map(() => replica().send()));
      expect(titles()).toHaveLength(40);
      expect(new Set(titles()).size).toBe(40);
      await expect(left()).resolves.toEqual([]);
    });

    it('takes over what a replica that died was sending', async () => {
      const { note, sender, replica, send, pass, left } = await setup();
      await note(aNotice('one'));
      const begun = createDeferred();
      send.mockImplementationOnce(async () => {
        begun.resolve();
        await new Promise(() => {});
      });
      const dying = sender.send();
      await begun;
      const other = replica();
      await other.send();
      expect(send).toHaveBeenCalledTimes(1);
      await sender.stop();
      await dying;
      pass(2 * MINUTE);
      await other.send();
      expect(send).toHaveBeenCalledTimes(2);
      await expect(left()).resolves.toEqual([]);
    });

    it('sends what is noted while it sends', async () => {
      const { note, sender, send, left } = await setup();
      send.mockImplementationOnce(async () => {
        await note(aNotice('two'));
        sender.send();
      });
      await note(aNotice('one'));
      await sender.send();
      await expect(left()).resolves.toEqual([]);
    });

    it('says that the database fails, and goes on when it does not', async () => {
      const { knex, note, sender, logger, left } = await setup();
      await knex.schema.renameTable('notices', 'elsewhere');
      await sender.send();
      expect(logger.warn).toHaveBeenCalledTimes(1);
      await knex.schema.renameTable('elsewhere', 'notices');
      await note(aNotice('one'));
      await sender.send();
      await expect(left()).resolves.toEqual([]);
    });

    it('writes nothing where notifications are turned off', async () => {
      const { knex, left } = await setup();
      const stamp = new NoticeStamp({
        store: new DatabaseNoticeStore(knex),
        enabled: false,
        now: () => new Date(),
      });
      const committed = jest.fn();
      stamp.onCommit(committed);
      await createTransactor(
        knex,
        stamp,
      )(async tx => {
        tx.notices.note(aNotice('one'));
        tx.notices.changed('model');
      });
      await expect(left()).resolves.toEqual([]);
      expect(committed).toHaveBeenCalledWith({
        notices: false,
        kinds: ['model'],
      });
    });
  });
});
