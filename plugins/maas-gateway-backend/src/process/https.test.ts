import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeUpstream } from '../__testUtils__/FakeUpstream';
import { testConfig, untilReady } from '../__testUtils__/testGateway';
import { KEY, modelOf, testPolicy } from '../__testUtils__/testPolicy';
import { HttpControlPlane } from '../policy/__testUtils__/HttpControlPlane';
import { LOAD_TYPESCRIPT } from './__testUtils__/forkFake';
import { TestLogger } from './__testUtils__/TestLogger';
import { GatewayProcess } from './GatewayProcess';

jest.setTimeout(60_000);

const SECRET = 'secret-of-the-provider';

/** Makes a certificate for the host 127.0.0.1 that nobody else has signed. */
function makeCertificate(directory: string) {
  const [keyFile, certFile] = [join(directory, 'key'), join(directory, 'cert')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt'],
      ...['ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...[
        '-subj',
        '/CN=model-server',
        '-addext',
        'subjectAltName=IP:127.0.0.1',
      ],
      ...['-keyout', keyFile, '-out', certFile],
    ],
    { stdio: 'pipe' },
  );
  const [key, cert] = [keyFile, certFile].map(file =>
    readFileSync(file, 'utf8'),
  );
  return { certFile, tls: { key, cert } };
}

describe('a model server at https://', () => {
  const directory = mkdtempSync(join(tmpdir(), 'maas-https-'));
  const { certFile, tls } = makeCertificate(directory);
  let upstream: FakeUpstream;
  let controlPlane: HttpControlPlane;
  let gateway: GatewayProcess;
  let logger: TestLogger;

  beforeEach(async () => {
    upstream = await FakeUpstream.start(0, tls);
    const policy = testPolicy(upstream.url);
    const [endpoint] = policy.models[0].endpoints;
    controlPlane = await HttpControlPlane.start({
      ...policy,
      models: [
        modelOf('small', [], {
          state: 'ready',
          endpoints: [{ ...endpoint, credential: 'provider' }],
        }),
      ],
    });
  });

  afterEach(async () => {
    await gateway.stop();
    await controlPlane.stop();
    await upstream.stop();
  });

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  /** Starts the real gateway in a process with this environment, and calls it. */
  async function call(env: NodeJS.ProcessEnv) {
    logger = new TestLogger();
    gateway = new GatewayProcess({
      config: testConfig(mkdtempSync(join(directory, 'data-')), {
        credentials: {
          provider: {
            token: SECRET,
            header: 'authorization',
            scheme: 'Bearer',
          },
        },
      }),
      controlPlaneUrl: controlPlane.url,
      getToken: async () => 'token',
      logger,
      fork: () =>
        fork(require.resolve('./main'), [], {
          execArgv: LOAD_TYPESCRIPT,
          env: { ...process.env, ...env },
        }),
    });
    gateway.start();
    const [, clientUrl, adminUrl] = await logger.find(
      /listening on (\S+), .* on (\S+)/,
    );
    await untilReady(adminUrl);
    return fetch(`${clientUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ model: 'small', messages: [] }),
    });
  }

  it('is called where its certificate is trusted', async () => {
    const response = await call({ NODE_EXTRA_CA_CERTS: certFile });
    expect(response.status).toBe(200);
    expect(upstream.calls[0].headers.authorization).toBe(`Bearer ${SECRET}`);
  });

  it('is not called where it is not, and the log says why', async () => {
    const response = await call({ NODE_EXTRA_CA_CERTS: '' });
    expect(response.status).toBe(503);
    expect(upstream.calls).toEqual([]);
    await logger.find(/127\.0\.0\.1:\d+ cannot be called: self-signed/);
  });
});
