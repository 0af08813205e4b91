import type { PolicyModel } from '@openmaas/backstage-plugin-maas-common';
import { modelOf } from '../__testUtils__/testPolicy';
import { TestLogger } from '../metering/__testUtils__/TestLogger';
import { EndpointCredentials } from './EndpointCredentials';
import { EndpointLog } from './EndpointLog';
import type { EndpointUse } from './EndpointUse';
import { Router } from './Router';

const A = 'http://a.test/v1';
const B = 'http://b.test/v1';
const C = 'http://c.test:8000/v1';

/** A model with endpoints of these weights. */
const weighed = (weights: Record<string, number>): PolicyModel =>
  modelOf('m', [], {
    state: 'ready',
    endpoints: Object.entries(weights).map(([url, weight]) => ({
      url,
      modelName: 'm',
      weight,
    })),
  });

describe('Router', () => {
  let now: number;
  let logger: TestLogger;
  let router: Router;

  beforeEach(() => {
    now = 0;
    logger = new TestLogger();
    router = routerWith(true);
  });

  afterEach(async () => {
    await router.close();
  });

  /** With checks that never come, within a test. */
  function routerWith(checks: boolean): Router {
    return new Router({
      upstream: {
        connectTimeoutMs: 1_000,
        firstByteTimeoutMs: 1_000,
        idleTimeoutMs: 1_000,
        healthCheck: { enabled: checks, intervalMs: 2 ** 31 - 1 },
      },
      credentials: new EndpointCredentials({}),
      log: new EndpointLog(logger, () => now),
      now: () => now,
    });
  }

  /** The policy has this model and no other. */
  const routed = (model: PolicyModel): PolicyModel => {
    router.update([model]);
    return model;
  };
  const take = (model: PolicyModel, ...tried: EndpointUse[]): EndpointUse => {
    const use = router.take(
      model.id,
      tried.map(({ endpoint }) => endpoint),
    );
    if (!use) {
      throw new Error('There is none');
    }
    return use;
  };
  /** Takes the endpoint at an address, whichever else would be next. */
  const takeAt = (model: PolicyModel, host: string) => {
    const others: EndpointUse[] = [];
    let use = take(model);
    while (use.endpoint.host !== host) {
      others.push(use);
      use = take(model, ...others);
    }
    others.forEach(other => other.end());
    return use;
  };
  const down = (use: EndpointUse) => {
    use.broke('unreachable', new Error('connect ECONNREFUSED'), false);
    use.end();
  };
  const open = (model: PolicyModel, host: string) => {
    for (let i = 0; i < 3; i++) {
      down(takeAt(model, host));
    }
  };
  const count = (uses: EndpointUse[]) => {
    const counts: Record<string, number> = {};
    for (const { endpoint } of uses) {
      counts[endpoint.host] = (counts[endpoint.host] ?? 0) + 1;
    }
    return counts;
  };
  const runningAt = (host: string) =>
    router.report().find(({ endpoint }) => endpoint === host)?.running;

  it('takes endpoints in turn, one call after the other', () => {
    const model = routed(modelOf('m', [A, B, C]));
    const hosts = Array.from({ length: 6 }, () => {
      const use = take(model);
      use.end();
      return use.endpoint.host;
    });
    expect(hosts.slice(0, 3).sort()).toEqual([
      'a.test',
      'b.test',
      'c.test:8000',
    ]);
    expect(hosts.slice(3)).toEqual(hosts.slice(0, 3));
  });

  it('takes them as often as their weights say', () => {
    const model = routed(weighed({ [A]: 1, [B]: 3, [C]: 6 }));
    const uses = Array.from({ length: 100 }, () => {
      const use = take(model);
      use.end();
      return use;
    });
    expect(count(uses)).toEqual({
      'a.test': 10,
      'b.test': 30,
      'c.test:8000': 60,
    });
  });

  it('keeps as many calls running as their weights say', () => {
    const model = routed(weighed({ [A]: 1, [B]: 3, [C]: 6 }));
    const uses = Array.from({ length: 100 }, () => take(model));
    expect(count(uses)).toEqual({
      'a.test': 10,
      'b.test': 30,
      'c.test:8000': 60,
    });
    expect(runningAt('b.test')).toBe(30);
    // Where calls end, the next ones go.
    const over = uses.filter(({ endpoint }) => endpoint.host === 'b.test');
    over.slice(0, 12).forEach(use => use.end());
    expect(count(Array.from({ length: 12 }, () => take(model)))).toEqual({
      'b.test': 12,
    });
  });

  it('takes the least busy one', () => {
    const model = routed(modelOf('m', [A, B]));
    const slow = takeAt(model, 'a.test');
    const hosts = Array.from({ length: 5 }, () => {
      const use = take(model);
      use.end();
      return use.endpoint.host;
    });
    expect(new Set(hosts)).toEqual(new Set(['b.test']));
    slow.end();
    expect(runningAt('a.test')).toBe(0);
  });

  it('counts each call out once', () => {
    const model = routed(modelOf('m', [A]));
    const use = take(model);
    const other = take(model);
    use.end();
    use.end();
    expect(runningAt('a.test')).toBe(1);
    other.end();
    expect(runningAt('a.test')).toBe(0);
  });

  it('leaves out what was tried, and says when nothing is left', () => {
    const model = routed(modelOf('m', [A, B]));
    const first = take(model);
    const second = take(model, first);
    expect(second.endpoint).not.toBe(first.endpoint);
    expect(
      router.take(model.id, [first.endpoint, second.endpoint]),
    ).toBeUndefined();
    expect(
      router.take(routed(modelOf('none', [], { state: 'ready' })).id),
    ).toBeUndefined();
  });

  it('leaves out an endpoint that fails, and says so', () => {
    const model = routed(modelOf('m', [A, B]));
    open(model, 'a.test');
    now = 500_000;
    const uses = Array.from({ length: 10 }, () => take(model));
    expect(count(uses)).toEqual({ 'b.test': 10 });
    expect(router.report()).toMatchObject([
      {
        model: 'm',
        endpoint: 'a.test',
        healthy: false,
        problem: 'it cannot be reached: connect ECONNREFUSED',
      },
      { model: 'm', endpoint: 'b.test', healthy: true, running: 10 },
    ]);
    expect(logger.lines).toContain(
      'warn The model server a.test of model "m" is left out until it is back: it cannot be reached: connect ECONNREFUSED',
    );
  });

  it('refuses where all have failed, until one may be tried again', () => {
    const model = routed(modelOf('m', [A, B]));
    open(model, 'a.test');
    now = 400;
    open(model, 'b.test');
    expect(router.take(model.id)).toBeUndefined();
    expect(router.retryMs(model.id)).toBe(600);
    now = 1_400;
    // Both may be tried; the one that failed first has waited for longer.
    const trial = take(model);
    expect(trial.endpoint.host).toBe('a.test');
    expect(take(model).endpoint.host).toBe('b.test');
    // One at a time.
    expect(router.take(model.id)).toBeUndefined();
    trial.answered(200);
    expect(take(model).endpoint.host).toBe('a.test');
    expect(logger.lines).toContain(
      'info The model server a.test of model "m" is back',
    );
  });

  it('tries an endpoint again where a trial was broken off', () => {
    const model = routed(modelOf('m', [A]));
    open(model, 'a.test');
    now = 1_000;
    const trial = take(model);
    expect(router.take(model.id)).toBeUndefined();
    expect(router.retryMs(model.id)).toBe(10_000);
    trial.end();
    expect(take(model).endpoint.host).toBe('a.test');
  });

  it('has a call try an endpoint where nobody checks it', async () => {
    await router.close();
    router = routerWith(false);
    const model = routed(modelOf('m', [A, B]));
    open(model, 'a.test');
    expect(count([take(model), take(model)])).toEqual({ 'b.test': 2 });
    now = 1_000;
    expect(count([take(model), take(model)])).toEqual({
      'a.test': 1,
      'b.test': 1,
    });
  });

  it.each([
    [502, false],
    [503, false],
    [504, false],
    // It has failed at this request: any server may.
    [500, true],
    // Busy is not ill.
    [429, true],
    [404, true],
    [200, true],
  ])('of an endpoint that answers %s knows: healthy %s', (status, healthy) => {
    const model = routed(modelOf('m', [A]));
    for (let i = 0; i < 3; i++) {
      const use = take(model);
      use.answered(status);
      use.end();
    }
    expect(router.report()).toMatchObject([
      { healthy, requests: 3, failures: status >= 500 ? 3 : 0 },
    ]);
  });

  it('blames an endpoint for an error where another one could answer', () => {
    const model = routed(modelOf('m', [A, B]));
    for (let i = 0; i < 3; i++) {
      const failing = takeAt(model, 'a.test');
      failing.answered(500);
      failing.end();
      failing.otherAnswered();
      failing.otherAnswered();
      expect(router.report()[0].healthy).toBe(i < 2);
    }
  });

  it('does not blame a server that breaks off an answer it had begun', () => {
    const model = routed(modelOf('m', [A]));
    for (let i = 0; i < 5; i++) {
      const use = take(model);
      use.answered(200);
      use.broke('broken', new Error('other side closed'), true);
      use.end();
    }
    expect(router.report()).toMatchObject([{ healthy: true, failures: 5 }]);
  });

  it('keeps what it knows of an endpoint through changes of its model', () => {
    const model = routed(weighed({ [A]: 1, [B]: 1 }));
    open(model, 'a.test');
    const running = take(model);
    const changed = weighed({ [B]: 2, [A]: 1, [C]: 1 });
    router.update([changed]);
    expect(router.report()).toMatchObject([
      { endpoint: 'b.test', healthy: true, running: 1 },
      { endpoint: 'a.test', healthy: false },
      { endpoint: 'c.test:8000', healthy: true, running: 0 },
    ]);
    running.end();
    expect(runningAt('b.test')).toBe(0);
  });

  it('goes by the policy as it is, for a call that began before', () => {
    const model = routed(modelOf('m', [A, B]));
    const first = takeAt(model, 'a.test');
    routed(modelOf('m', [A, C]));
    expect(take(model, first).endpoint.host).toBe('c.test:8000');
    router.update([]);
    expect(router.take(model.id, [first.endpoint])).toBeUndefined();
    first.end();
    expect(router.report()).toEqual([]);
  });

  it('forgets endpoints that leave, and models that are not ready', () => {
    const model = routed(weighed({ [A]: 1, [B]: 1 }));
    const other = modelOf('other', [A]);
    router.update([model, other]);
    open(model, 'a.test');
    router.update([weighed({ [B]: 1 })]);
    expect(router.report()).toMatchObject([{ endpoint: 'b.test' }]);
    // Nothing is held against it when it is back.
    router.update([model]);
    expect(router.report()).toMatchObject([
      { healthy: true },
      { healthy: true },
    ]);
    router.update([{ ...model, state: 'starting' }]);
    expect(router.report()).toEqual([]);
  });

  it('knows a server for each of its models by itself', () => {
    const [m, n] = [modelOf('m', [A]), modelOf('n', [A])];
    router.update([m, n]);
    open(m, 'a.test');
    expect(router.take(m.id)).toBeUndefined();
    expect(take(n).endpoint.host).toBe('a.test');
  });

  it('leaves out an endpoint without an address', () => {
    router.update([modelOf('m', ['nowhere', A])]);
    expect(router.report()).toMatchObject([{ endpoint: 'a.test' }]);
    expect(logger.lines).toEqual([
      'warn An endpoint of model "m" is left out: its url in maas.models is no address',
    ]);
  });
});
