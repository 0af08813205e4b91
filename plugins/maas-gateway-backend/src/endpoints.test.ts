import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerWith, FakeUpstream } from './__testUtils__/FakeUpstream';
import {
  startTestGateway,
  type TestGateway,
} from './__testUtils__/testGateway';
import { KEY, modelOf } from './__testUtils__/testPolicy';
import type { CredentialConfig } from './routing/credentialConfig';

jest.setTimeout(20_000);

const SECRET = 'secret-of-the-provider';
const BEARER = { header: 'authorization', scheme: 'Bearer' };
const provider = { ...BEARER, token: SECRET };

const ask = { model: 'small', messages: [{ role: 'user', content: 'Hello' }] };

describe('an endpoint with a credential', () => {
  let test: TestGateway;
  let other: FakeUpstream;
  let directory: string;
  let tokenFile: string;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'maas-credentials-'));
    tokenFile = join(directory, 'token');
    other = await FakeUpstream.start();
  });

  afterEach(async () => {
    await test.stop();
    await other.stop();
    rmSync(directory, { recursive: true });
  });

  /**
   * Starts a gateway whose model `small` answers at its own server first.
   *
   * @param first - the credential's name
   * @param alone - false, where the second server may be asked too, without a credential
   */
  async function start(
    credentials: Record<string, CredentialConfig>,
    first: string,
    alone = true,
  ) {
    test = await startTestGateway({
      config: { credentials },
      policy: update => ({
        ...update,
        models: [
          modelOf('small', [], {
            state: 'ready',
            endpoints: [
              {
                ...update.models[0].endpoints[0],
                modelName: 'gpt-x',
                credential: first,
              },
              { url: other.url, modelName: 'local/x' },
            ].slice(0, alone ? 1 : 2),
          }),
        ],
      }),
    });
  }

  const warnings = () =>
    test.logs.mock.calls.filter(([level]) => level === 'warn');

  const headersOf = async (count: number) =>
    (await test.upstream.received(count))[count - 1].headers;

  it.each<[string, CredentialConfig, object]>([
    ['a bearer token', provider, { authorization: `Bearer ${SECRET}` }],
    [
      'a header of its own',
      { token: SECRET, header: 'api-key', scheme: '' },
      { 'api-key': SECRET },
    ],
  ])(
    'is called with %s, and not with what the client sent',
    async (_, credential, expected) => {
      await start({ provider: credential }, 'provider');
      const response = await test.chat(ask, {
        headers: { authorization: `Bearer ${KEY}`, 'api-key': KEY },
      });
      expect(response.status).toBe(200);
      const headers = await headersOf(1);
      expect(headers).toMatchObject(expected);
      expect(JSON.stringify(headers)).not.toContain(KEY);
      const sent = Object.keys(headers).filter(name =>
        ['authorization', 'api-key', 'x-api-key'].includes(name),
      );
      expect(sent).toEqual(Object.keys(expected));
      expect(JSON.parse(test.upstream.calls[0].body).model).toBe('gpt-x');
      expect([...response.headers].join()).not.toContain(SECRET);
    },
  );

  it('leaves its secret nowhere', async () => {
    await start({ provider }, 'provider');
    await test.chat(ask);
    test.upstream.behaviour = answerWith({ error: SECRET }, 401);
    const refused = await test.chat(ask);
    expect(await refused.text()).not.toContain(SECRET);
    const metrics = await fetch(`${test.gateway.adminUrl}/metrics`);
    expect(await metrics.text()).not.toContain(SECRET);
    await test.gateway.stop();
    expect(JSON.stringify(test.logs.mock.calls)).not.toContain(SECRET);
    expect(JSON.stringify(test.controlPlane.received)).not.toContain(SECRET);
    expect(JSON.stringify(test.controlPlane.reports)).not.toContain(SECRET);
    const files = readdirSync(test.dataDir, {
      recursive: true,
      withFileTypes: true,
    })
      .filter(file => file.isFile())
      .map(file => readFileSync(join(file.parentPath, file.name), 'utf8'));
    // The name is kept with the policy.
    expect(files.join()).toContain('"credential":"provider"');
    expect(files.join()).not.toContain(SECRET);
  });

  it('is called with the new token once its file was replaced', async () => {
    writeFileSync(tokenFile, 'token-1\n');
    await start({ provider: { ...BEARER, tokenFile } }, 'provider');
    await test.chat(ask);
    expect((await headersOf(1)).authorization).toBe('Bearer token-1');
    writeFileSync(tokenFile, 'token-2\n');
    let count = 1;
    let used;
    do {
      await test.chat(ask);
      used = (await headersOf(++count)).authorization;
    } while (used === 'Bearer token-1');
    expect(used).toBe('Bearer token-2');
  });

  it.each([
    [
      'whose file is missing',
      () => {},
      /"provider" has no token: \S+ cannot be read \(ENOENT\)$/,
    ],
    [
      'whose file is empty',
      () => writeFileSync(tokenFile, '\n'),
      /"provider" has no token: \S+ is empty$/,
    ],
  ])('%s is not called, until it is there', async (_, prepare, problem) => {
    prepare();
    await start({ provider: { ...BEARER, tokenFile } }, 'provider');
    const response = await test.chat(ask);
    expect(response.status).toBe(503);
    await expect(response.json()).resolves.toMatchObject({
      error: { code: 'upstream_unavailable' },
    });
    await test.chat(ask);
    expect(test.upstream.calls).toEqual([]);
    expect(warnings()).toEqual([['warn', expect.stringMatching(problem)]]);

    writeFileSync(tokenFile, 'token-1');
    while ((await test.chat(ask)).status !== 200);
    expect((await headersOf(1)).authorization).toBe('Bearer token-1');
    await test.controlPlane.events(1);
    await test.gateway.stop();
    expect(test.controlPlane.ledger.size).toBe(1);
  });

  it.each(['unknown', 'constructor'])(
    'that the gateway does not have (%s) is not called',
    async name => {
      await start({ provider }, name);
      const response = await test.chat(ask);
      expect(response.status).toBe(503);
      expect(test.upstream.calls).toEqual([]);
      expect(warnings()).toEqual([
        [
          'warn',
          `The model server 127.0.0.1:${test.upstream.port} cannot be called: the credential "${name}" is not in maasGateway.credentials of this gateway`,
        ],
      ]);
    },
  );

  it('gives way to the next one where there is no token', async () => {
    await start({ provider: { ...BEARER, tokenFile } }, 'provider', false);
    // Both endpoints have their turn at being the first.
    const answers = [await test.chat(ask), await test.chat(ask)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(test.upstream.calls).toEqual([]);
    const [call] = await other.received(2);
    expect(call.headers.authorization).toBeUndefined();
    expect(JSON.parse(call.body).model).toBe('local/x');
    const events = await test.controlPlane.events(2);
    expect(events.map(({ attempts }) => attempts).sort()).toEqual([1, 2]);
  });

  it('does not get the secret of another one', async () => {
    await start({ provider }, 'provider', false);
    await Promise.all([test.chat(ask), test.chat(ask)]);
    const [first] = await test.upstream.received(1);
    const [second] = await other.received(1);
    expect(first.headers.authorization).toBe(`Bearer ${SECRET}`);
    expect(JSON.stringify(second.headers)).not.toContain(SECRET);
  });

  it.each([401, 403])(
    'that refuses it with %s is told of once',
    async status => {
      await start({ provider }, 'provider');
      test.upstream.behaviour = answerWith({ error: `Not ${SECRET}` }, status);
      for (const response of [await test.chat(ask), await test.chat(ask)]) {
        expect(response.status).toBe(502);
        await expect(response.json()).resolves.toMatchObject({
          error: { code: 'upstream_error' },
        });
      }
      expect(warnings()).toEqual([
        [
          'warn',
          `The model server 127.0.0.1:${test.upstream.port} answers ${status}: the credential "provider" of maasGateway.credentials is wrong or not enough for it`,
        ],
      ]);
    },
  );
});
