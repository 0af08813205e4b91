import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { startRest } from '../__testUtils__/backend';
import { createTestDatabases, withMaas } from '../__testUtils__/domain';
import { readAutomation } from './automation';

jest.setTimeout(60_000);

const ROBOT = {
  subject: 'external:gitops',
  user: 'cs-robot',
  teams: ['cs-department'],
  permissions: [
    'maas.access-request.create',
    'maas.access-request.read',
    'maas.api-key.read',
    'maas.api-key.reveal',
    'maas.model.read',
  ],
};

const read = (automation: object) =>
  readAutomation(new ConfigReader({ maas: { automation } as never }));

describe('readAutomation', () => {
  it('knows no program unless it is told', () => {
    expect(readAutomation(new ConfigReader({}))).toEqual(new Map());
  });

  it('completes references', () => {
    expect(read([ROBOT]).get('external:gitops')).toEqual({
      subject: 'external:gitops',
      userRef: 'user:default/cs-robot',
      teamRefs: ['group:default/cs-department'],
      permissions: ROBOT.permissions,
    });
  });

  it.each([
    [{ subject: 'plugin:catalog' }, 'maas.automation.0.subject: must be a'],
    [{ user: 'group:default/x' }, '0.user: "group:default/x" is not a user'],
    [{ teams: ['user:default/x'] }, '0.teams.0: "user:default/x" is not a'],
    [{ teams: [] }, '0.teams: must name a team'],
    [{ permissions: [] }, '0.permissions: must name a permission'],
    [{ permissions: ['maas.all'] }, '"maas.all" is no permission'],
    [
      { permissions: ['maas.access-request.decide'] },
      '"maas.access-request.decide" is not for programs: people decide',
    ],
    [{ admin: true }, 'maas.automation.0: Unrecognized key'],
  ])('refuses %j', (wrong, message) => {
    expect(() => read([{ ...ROBOT, ...wrong }])).toThrow(message);
  });

  it('refuses a subject that is there twice', () => {
    expect(() => read([ROBOT, ROBOT])).toThrow('"external:gitops" twice');
  });
});

describe('a program', () => {
  const databases = createTestDatabases();
  let knex: Knex;
  let rest: Awaited<ReturnType<typeof startRest>>;

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    rest = await startRest(knex, withMaas({ automation: [ROBOT] }));
  });
  afterAll(() => rest.stop());

  const robot = { service: 'external:gitops' };
  const ask = (team: string) =>
    rest.call('post', '/access-requests', robot).send({
      team,
      models: ['small'],
      plan: 'free',
      purpose: 'Nightly evaluation',
    });

  it('asks for its team, reveals its own key, and sees its team only', async () => {
    const { body: asked } = await ask('cs-department').expect(201);
    expect(asked).toMatchObject({
      state: 'approved',
      requester: 'user:default/cs-robot',
    });
    const { body: revealed } = await rest
      .call('post', `/keys/${asked.keyId}/reveal`, robot)
      .expect(200);
    expect(revealed.secret).toMatch(/^maas_/);

    const { body: foreign } = await rest
      .call('post', '/access-requests', 'bea')
      .send({
        team: 'business-school',
        models: ['small'],
        plan: 'free',
        purpose: 'Case study',
      })
      .expect(201);
    const { body: keys } = await rest.call('get', '/keys', robot).expect(200);
    expect(keys.items.map(({ id }: { id: string }) => id)).toEqual([
      asked.keyId,
    ]);
    await rest.call('get', `/keys/${foreign.keyId}`, robot).expect(404);
    await rest.call('get', `/access-requests/${foreign.id}`, robot).expect(404);
  });

  it('does nothing for another team', async () => {
    const { status } = await ask('business-school');
    expect(status).toBe(403);
  });

  it('does nothing that configuration does not name', async () => {
    const { body: asked } = await ask('cs-department').expect(201);
    const answers = [
      await rest.call('post', `/keys/${asked.keyId}/revoke`, robot),
      await rest
        .call('post', '/keys', robot)
        .send({ team: 'cs-department', name: 'more' }),
      await rest.call('get', '/model-sources', robot),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it('is nobody with another subject', async () => {
    const other = { service: 'external:other' };
    const { body } = await rest.call('get', '/keys', other).expect(403);
    expect(body.error.message).toContain('"external:other" is none of them');
  });

  it('gets no key of the playground', async () => {
    const { status } = await rest
      .call('post', '/playground/keys', robot)
      .send({ team: 'cs-department' });
    expect(status).toBe(403);
  });
});
