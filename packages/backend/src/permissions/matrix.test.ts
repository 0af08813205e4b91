import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import maasPlugin from '@openmaas/backstage-plugin-maas-backend';
import request from 'supertest';
import { portalAuth, portalPermissions } from '../__testUtils__/portalServices';
import {
  EVERYBODY,
  type Ids,
  MATRIX,
  matrixMarkdown,
  type Persona,
  PERSONAS,
  refusalOf,
  ROBOT_PERMISSIONS,
  type Row,
  type Stage,
} from './__testUtils__/matrix';

jest.setTimeout(120_000);

const DOCS = resolve(__dirname, '../../../../docs/permissions.md');
const ROWS = Object.values(MATRIX).flat();

const CONFIG = {
  app: { baseUrl: 'http://portal.test' },
  backend: { auth: { dangerouslyDisableDefaultAuthPolicy: false } },
  permission: { enabled: true },
  maas: {
    roles: {
      admins: ['group:default/platform-team'],
      readOnlyAdmins: ['group:default/finance'],
    },
    models: [
      { id: 'm', owner: 'model-owners' },
      { id: 'other', owner: 'model-owners' },
    ],
    automation: [
      {
        subject: 'external:robot',
        user: 'robot',
        teams: ['cs-department'],
        permissions: ROBOT_PERMISSIONS,
      },
    ],
  },
};

const teams = [...new Set(Object.values(PERSONAS).flatMap(p => p.teams))];
const entities: Entity[] = [
  ...teams.map(
    (name): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: {
        name,
        namespace: 'default',
        ...(name === 'cs-department' && {
          annotations: { 'openmaas.io/team-owners': 'user:default/tom' },
        }),
      },
      spec: { type: 'team', children: [] },
    }),
  ),
  ...EVERYBODY.map(
    (name): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name, namespace: 'default' },
      spec: { memberOf: [...PERSONAS[name].teams] },
      relations: PERSONAS[name].teams.map(team => ({
        type: 'memberOf',
        targetRef: `group:default/${team}`,
      })),
    }),
  ),
];

const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () =>
    mockServices.userInfo.mock({
      getUserInfo: async credentials => {
        const { userEntityRef } = (
          credentials as ReturnType<typeof mockCredentials.user>
        ).principal;
        const { teams: mine } =
          PERSONAS[userEntityRef.split('/')[1] as Persona] ?? PERSONAS.bea;
        return {
          userEntityRef,
          ownershipEntityRefs: [
            userEntityRef,
            ...mine.map(team => `group:default/${team}`),
          ],
        };
      },
    }),
});

const serviceHeader = (subject: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'maas',
  });

const headerOf = (persona: Persona) =>
  persona === 'robot'
    ? serviceHeader('external:robot')
    : mockCredentials.user.header(`user:default/${persona}`);

describe('the permission matrix', () => {
  const scheduler = mockServices.scheduler();
  let backend: TestBackend;
  let count = 0;

  const call = (
    authorization: string,
    method: string,
    path: string,
    body?: object,
  ) =>
    request(backend.server)
      [method as 'get'](`/api/maas${path}`)
      .set('authorization', authorization)
      .send(body);
  const as = (persona: Persona, method: string, path: string, body?: object) =>
    call(headerOf(persona), method, path, body);

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        maasPlugin,
        ...portalPermissions,
        portalAuth,
        userInfo,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        catalogServiceMock.factory({ entities }),
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({ send: async () => {} }),
        }),
        mockServices.rootConfig.factory({ data: CONFIG }),
      ],
    });
    // Until the catalog has been read, nobody owns a team.
    await scheduler.triggerTask('maas-teams');
  });
  afterAll(() => backend.stop());

  /** Brings Dana's things to a stage; nothing is shared with an earlier call. */
  async function prepare(stage: Stage): Promise<Ids> {
    count += 1;
    const ids: Ids = {
      request: '',
      key: '',
      grant: '',
      modelRequest: '',
      unique: String(count),
    };
    if (stage === 'none') {
      return ids;
    }
    const { body: asked } = await as('dana', 'post', '/access-requests', {
      team: 'cs-department',
      models: ['m'],
      plan: 'premium',
      purpose: 'Course',
    }).expect(201);
    Object.assign(ids, {
      request: asked.id,
      key: asked.keyId,
      grant: asked.grants[0].id,
    });
    const at = `/access-requests/${asked.id}`;
    if (stage === 'asked') {
      const { body: wanted } = await as('dana', 'post', '/model-requests', {
        model: `wanted-${count}`,
        source: { kind: 'huggingface', uri: `org/wanted-${count}` },
        team: 'cs-department',
        payer: 'cs-department',
        reason: 'Comparison',
        expectedUse: 'Course',
      }).expect(201);
      ids.modelRequest = wanted.id;
    }
    if (stage === 'asked-back') {
      await as('mo', 'post', `${at}/ask-back`, { text: 'Why?' }).expect(200);
    }
    if (stage === 'granted' || stage === 'revealed') {
      await as('petra', 'post', `${at}/approve`, {}).expect(200);
    }
    if (stage === 'revealed') {
      await as('dana', 'post', `/keys/${ids.key}/reveal`).expect(200);
    }
    return ids;
  }

  /** What has to be there besides for a verb to make sense. */
  async function readyFor({ route }: Row, ids: Ids): Promise<void> {
    if (route === 'post /models/{id}/resume') {
      await as('petra', 'post', '/models/other/stop', { reason: 'Fault' });
    }
    if (route === 'post /models/{id}/stop') {
      await as('petra', 'post', '/models/other/resume', {});
    }
    if (route === 'post /grants/{id}/resume') {
      // What somebody else suspended, the team's owner could not resume.
      const path = `/grants/${ids.grant}/suspend`;
      await as('tom', 'post', path, { reason: 'Fault' }).expect(200);
    }
  }

  function callOf(row: Row, ids: Ids, persona: Persona) {
    const [method, path] = row.route.split(' ');
    const id = {
      models: /stop|resume/.test(path) ? 'other' : 'm',
      'access-requests': ids.request,
      'model-requests': ids.modelRequest,
      grants: ids.grant,
      keys: ids.key,
    }[path.split('/')[1]];
    return [
      method,
      path.replace('{id}', id ?? '') + (row.query ?? ''),
      row.body?.(ids, persona),
    ] as const;
  }

  it.each(ROWS)('$action', async row => {
    const ids = await prepare(row.stage);
    await readyFor(row, ids);
    const statuses: Record<string, number> = {};
    const expected: Record<string, number> = {};

    // Whoever may not do it changes nothing, so all can try the same.
    const [method, path, body] = callOf(row, ids, 'dana');
    statuses.anonymous = (
      await call(mockCredentials.none.header(), method, path, body)
    ).status;
    statuses.forged = (
      await call(mockCredentials.user.invalidHeader(), method, path, body)
    ).status;
    expected.anonymous = 401;
    expected.forged = 401;
    for (const persona of EVERYBODY.filter(
      name => !row.allowed.includes(name),
    )) {
      const answer = await as(persona, ...callOf(row, ids, persona));
      statuses[persona] = answer.status;
      expected[persona] = refusalOf(row, persona);
    }
    for (const persona of row.allowed) {
      const fresh = await prepare(row.stage);
      await readyFor(row, fresh);
      const answer = await as(persona, ...callOf(row, fresh, persona));
      statuses[persona] = Math.floor(answer.status / 100) * 100;
      expected[persona] = 200;
    }
    expect(statuses).toEqual(expected);
  });

  const OPEN_TO_PLUGINS =
    /^get \/(models(\/facets|\/\{id\}(\/allowances|\/health|\/history)?)?|plans|model-sources)$/;

  it.each(ROWS)('other plugins of the portal: $action', async row => {
    const ids = await prepare(row.stage);
    const answer = await call(
      serviceHeader('plugin:catalog'),
      ...callOf(row, ids, 'dana'),
    );
    expect(answer.status).toBe(OPEN_TO_PLUGINS.test(row.route) ? 200 : 403);
  });

  it('takes an identity from nowhere but the credentials', async () => {
    const { request: id } = await prepare('asked');
    const forged = await request(backend.server)
      .post(`/api/maas/access-requests/${id}/approve?user=user:default/petra`)
      .set('authorization', headerOf('bea'))
      .set('x-forwarded-user', 'user:default/petra')
      .set('x-backstage-user', 'user:default/petra')
      .send({});
    expect([400, 404]).toContain(forged.status);
    const inBody = await as('bea', 'post', `/access-requests/${id}/approve`, {
      actor: 'user:default/petra',
    });
    expect(inBody.status).toBe(400);
    const { body } = await as('dana', 'get', `/access-requests/${id}`);
    expect(body.state).toBe('pending');
  });

  it('lets nobody get around a suspension by resuming', async () => {
    const ids = await prepare('revealed');
    const act = (persona: Persona, path: string) =>
      as(persona, 'post', path, { reason: 'Leak' });
    const grant = `/grants/${ids.grant}`;
    await act('petra', `${grant}/suspend`).expect(200);
    await act('tom', `${grant}/resume`).expect(403);
    await act('mo', `${grant}/resume`).expect(200);

    const key = `/keys/${ids.key}`;
    await act('tom', `${key}/suspend`).expect(200);
    await act('dana', `${key}/resume`).expect(403);
    const { body } = await as('dana', 'get', key);
    expect(body.permissions.resume).toBe(false);
    await act('petra', `${key}/resume`).expect(200);
    await act('dana', `${key}/suspend`).expect(200);
    await act('dana', `${key}/resume`).expect(200);
  });

  it('covers every route of the contract', async () => {
    const { body: spec } = await as('dana', 'get', '/openapi.json').expect(200);
    const routes = Object.entries(spec.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map(
        method => `${method} ${path.replace('/api/maas', '')}`,
      ),
    );
    const covered = new Set(ROWS.map(({ route }) => route));
    expect(routes.filter(route => !covered.has(route)).sort()).toEqual([
      // These follow on others: whoever may join may leave, whoever may approve may
      // say how it goes on, and gateways are tested with their own credentials.
      'get /usage/requests/{id}',
      'post /gateway/keys/resolve',
      'post /gateway/refusals',
      'post /gateway/status',
      'post /gateway/usage',
      'post /keys/{id}/resume',
      'post /model-requests/{id}/available',
      'post /model-requests/{id}/deploying',
      'post /model-requests/{id}/leave',
    ]);
  });

  it('is what the documentation says', () => {
    const [start, end] = ['<!-- matrix -->', '<!-- end of matrix -->'];
    const page = readFileSync(DOCS, 'utf8');
    const [before, rest] = page.split(`${start}\n`);
    const after = rest.split(end)[1];
    const fresh = `${before}${start}\n\n${matrixMarkdown()}\n\n${end}${after}`;
    if (process.env.MAAS_UPDATE_DOCS) {
      writeFileSync(DOCS, fresh);
    }
    expect(readFileSync(DOCS, 'utf8')).toBe(fresh);
  });
});
