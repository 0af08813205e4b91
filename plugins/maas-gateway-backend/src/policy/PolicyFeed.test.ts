import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { hashApiKey } from '@openmaas/backstage-plugin-maas-node';
import {
  idOf,
  KEY,
  policyKeyOf,
  testPolicy,
} from '../__testUtils__/testPolicy';
import { HttpControlPlane } from './__testUtils__/HttpControlPlane';
import { Policy } from './Policy';
import { PolicyFeed, type PolicyFeedOptions } from './PolicyFeed';
import { PolicyFile } from './PolicyFile';

const base = testPolicy('http://model.test/v1');
const REVOKED_AT = '2026-11-21T10:00:00.000Z';
const revoked = policyKeyOf(1, { revokedAt: REVOKED_AT, revision: 2 });

jest.setTimeout(60_000);

function respond(body: string, status = 200) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body);
  };
}

const refuse = respond('{}', 500);

describe('PolicyFeed', () => {
  let dataDir: string;
  let controlPlane: HttpControlPlane;
  const feeds: PolicyFeed[] = [];

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'maas-feed-'));
    controlPlane = await HttpControlPlane.start(base);
  });

  afterEach(async () => {
    await Promise.all(feeds.splice(0).map(feed => feed.stop()));
    await controlPlane.stop();
    await rm(dataDir, { recursive: true });
  });

  function create(options: Partial<PolicyFeedOptions> = {}) {
    const logger = mockServices.logger.mock();
    const policy = new Policy();
    const pauses: number[] = [];
    let changed: () => void = () => {};
    const feed = new PolicyFeed({
      controlPlane: controlPlane.client,
      policy,
      file: new PolicyFile({ dataDir, logger }),
      maxStaleMs: 900_000,
      logger,
      onChange: () => changed(),
      pause: async ms => {
        pauses.push(ms);
      },
      ...options,
    });
    feeds.push(feed);
    return {
      feed,
      policy,
      logger,
      pauses,
      nextChange: () =>
        new Promise<void>(resolve => {
          changed = resolve;
        }),
      revokedAt: () => policy.keyByHash(hashApiKey(KEY))?.key.revokedAt,
    };
  }

  it('takes the policy, and every change the moment it is answered', async () => {
    const { feed, nextChange, revokedAt, policy, pauses } = create();
    expect(feed.usable(Date.now())).toBe(false);
    await feed.start();
    await feed.ready;
    expect(feed.usable(Date.now())).toBe(true);
    expect(revokedAt()).toBeUndefined();
    await controlPlane.idle();

    const change = nextChange();
    controlPlane.change({ keys: [revoked], models: [], grants: [] });
    await change;
    expect(revokedAt()).toBe(REVOKED_AT);
    expect(policy.modelByName('small')).toBeDefined();

    await controlPlane.until(() => controlPlane.asked.length === 3);
    expect(controlPlane.asked).toEqual([
      { waitSeconds: '0' },
      { epoch: base.epoch, since: '1', waitSeconds: '25' },
      { epoch: base.epoch, since: '2', waitSeconds: '25' },
    ]);
    expect(pauses).toEqual([]);
  });

  it('goes on with the kept policy while the control plane is down', async () => {
    const first = create();
    await first.feed.start();
    await controlPlane.idle();
    const change = first.nextChange();
    controlPlane.change({ keys: [revoked] });
    await change;
    await first.feed.stop();
    controlPlane.faults.push(...Array(1000).fill(refuse));

    const second = create({ pause: whenAborted });
    await second.feed.start();
    await second.feed.ready;
    expect(second.revokedAt()).toBe(REVOKED_AT);
    expect(second.policy.position()?.revision).toBe(2);
    expect(second.feed.usable(Date.now())).toBe(true);
    // How old it is has to be known at once: there is no waiting.
    await controlPlane.until(() =>
      controlPlane.asked.some(
        ({ since, waitSeconds }) => since === '2' && waitSeconds === '0',
      ),
    );
  });

  it('does not use a kept policy that is too old, until it is confirmed', async () => {
    const first = create();
    await first.feed.start();
    await first.feed.ready;
    await first.feed.stop();

    const now = Date.now() + 900_001;
    let hasFailed: () => void = () => {};
    const failure = new Promise<void>(resolve => {
      hasFailed = resolve;
    });
    const { feed, logger } = create({
      now: () => now,
      pause: (ms, signal) => {
        hasFailed();
        return whenAborted(ms, signal);
      },
    });
    controlPlane.faults.push(refuse);
    await feed.start();
    await failure;
    expect(feed.usable(now)).toBe(false);
    expect(() => feed.assertUsable(now)).toThrow(
      /has not heard of the control plane since 20\d\d-/,
    );
    await feed.stop();
    expect(logger.warn).toHaveBeenCalledTimes(1);

    const third = create({ now: () => now });
    await third.feed.start();
    await third.feed.ready;
    expect(third.feed.usable(now)).toBe(true);
  });

  it('is usable for as long as it may be stale, and not before the clock', async () => {
    const at = Date.parse('2026-11-21T10:00:00.000Z');
    const { feed } = create({ now: () => at });
    expect(() => feed.assertUsable(at)).toThrow(
      expect.objectContaining({
        status: 503,
        code: 'gateway_not_ready',
        headers: { 'retry-after': '1' },
        message: expect.stringContaining('not heard of the control plane yet'),
      }),
    );
    await feed.start();
    await feed.ready;
    expect(feed.heardAt()).toBe(at);
    expect(feed.usable(at + 900_000)).toBe(true);
    expect(feed.usable(at + 900_001)).toBe(false);
    // A clock that was set right by a moment, and one that was wrong by hours.
    expect(feed.usable(at - 1000)).toBe(true);
    expect(feed.usable(at - 3_600_000)).toBe(false);
  });

  it('asks again, ever more slowly, while there is no right answer', async () => {
    const { feed, logger, pauses } = create();
    const faults = [
      refuse,
      respond('<html>Bad gateway</html>'),
      respond('{"error":"no"}'),
      respond(JSON.stringify({ ...base, full: false, epoch: idOf(7) })),
      (response: { destroy(): void }) => response.destroy(),
      ...Array(5).fill(refuse),
    ];
    controlPlane.faults.push(...faults);
    await feed.start();
    await feed.ready;
    await controlPlane.idle();
    expect(pauses).toHaveLength(faults.length);
    pauses.forEach((ms, i) => {
      const most = Math.min(10_000, 400 * 2 ** i);
      expect(ms).toBeGreaterThanOrEqual(most / 2);
      expect(ms).toBeLessThanOrEqual(most);
    });
    expect(
      controlPlane.asked.slice(0, -1).map(query => query.waitSeconds),
    ).toEqual(Array(faults.length + 1).fill('0'));
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.info).toHaveBeenCalledTimes(1);

    const asked = controlPlane.asked.length;
    controlPlane.faults.push(refuse);
    controlPlane.dropWaiting();
    await controlPlane.until(() => controlPlane.asked.length === asked + 3);
    const again = controlPlane.asked.slice(asked);
    expect(again.map(query => query.waitSeconds)).toEqual(['0', '0', '25']);
    expect(pauses[faults.length]).toBeLessThanOrEqual(400);
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });

  it('keeps on disk when the policy was last confirmed', async () => {
    controlPlane.impatient = true;
    const times = [1_000_000, 2_000_000];
    const { feed } = create({ now: () => times[0], pause: whenAborted });
    await feed.start();
    await feed.ready;
    times.shift();
    await controlPlane.until(() => controlPlane.asked.length === 2);
    await until(() => feed.heardAt() === 2_000_000);
    await feed.stop();
    const logger = mockServices.logger.mock();
    const saved = await new PolicyFile({ dataDir, logger }).load();
    expect(saved?.confirmedAt).toBe(2_000_000);
  });

  it('starts anew with the policy of another database', async () => {
    const { feed, nextChange, policy } = create();
    await feed.start();
    await controlPlane.idle();
    const change = nextChange();
    controlPlane.faults.push(refuse);
    controlPlane.policy = { ...base, epoch: idOf(7), models: [] };
    controlPlane.dropWaiting();
    await change;
    expect(policy.position()).toEqual({ epoch: idOf(7), revision: 1 });
    expect(policy.models()).toEqual([]);
  });

  it('takes a breath where the control plane does not wait', async () => {
    controlPlane.impatient = true;
    const { feed, pauses } = create();
    await feed.start();
    await controlPlane.until(() => controlPlane.asked.length > 5);
    expect(pauses.length).toBeGreaterThanOrEqual(3);
    expect(new Set(pauses)).toEqual(new Set([200]));
  });

  it('hangs up when it stops, whatever it does just then', async () => {
    const waiting = create();
    await waiting.feed.start();
    await controlPlane.idle();
    await waiting.feed.stop();
    await waiting.feed.stop();
    await controlPlane.until(() => controlPlane.gone === 1);
    expect(waiting.logger.warn).not.toHaveBeenCalled();

    controlPlane.faults.push(refuse);
    const pausing = create({ pause: undefined });
    await pausing.feed.start();
    await controlPlane.until(() => controlPlane.faults.length === 0);
    await pausing.feed.stop();

    const never = create();
    await never.feed.stop();
    await never.feed.start();
    expect(controlPlane.asked).toHaveLength(3);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise(setImmediate);
  }
}

async function whenAborted(_ms: number, signal: AbortSignal): Promise<void> {
  if (!signal.aborted) {
    await new Promise(resolve => signal.addEventListener('abort', resolve));
  }
}
