import { mockCredentials } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type {
  AccessRequest,
  MaasApi,
} from '@openmaas/backstage-plugin-maas-common';
import { createRequestAccessAction } from './createRequestAccessAction';

const input = {
  team: 'group:default/cs-department',
  models: ['mistral-3-int4'],
  plan: 'free',
  purpose: 'Try it',
};

const granted: AccessRequest = {
  id: '019ab000-0000-7000-8000-000000000001',
  state: 'approved',
  team: input.team,
  requester: 'user:default/mock',
  plan: 'free',
  purpose: 'Try it',
  grants: [],
  steps: [],
  expiresInDays: 90,
  keyId: '019ab000-0000-7000-8000-000000000002',
  createdAt: '2026-11-21T08:00:00.000Z',
  permissions: {
    decide: false,
    withdraw: false,
    answer: false,
    comment: true,
    askAgain: false,
  },
};

function setUp() {
  const createAccessRequest = jest.fn<
    ReturnType<MaasApi['createAccessRequest']>,
    Parameters<MaasApi['createAccessRequest']>
  >(async () => granted);
  const previewAccessRequest = jest.fn<
    ReturnType<MaasApi['previewAccessRequest']>,
    Parameters<MaasApi['previewAccessRequest']>
  >(async () => ({ granted: true, steps: [], models: [] }));
  // Whatever else is called is missing, and would throw.
  const api: Partial<MaasApi> = { createAccessRequest, previewAccessRequest };
  const as = jest.fn(() => api as MaasApi);
  const action = createRequestAccessAction({
    maas: { as },
    gatewayBaseUrl: 'http://gateway.test/v1',
  });

  type Context = Parameters<typeof action.handler>[0];
  const output = jest.fn();
  const log = jest.fn();
  const signal = new AbortController().signal;
  const run = async (overrides: Partial<Context> = {}) => {
    output.mockClear();
    const context: Context = {
      ...createMockActionContext({ input, workspacePath: '/not-used' }),
      output,
      signal,
      ...overrides,
    };
    for (const level of ['info', 'warn', 'error', 'debug'] as const) {
      jest.spyOn(context.logger, level).mockImplementation(log);
    }
    await action.handler(context);
    return Object.fromEntries(output.mock.calls);
  };
  return { as, createAccessRequest, previewAccessRequest, log, run, signal };
}

async function refusal(status: number, message?: string) {
  return ResponseError.fromResponse(
    message === undefined
      ? new Response('<html>bad gateway</html>', {
          status,
          statusText: 'Bad Gateway',
        })
      : Response.json(
          {
            error: { name: 'Whatever', message },
            response: { statusCode: status },
          },
          { status },
        ),
  );
}

describe('maas:access:request', () => {
  it('asks as the person who runs the template, and says where the key is', async () => {
    const { as, createAccessRequest, run, signal } = setUp();
    await expect(run()).resolves.toEqual({
      requestId: granted.id,
      requestPath: `/maas/requests/${granted.id}`,
      gatewayBaseUrl: 'http://gateway.test/v1',
      state: 'approved',
      keyId: granted.keyId,
      keyPath: `/maas/keys/${granted.keyId}`,
      waitsFor: undefined,
    });
    expect(as).toHaveBeenCalledWith(mockCredentials.user());
    expect(createAccessRequest).toHaveBeenCalledTimes(1);
    expect(createAccessRequest).toHaveBeenCalledWith(input, {
      idempotencyKey: expect.stringMatching(
        /^scaffolder:mock-task-id:[0-9a-f]{32}$/,
      ),
      signal,
    });
  });

  it('says what a request waits for', async () => {
    const { createAccessRequest, log, run } = setUp();
    createAccessRequest.mockResolvedValue({
      ...granted,
      state: 'pending',
      waitsFor: 'Plan Premium needs approval',
    });
    await expect(
      run({ input: { ...input, plan: 'premium' } }),
    ).resolves.toMatchObject({
      state: 'pending',
      waitsFor: 'Plan Premium needs approval',
    });
    expect(log).toHaveBeenCalledWith(
      expect.stringContaining('waits: Plan Premium needs approval'),
    );
  });

  it('takes entity references for ids, and each model once', async () => {
    const { createAccessRequest, run } = setUp();
    await run({
      input: {
        ...input,
        models: [
          'resource:maas/mistral-3-int4',
          'mistral-3-int4',
          'Resource:maas/devstral-2',
        ],
      },
    });
    expect(createAccessRequest.mock.calls[0][0].models).toEqual([
      'mistral-3-int4',
      'devstral-2',
    ]);
  });

  it('passes on expiry and name where there are any', async () => {
    const { createAccessRequest, run } = setUp();
    await run({
      input: { ...input, expiresInDays: 30, keyName: ' chat bot ' },
    });
    await run({ input: { ...input, keyName: '  ' } });
    expect(createAccessRequest.mock.calls.map(([body]) => body)).toEqual([
      { ...input, expiresInDays: 30, keyName: 'chat bot' },
      input,
    ]);
  });

  it.each([
    [{ monthlyBudget: '25.50' }, { monthlyBudget: '25500000000' }],
    [{ monthlyBudget: 3 }, { monthlyBudget: '3000000000' }],
    [{ monthlyBudget: ' ' }, {}],
    [{ data: 'personal' as const }, { data: 'personal' }],
    [{ newKey: false, keyName: 'unused' }, { newKey: false }],
    [{ newKey: true }, {}],
    [{ replaces: granted.id }, { replaces: granted.id }],
  ])('asks with %j for %j', async (more, asked) => {
    const { createAccessRequest, run } = setUp();
    await run({ input: { ...input, ...more } });
    expect(createAccessRequest.mock.calls[0][0]).toEqual({
      ...input,
      ...asked,
    });
  });

  it('refuses a budget that is no amount', async () => {
    const { createAccessRequest, run } = setUp();
    await expect(
      run({ input: { ...input, monthlyBudget: '-1' } }),
    ).rejects.toThrow('monthlyBudget: "-1" is not an amount');
    expect(createAccessRequest).not.toHaveBeenCalled();
  });

  it('links to no key where none was wanted', async () => {
    const { createAccessRequest, run } = setUp();
    const { keyId: _, ...keyless } = granted;
    createAccessRequest.mockResolvedValue(keyless);
    await expect(
      run({ input: { ...input, newKey: false } }),
    ).resolves.toMatchObject({ keyId: undefined, keyPath: undefined });
  });

  it('passes on nothing else that an input may hold', async () => {
    const { createAccessRequest, run } = setUp();
    await run({
      input: { ...input, requester: 'user:default/petra' } as never,
    });
    expect(createAccessRequest.mock.calls[0][0]).toEqual(input);
  });

  it('never lets a secret out', async () => {
    const { createAccessRequest, log, run } = setUp();
    const secret = 'maas_0123456789_topsecret';
    createAccessRequest.mockResolvedValue({ ...granted, secret } as never);
    const checkpoint = jest.fn(async ({ fn }) => fn());
    const output = await run({ checkpoint });
    const written = JSON.stringify([
      output,
      log.mock.calls,
      await Promise.all(checkpoint.mock.results.map(({ value }) => value)),
    ]);
    expect(written).toContain(granted.keyId);
    expect(written).not.toContain('topsecret');
  });

  describe('run again', () => {
    const keys = (setup: ReturnType<typeof setUp>) =>
      setup.createAccessRequest.mock.calls.map(
        ([, options]) => options?.idempotencyKey,
      );

    it('asks under the same key in the same task', async () => {
      const setup = setUp();
      await setup.run();
      await setup.run({
        input: { ...input, models: ['resource:maas/mistral-3-int4'] },
      });
      const [first, second] = keys(setup);
      expect(first).toBe(second);
    });

    it('asks under another key for another task, or another input', async () => {
      const setup = setUp();
      await setup.run();
      await setup.run({ task: { id: 'other' } });
      await setup.run({ task: { id: 'not an HTTP header\n' } });
      await setup.run({ input: { ...input, plan: 'premium' } });
      await setup.run({ input: { ...input, keyName: 'a' } });
      await setup.run({ input: { ...input, expiresInDays: 1 } });
      await setup.run({ input: { ...input, purpose: 'a' } });
      expect(new Set(keys(setup)).size).toBe(7);
      for (const key of keys(setup)) {
        expect(key).toMatch(/^[\x21-\x7e]{1,200}$/);
      }
    });

    it('does not ask again for what the task remembers', async () => {
      const setup = setUp();
      const remembered = new Map<string, unknown>();
      const checkpoint = async ({
        key,
        fn,
      }: {
        key: string;
        fn: () => unknown;
      }) => {
        if (!remembered.has(key)) {
          remembered.set(key, await fn());
        }
        return JSON.parse(JSON.stringify(remembered.get(key)));
      };
      const first = await setup.run({ checkpoint });
      const second = await setup.run({ checkpoint });
      const other = { ...input, models: ['devstral-2'] };
      await setup.run({ checkpoint, input: other });
      expect(second).toEqual(first);
      expect(setup.createAccessRequest).toHaveBeenCalledTimes(2);
    });
  });

  describe('refused by the control plane', () => {
    it.each([
      [400, 'InputError'],
      [401, 'AuthenticationError'],
      [403, 'NotAllowedError'],
      [404, 'NotFoundError'],
      [409, 'ConflictError'],
      [503, 'ServiceUnavailableError'],
    ])('says what it said: %p', async (status, name) => {
      const { createAccessRequest, run } = setUp();
      createAccessRequest.mockRejectedValue(
        await refusal(status, 'You are not in group:default/library'),
      );
      await expect(run()).rejects.toMatchObject({
        name,
        message: 'You are not in group:default/library',
        stack: `${name}: You are not in group:default/library`,
      });
    });

    it.each([
      [500, 'no such table', 'The control plane failed (500): no such table'],
      [502, undefined, 'The control plane failed (502): Request failed'],
    ])('says that it failed: %p', async (status, message, told) => {
      const { createAccessRequest, run } = setUp();
      createAccessRequest.mockRejectedValue(await refusal(status, message));
      await expect(run()).rejects.toThrow(told);
    });

    it('lets what is no answer through', async () => {
      const { createAccessRequest, run } = setUp();
      createAccessRequest.mockRejectedValue(new TypeError('fetch failed'));
      await expect(run()).rejects.toThrow('fetch failed');
    });
  });

  describe('in a dry run', () => {
    const dryRun = async (overrides: Partial<typeof input> = {}) => {
      const setup = setUp();
      const checkpoint = jest.fn();
      const output = await setup
        .run({ isDryRun: true, checkpoint, input: { ...input, ...overrides } })
        .finally(() => {
          expect(setup.createAccessRequest).not.toHaveBeenCalled();
          expect(checkpoint).not.toHaveBeenCalled();
          expect(setup.as).toHaveBeenCalledWith(mockCredentials.user());
        });
      return output;
    };

    it('says that a request would be granted, and writes nothing', async () => {
      await expect(dryRun()).resolves.toEqual({
        requestId: 'dry-run',
        requestPath: '/maas/requests/dry-run',
        gatewayBaseUrl: 'http://gateway.test/v1',
        state: 'approved',
        keyId: 'dry-run',
        keyPath: '/maas/keys/dry-run',
        waitsFor: undefined,
      });
    });

    it('says that a request would wait', async () => {
      const { previewAccessRequest, run } = setUp();
      previewAccessRequest.mockResolvedValue({
        granted: false,
        waitsFor: 'Plan Premium needs approval',
        steps: [],
        models: [],
      });
      await expect(run({ isDryRun: true })).resolves.toMatchObject({
        state: 'pending',
        waitsFor: 'Plan Premium needs approval',
      });
      expect(previewAccessRequest).toHaveBeenCalledWith(
        input,
        expect.anything(),
      );
    });

    it('says what the control plane said', async () => {
      const { previewAccessRequest, run } = setUp();
      previewAccessRequest.mockRejectedValue(
        await refusal(403, 'You may not read models'),
      );
      await expect(run({ isDryRun: true })).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: 'You may not read models',
      });
    });
  });
});
