import { mockCredentials } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import type { MaasApi } from '@openmaas/backstage-plugin-maas-common';
import { validate } from 'jsonschema';
import { parse } from 'yaml';
import { createChangePlanAction } from './createChangePlanAction';
import { createCreateKeyAction } from './createCreateKeyAction';
import { createRequestModelAction } from './createRequestModelAction';

const ID = '019ab000-0000-7000-8000-000000000001';
const GATEWAY = 'http://gateway.test/v1';
const TEAM = 'group:default/cs-department';

/** Runs an action against an API that has only these methods. */
function setUp(
  make: (options: {
    maas: { as: () => MaasApi };
    gatewayBaseUrl: string;
  }) => TemplateAction<any, any, any>,
  api: Partial<Record<keyof MaasApi, jest.Mock>>,
) {
  const as = jest.fn(() => api as unknown as MaasApi);
  const action = make({ maas: { as }, gatewayBaseUrl: GATEWAY });
  const run = async (input: object, more: object = {}) => {
    const output = jest.fn();
    await action.handler({
      ...createMockActionContext({
        input: input as never,
        workspacePath: '/not-used',
      }),
      output,
      ...more,
    });
    return Object.fromEntries(output.mock.calls);
  };
  return { action, as, run };
}

const page = (items: object[], more: object = {}) => ({
  items,
  totalItems: items.length,
  ...more,
});

describe('maas:plan:change', () => {
  const asked = {
    id: ID,
    state: 'pending',
    waitsFor: 'The owner of the team decides',
  };
  const input = { team: TEAM, plan: 'premium', purpose: 'More students' };
  const grants = () =>
    jest.fn(async ({ cursor }: { cursor?: string }) =>
      cursor
        ? page([{ model: 'small' }])
        : page([{ model: 'large' }], { nextCursor: 'two' }),
    );

  it('asks for all that the team has, with no new key', async () => {
    const createAccessRequest = jest.fn(async () => asked);
    const { as, run } = setUp(createChangePlanAction, {
      createAccessRequest,
      listGrants: grants(),
    });
    await expect(run({ ...input, monthlyBudget: '5' })).resolves.toEqual({
      requestId: ID,
      requestPath: `/maas/requests/${ID}`,
      state: 'pending',
      models: ['large', 'small'],
      waitsFor: 'The owner of the team decides',
    });
    expect(as).toHaveBeenCalledWith(mockCredentials.user());
    expect(createAccessRequest).toHaveBeenCalledWith(
      {
        ...input,
        models: ['large', 'small'],
        monthlyBudget: '5000000000',
        newKey: false,
      },
      expect.objectContaining({ idempotencyKey: expect.any(String) }),
    );
  });

  it('asks for the models that are named', async () => {
    const createAccessRequest = jest.fn(async () => asked);
    const { run } = setUp(createChangePlanAction, {
      createAccessRequest,
      listGrants: grants(),
    });
    await run({ ...input, models: ['resource:maas/small'] });
    expect(createAccessRequest).toHaveBeenCalledWith(
      expect.objectContaining({ models: ['small'] }),
      expect.anything(),
    );
  });

  it.each([
    [['unseen'], 'may not use "unseen" yet: request access first'],
    [undefined, 'may use no model yet: request access to one first'],
  ])('refuses %p of a team without it', async (models, message) => {
    const { run } = setUp(createChangePlanAction, {
      listGrants: jest.fn(async () => page(models ? [{ model: 'small' }] : [])),
    });
    await expect(run({ ...input, models })).rejects.toThrow(message);
  });

  it('only looks in a dry run', async () => {
    const previewAccessRequest = jest.fn(async () => ({ granted: true }));
    const { run } = setUp(createChangePlanAction, {
      previewAccessRequest,
      listGrants: grants(),
    });
    await expect(run(input, { isDryRun: true })).resolves.toMatchObject({
      requestId: 'dry-run',
      state: 'approved',
    });
  });
});

describe('maas:key:create', () => {
  const input = { team: TEAM, name: ' nightly ' };

  it('makes a key and says where it is revealed, never its secret', async () => {
    const createKey = jest.fn(async () => ({ id: ID, secret: 'topsecret' }));
    const { run } = setUp(createCreateKeyAction, { createKey });
    const remembered: unknown[] = [];
    const checkpoint = async ({ fn }: { fn: () => Promise<unknown> }) => {
      const value = await fn();
      remembered.push(value);
      return value;
    };
    const output = await run(
      {
        ...input,
        models: ['resource:maas/small'],
        label: 'nightly',
        addresses: ['10.0.0.0/8'],
        expiresInDays: 30,
      },
      { checkpoint },
    );
    expect(output).toEqual({
      keyId: ID,
      keyPath: `/maas/keys/${ID}`,
      gatewayBaseUrl: GATEWAY,
    });
    expect(JSON.stringify(remembered)).not.toContain('topsecret');
    expect(createKey).toHaveBeenCalledWith(
      {
        team: TEAM,
        name: 'nightly',
        models: ['small'],
        label: 'nightly',
        addresses: ['10.0.0.0/8'],
        expiresInDays: 30,
      },
      expect.objectContaining({
        idempotencyKey: expect.stringMatching(/^scaffolder:/),
      }),
    );
  });

  it('leaves out what a form leaves empty', async () => {
    const createKey = jest.fn(async () => ({ id: ID }));
    const { run } = setUp(createCreateKeyAction, { createKey });
    await run({ ...input, models: [], label: '', addresses: [] });
    expect(createKey).toHaveBeenCalledWith(
      { team: TEAM, name: 'nightly' },
      expect.anything(),
    );
  });

  it('makes nothing in a dry run', async () => {
    const { as, run } = setUp(createCreateKeyAction, {});
    await expect(run(input, { isDryRun: true })).resolves.toMatchObject({
      keyId: 'dry-run',
    });
    expect(as).not.toHaveBeenCalled();
  });
});

describe('maas:model:request', () => {
  const input = {
    team: TEAM,
    model: 'qwen-3-8b',
    sourceKind: 'huggingface',
    sourceUri: ' Qwen/Qwen3-8B ',
    reason: 'Comparison',
  };

  it('asks for a model; the team pays unless another is named', async () => {
    const createModelRequest = jest.fn(async () => ({
      id: ID,
      state: 'submitted',
    }));
    const { run } = setUp(createRequestModelAction, { createModelRequest });
    await expect(run(input)).resolves.toEqual({
      requestId: ID,
      requestPath: `/maas/model-requests/${ID}`,
      state: 'submitted',
      joined: false,
    });
    expect(createModelRequest).toHaveBeenCalledWith(
      {
        model: 'qwen-3-8b',
        source: { kind: 'huggingface', uri: 'Qwen/Qwen3-8B' },
        team: TEAM,
        payer: TEAM,
        reason: 'Comparison',
        expectedUse: 'Comparison',
      },
      expect.objectContaining({ idempotencyKey: expect.any(String) }),
    );
  });

  it('joins a request', async () => {
    const joinModelRequest = jest.fn(async () => ({
      id: ID,
      state: 'under-review',
    }));
    const { run } = setUp(createRequestModelAction, { joinModelRequest });
    await expect(
      run({ team: TEAM, join: ID, reason: 'Me too', tokensPerMonth: 5 }),
    ).resolves.toMatchObject({ joined: true, state: 'under-review' });
    expect(joinModelRequest).toHaveBeenCalledWith(
      ID,
      { team: TEAM, reason: 'Me too', tokensPerMonth: 5 },
      expect.anything(),
    );
  });

  it.each(['model', 'sourceKind', 'sourceUri'])(
    'refuses a request without %s',
    async name => {
      const { run } = setUp(createRequestModelAction, {});
      await expect(run({ ...input, [name]: undefined })).rejects.toThrow(
        'needs model, sourceKind and sourceUri',
      );
    },
  );

  it('asks for nothing in a dry run', async () => {
    const { as, run } = setUp(createRequestModelAction, {});
    await expect(run(input, { isDryRun: true })).resolves.toMatchObject({
      requestId: 'dry-run',
    });
    expect(as).not.toHaveBeenCalled();
  });
});

describe('examples in the template editor', () => {
  const options = { maas: { as: jest.fn() }, gatewayBaseUrl: GATEWAY };
  it.each([
    createChangePlanAction(options),
    createCreateKeyAction(options),
    createRequestModelAction(options),
  ])('$id takes its own', action => {
    expect(action.supportsDryRun).toBe(true);
    expect(action.examples?.length).toBeGreaterThan(1);
    for (const { example } of action.examples ?? []) {
      const [step] = parse(example).steps;
      expect(step.action).toBe(action.id);
      // What a form fills in is not there yet.
      const written = JSON.parse(
        JSON.stringify(step.input).replaceAll(/"\$\{\{[^"]*"/g, '"x"'),
      );
      expect(validate(written, action.schema?.input ?? false).errors).toEqual(
        [],
      );
    }
  });
});
