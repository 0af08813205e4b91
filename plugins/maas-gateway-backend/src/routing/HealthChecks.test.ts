import { answerWith, FakeUpstream } from '../__testUtils__/FakeUpstream';
import { modelOf } from '../__testUtils__/testPolicy';
import { TestLogger } from '../metering/__testUtils__/TestLogger';
import { EndpointCredentials } from './EndpointCredentials';
import { EndpointLog } from './EndpointLog';
import { Router } from './Router';

describe('HealthChecks', () => {
  let upstream: FakeUpstream;
  let router: Router;

  beforeEach(async () => {
    upstream = await FakeUpstream.start();
    router = new Router({
      upstream: {
        connectTimeoutMs: 1_000,
        firstByteTimeoutMs: 1_000,
        idleTimeoutMs: 1_000,
        healthCheck: { enabled: true, intervalMs: 10 },
      },
      credentials: new EndpointCredentials({
        lab: { token: 'lab-secret', header: 'authorization', scheme: 'Bearer' },
        none: { tokenFile: '/nowhere', header: 'x-key', scheme: '' },
      }),
      log: new EndpointLog(new TestLogger()),
    });
  });

  afterEach(async () => {
    await router.close();
    await upstream.stop();
  });

  /** Asks again and again; the time limit of the test is that of the wait. */
  async function until(healthy: boolean) {
    while (router.report().some(report => report.healthy !== healthy)) {
      await new Promise(setImmediate);
    }
    return router.report();
  }

  it('ask a server for its models, with its credential', async () => {
    router.update([
      modelOf('m', [], {
        state: 'ready',
        endpoints: [
          { url: `${upstream.url}/?a=b`, modelName: 'm', credential: 'lab' },
        ],
      }),
    ]);
    const [check] = await upstream.checked(2);
    expect(check.path).toBe('/v1/models?a=b');
    expect(check.headers).toEqual({
      host: `127.0.0.1:${upstream.port}`,
      connection: 'keep-alive',
      accept: 'application/json',
      'user-agent': 'maas-gateway',
      authorization: 'Bearer lab-secret',
    });
    expect(upstream.calls).toEqual([]);
    // They are no calls.
    expect(router.report()).toMatchObject([
      { healthy: true, running: 0, requests: 0, failures: 0 },
    ]);
  });

  it('ask a server once for all of its models', async () => {
    const models = ['k', 'l', 'm'].map(id => modelOf(id, [upstream.url]));
    const waiting: Array<() => void> = [];
    upstream.checkBehaviour = call => {
      waiting.push(() => answerWith({}, 503)(call));
    };
    router.update(models);
    // Each waits for the answer to the one before.
    for (let checks = 1; checks <= 2; checks++) {
      await upstream.checked(checks);
      expect(waiting).toHaveLength(checks);
      expect(router.report().every(({ healthy }) => healthy)).toBe(true);
      waiting[checks - 1]();
    }
    expect(await until(false)).toMatchObject(
      models.map(({ id }) => ({
        model: id,
        healthy: false,
        problem: 'its list of models answers 503',
      })),
    );
  });

  it('see that a server is gone, and that it is back', async () => {
    router.update([modelOf('m', [upstream.url])]);
    await upstream.checked(1);
    const { port } = upstream;
    await upstream.stop();
    const [{ problem }] = await until(false);
    expect(problem).toMatch(/^it cannot be reached: .*ECONNREFUSED/);
    upstream = await FakeUpstream.start(port);
    const [report] = await until(true);
    expect(report).not.toHaveProperty('problem');
  });

  it.each([200, 401, 404, 429])(
    'take an answer with %s for a sign of life',
    async status => {
      upstream.checkBehaviour = answerWith({}, 500);
      router.update([modelOf('m', [upstream.url])]);
      await until(false);
      upstream.checkBehaviour = answerWith({}, status);
      expect(await until(true)).toHaveLength(1);
    },
  );

  it('see that a server hangs up', async () => {
    upstream.checkBehaviour = ({ response }) => {
      response.destroy();
    };
    router.update([modelOf('m', [upstream.url])]);
    expect(await until(false)).toMatchObject([
      { problem: 'it breaks off before it answers' },
    ]);
  });

  it('see that there is no token for a server', async () => {
    router.update([
      modelOf('m', [], {
        state: 'ready',
        endpoints: [{ url: upstream.url, modelName: 'm', credential: 'none' }],
      }),
    ]);
    const [{ problem }] = await until(false);
    expect(problem).toContain('the credential "none" has no token');
    expect(upstream.checks).toEqual([]);
  });

  it('end when the server leaves the policy, and its connections with them', async () => {
    const other = await FakeUpstream.start();
    router.update([modelOf('m', [upstream.url, other.url])]);
    await upstream.checked(1);
    await other.checked(1);
    const { socket } = other.checks[0].response.req;
    const closed = new Promise(resolve => {
      socket.once('close', resolve);
    });
    router.update([modelOf('m', [upstream.url])]);
    await closed;
    const before = other.checks.length;
    await upstream.checked(upstream.checks.length + 5);
    expect(other.checks).toHaveLength(before);
    await other.stop();
  });
});
