import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/domain';
import {
  createTransactor,
  openDatabase,
  type Transactor,
} from '../database/database';
import { DatabaseNoticeStore } from './DatabaseNoticeStore';
import { NoticeStamp } from './NoticeStamp';
import { startNotices } from './startNotices';

jest.setTimeout(60_000);

const databases = createTestDatabases();

const TEAM: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { namespace: 'default', name: 'platform-team' },
  spec: { type: 'team', children: [] },
  relations: ['petra', 'paul', 'olga'].map(name => ({
    type: 'hasMember',
    targetRef: `user:default/${name}`,
  })),
};

/** A plugin that tells people, beside the real notifications backend. */
async function startPortal() {
  const knex = await databases.init('SQLITE_3');
  const events = mockServices.events();
  const signals: unknown[] = [];
  await events.subscribe({
    id: 'test',
    topics: ['signals'],
    onEvent: async ({ eventPayload }) => {
      signals.push(eventPayload);
    },
  });
  let transact: Transactor = async () => {
    throw new Error('The plugin has not started');
  };
  const backend = await startTestBackend({
    features: [
      notificationsPlugin,
      catalogServiceMock.factory({ entities: [TEAM] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://portal.test' },
          backend: { baseUrl: 'http://localhost:0' },
        },
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      createBackendPlugin({
        pluginId: 'maas',
        register(env) {
          env.registerInit({
            deps: {
              lifecycle: coreServices.lifecycle,
              logger: coreServices.logger,
              notifications: notificationService,
              scheduler: coreServices.scheduler,
              signals: signalsServiceRef,
            },
            async init(deps) {
              await openDatabase({ getClient: async () => knex });
              const now = () => new Date();
              const noticeStore = new DatabaseNoticeStore(knex);
              const notices = new NoticeStamp({
                store: noticeStore,
                enabled: true,
                now,
              });
              transact = createTransactor(knex, notices);
              await startNotices({ ...deps, notices, noticeStore, now });
            },
          });
        },
      }),
    ],
  });
  const notificationsOf = async (name: string) => {
    const { body } = await request(backend.server)
      .get('/api/notifications/')
      .set('authorization', mockCredentials.user.header(`user:default/${name}`))
      .expect(200);
    return body.notifications as Array<{ origin: string; payload: object }>;
  };
  return {
    transact,
    signals,
    notificationsOf,
    stop: () => backend.stop(),
    /** What somebody is told, as soon as it is so many notifications. */
    told: async (name: string, count: number) => {
      for (;;) {
        const notifications = await notificationsOf(name);
        if (notifications.length >= count) {
          return notifications;
        }
      }
    },
  };
}

describe('notices in the portal', () => {
  it('become notifications of people and of those in groups, once each', async () => {
    const portal = await startPortal();
    const notice = {
      recipients: ['group:default/platform-team', 'user:default/dana'],
      except: ['user:default/olga'],
      title: 'Dana asks for access to Large',
      description: 'For the team Computer Science.',
      link: '/maas/requests/1',
      severity: 'high' as const,
      topic: 'access-request',
      scope: 'access-request:1',
    };
    await portal.transact(async tx => {
      tx.notices.note(notice);
      tx.notices.changed('access-request');
    });
    const { title, description, link, severity, topic, scope } = notice;
    for (const name of ['petra', 'paul', 'dana']) {
      await expect(portal.told(name, 1)).resolves.toEqual([
        expect.objectContaining({
          origin: 'plugin:maas',
          payload: expect.objectContaining({
            title,
            description,
            link,
            severity,
            topic,
            scope,
          }),
        }),
      ]);
    }
    await expect(portal.notificationsOf('olga')).resolves.toEqual([]);
    expect(portal.signals).toContainEqual({
      recipients: { type: 'broadcast' },
      channel: 'maas',
      message: { kind: 'access-request' },
    });

    // A later one of the same scope takes its place.
    await portal.transact(async tx => {
      const late = { ...notice, recipients: ['user:default/dana'] };
      tx.notices.note({ ...late, title: 'You may use Large' });
      tx.notices.note({ ...late, title: 'Another thing', scope: 'other' });
    });
    const titles = (await portal.told('dana', 2)).map(({ payload }) => payload);
    expect(titles).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ title: 'You may use Large' }),
        expect.objectContaining({ title: 'Another thing' }),
      ]),
    );
    expect(titles).toHaveLength(2);
    await portal.stop();
  });
});
