import {
  type BackendFeature,
  type BackstageCredentials,
  type BackstageServicePrincipal,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  maasModelRequestDecidePermission,
  maasModelSourceReadPermission,
  maasModelUpdatePermission,
} from '@openmaas/backstage-plugin-maas-common';
import {
  accessRequestConditions,
  apiKeyConditions,
  grantConditions,
  usageConditions,
} from '@openmaas/backstage-plugin-maas-node';
import type { Knex } from 'knex';
import request, { type Test } from 'supertest';
import { maasPlugin } from '../plugin';
import { PEOPLE, TEST_CONFIG } from './domain';

const people = Object.values(PEOPLE);

/** Knows the test's people and their teams by their credentials. */
const userInfo = mockServices.userInfo.mock({
  getUserInfo: async credentials => {
    const { userEntityRef } = (
      credentials as ReturnType<typeof mockCredentials.user>
    ).principal;
    const person = people.find(({ userRef }) => userRef === userEntityRef);
    return {
      userEntityRef,
      ownershipEntityRefs: person?.claims ?? [userEntityRef],
    };
  },
});

/** What a test can have happen in the permission backend. */
export interface PermissionBackend {
  /** Called before each conditional decision; may reject. */
  beforeDecision: () => Promise<void>;
  /** User refs of people whom no condition binds. */
  admins: string[];
  /** Names of permissions that nobody has. */
  denied: string[];
}

const CONDITIONS: Record<
  string,
  Pick<
    | typeof accessRequestConditions
    | typeof apiKeyConditions
    | typeof grantConditions
    | typeof usageConditions,
    'isTeamMember'
  >
> = {
  'maas-access-request': accessRequestConditions,
  'maas-api-key': apiKeyConditions,
  'maas-grant': grantConditions,
  'maas-usage': usageConditions,
};

/** What nobody but admins and other plugins may do. */
const ADMIN_ONLY = [
  maasModelUpdatePermission.name,
  maasModelSourceReadPermission.name,
  maasModelRequestDecidePermission.name,
];

/** Whether credentials are a service's, or those of one of these users. */
async function isOneOf(
  userRefs: string[],
  credentials: BackstageCredentials,
): Promise<boolean> {
  const { type } = credentials.principal as { type?: string };
  if (type !== 'user') {
    return true;
  }
  const { userEntityRef } = await userInfo.getUserInfo(credentials);
  return userRefs.includes(userEntityRef);
}

/** Lets everybody see and do what concerns their own team. */
const ownTeamOnly = (backend: PermissionBackend) =>
  createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: () =>
      mockServices.permissions.mock({
        authorize: async (requests, options) => {
          const { credentials } = options!;
          const names = permittedNames(credentials);
          const isAdmin = await isOneOf(backend.admins, credentials);
          return requests.map(({ permission: { name } }) => ({
            result:
              !backend.denied.includes(name) &&
              (names?.includes(name) ?? (isAdmin || !ADMIN_ONLY.includes(name)))
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          }));
        },
        authorizeConditional: async (requests, options) => {
          await backend.beforeDecision();
          const { credentials } = options!;
          if (await isOneOf(backend.admins, credentials)) {
            return requests.map(() => ({ result: AuthorizeResult.ALLOW }));
          }
          const { ownershipEntityRefs: claims } = await userInfo.getUserInfo(
            credentials,
          );
          return requests.map(({ permission }) => {
            if (!isResourcePermission(permission)) {
              return { result: AuthorizeResult.ALLOW };
            }
            return {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'maas',
              resourceType: permission.resourceType,
              conditions: CONDITIONS[permission.resourceType].isTeamMember({
                claims,
              }),
            };
          });
        },
      }),
  });

/** What service credentials are restricted to, as Backstage decides it. */
function permittedNames({
  principal,
}: BackstageCredentials): string[] | undefined {
  return (principal as Partial<BackstageServicePrincipal>).accessRestrictions
    ?.permissionNames;
}

/** A service that calls, by its subject. */
export interface Service {
  service: string;
}

/** A call as somebody; without a name, as nobody. */
export type Call = (
  method: 'get' | 'post' | 'put' | 'patch' | 'delete',
  path: string,
  as?: keyof typeof PEOPLE | Service,
) => Test;

function authorization(as?: keyof typeof PEOPLE | Service): string {
  if (as === undefined) {
    return mockCredentials.none.header();
  }
  return typeof as === 'string'
    ? mockCredentials.user.header(PEOPLE[as].userRef)
    : mockCredentials.service.header({
        onBehalfOf: mockCredentials.service(as.service),
        targetPluginId: 'maas',
      });
}

/**
 * The whole plugin behind a real HTTP server, on a given database.
 *
 * @param features - further ones, such as other services
 */
export async function startRest(
  knex: Knex,
  config: JsonObject = TEST_CONFIG,
  features: BackendFeature[] = [],
): Promise<{
  call: Call;
  /** Of the plugin's REST API. */
  baseUrl: string;
  stop: () => Promise<void>;
  logs: jest.Mock;
  /** Is called with each notification. */
  notify: jest.Mock;
  permissionBackend: PermissionBackend;
}> {
  const permissionBackend: PermissionBackend = {
    beforeDecision: async () => {},
    admins: [],
    denied: [],
  };
  const logger = mockServices.logger.mock();
  const logs = jest.fn();
  for (const level of ['error', 'warn', 'info', 'debug'] as const) {
    logger[level].mockImplementation((...args) => logs(...args));
  }
  logger.child.mockReturnValue(logger);
  const notify = jest.fn(async () => {});
  const backend = await startTestBackend({
    features: [
      maasPlugin,
      mockServices.rootConfig.factory({ data: config }),
      createServiceFactory({
        service: coreServices.logger,
        deps: {},
        factory: () => logger,
      }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => userInfo,
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send: notify }),
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => ({ getClient: async () => knex }),
      }),
      ownTeamOnly(permissionBackend),
      ...features,
    ],
  });
  const call: Call = (method, path, as) => {
    const test = request(backend.server)[method](`/api/maas${path}`);
    return test.set('authorization', authorization(as));
  };
  return {
    call,
    baseUrl: `http://localhost:${backend.server.port()}/api/maas`,
    stop: () => backend.stop(),
    logs,
    notify,
    permissionBackend,
  };
}
