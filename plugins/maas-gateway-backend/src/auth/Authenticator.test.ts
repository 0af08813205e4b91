import { mockServices } from '@backstage/backend-test-utils';
import type {
  PolicyKey,
  PolicyUpdate,
  ResolvedKey,
} from '@openmaas/backstage-plugin-maas-common';
import { hashApiKey } from '@openmaas/backstage-plugin-maas-node';
import {
  grantOf,
  idOf,
  KEY,
  keyOf,
  policyKeyOf,
  testPolicy,
} from '../__testUtils__/testPolicy';
import { notReady } from '../policy/notReady';
import { Policy } from '../policy/Policy';
import { GatewayError } from '../server/GatewayError';
import { Authenticator } from './Authenticator';
import { KeyResolver } from './KeyResolver';

const NOW = Date.parse('2026-11-21T10:00:00.000Z');
const PAST = '2026-11-21T10:00:00.000Z';
const FUTURE = '2026-11-21T10:00:00.001Z';
const base = testPolicy('http://model.test/v1');
const NOTHING: ResolvedKey = { epoch: base.epoch, grants: [] };

function setup(change: Partial<PolicyUpdate> = {}) {
  const clock = { now: NOW };
  const policy = new Policy();
  policy.apply({ ...base, ...change });
  const resolveKey = jest.fn<
    Promise<ResolvedKey>,
    [hash: string, signal: AbortSignal]
  >(async () => NOTHING);
  const logger = mockServices.logger.mock();
  const now = () => clock.now;
  const resolver = new KeyResolver({
    controlPlane: { resolveKey },
    policy,
    logger,
    now,
  });
  const feed = { assertUsable: jest.fn() };
  const authenticator = new Authenticator({ policy, feed, resolver, now });
  const outcome = async (key: string | undefined) => {
    try {
      const found = await authenticator.authenticate(
        key ? { authorization: `Bearer ${key}` } : {},
      );
      return found.id;
    } catch (error) {
      expect(error).toBeInstanceOf(GatewayError);
      return error as GatewayError;
    }
  };
  return {
    authenticator,
    clock,
    feed,
    logger,
    outcome,
    policy,
    resolver,
    resolveKey,
  };
}

describe('Authenticator', () => {
  it('reads again what a connection sends where it is not the same', () => {
    const { authenticator, policy } = setup();
    const connection = {};
    const ask = (headers: Record<string, string>) =>
      authenticator.authenticate(headers, () => {}, connection);
    const known = policy.keyByHash(hashApiKey(KEY))?.key;
    expect(ask({ authorization: `Bearer ${KEY}` })).toBe(known);
    expect(ask({ authorization: `Bearer ${KEY}` })).toBe(known);
    expect(() => ask({ authorization: `Bearer ${KEY}x` })).toThrow(
      'No valid API key',
    );
    expect(() =>
      ask({ authorization: `Bearer ${KEY}`, 'x-api-key': `${KEY}x` }),
    ).toThrow('No valid API key');
    expect(() => ask({})).toThrow('No valid API key');
    expect(ask({ 'api-key': KEY })).toBe(known);
  });

  it('hears of it where a key is revoked that a connection goes on with', () => {
    const { authenticator, policy } = setup();
    const connection = {};
    const ask = () =>
      authenticator.authenticate({ 'x-api-key': KEY }, () => {}, connection);
    const key = policy.keyByHash(hashApiKey(KEY))?.key as PolicyKey;
    expect(ask()).toBe(key);
    policy.merge({
      epoch: base.epoch,
      grants: [],
      key: {
        ...key,
        revision: key.revision + 1,
        revokedAt: '2026-11-21T09:00:00.000Z',
      },
    });
    expect(ask).toThrow('revoked');
  });

  it('knows a key at once, without asking anybody', () => {
    const { authenticator, resolveKey, policy } = setup();
    const key = authenticator.authenticate({ 'x-api-key': KEY });
    expect(key).toBe(policy.keyByHash(hashApiKey(KEY))?.key);
    expect(resolveKey).not.toHaveBeenCalled();
  });

  it('answers no, a malformed and an unknown key all alike', async () => {
    const { outcome, resolveKey } = setup();
    const unknown = await outcome(keyOf(9));
    expect(resolveKey).toHaveBeenCalledTimes(1);
    expect(unknown).toMatchObject({ status: 401, code: 'invalid_api_key' });
    const mistyped = `${KEY.slice(0, -1)}${KEY.endsWith('0') ? '1' : '0'}`;
    for (const key of [undefined, 'sk-123', mistyped, `${KEY}0`, keyOf(9)]) {
      const refused = (await outcome(key)) as GatewayError;
      expect({ ...refused, ...refused.toBody() }).toEqual({
        ...(unknown as GatewayError),
        ...(unknown as GatewayError).toBody(),
      });
    }
    expect(resolveKey).toHaveBeenCalledTimes(1);
  });

  it('does not tell by an error at once or later what is unknown', async () => {
    const { authenticator } = setup();
    expect(() => authenticator.authenticate({})).toThrow('No valid API key');
    await expect(
      authenticator.authenticate({ 'api-key': keyOf(9) }),
    ).rejects.toThrow('No valid API key');
  });

  it.each([
    [{ revokedAt: PAST }, 'api_key_revoked'],
    [{ expiresAt: PAST }, 'api_key_expired'],
    [{ expiresAt: PAST, revokedAt: PAST }, 'api_key_revoked'],
    [{ suspendedAt: PAST }, 'api_key_suspended'],
    [{ suspendedAt: PAST, revokedAt: PAST }, 'api_key_revoked'],
    [{ suspendedAt: PAST, addresses: ['10.0.0.1'] }, 'api_key_suspended'],
  ])('tells the holder of a key with %j: %s', async (end, code) => {
    const { outcome } = setup({ keys: [policyKeyOf(1, end)] });
    expect(await outcome(KEY)).toMatchObject({ status: 401, code });
  });

  it('takes a key until the moment it expires', async () => {
    const { outcome, clock } = setup({
      keys: [policyKeyOf(1, { expiresAt: FUTURE })],
    });
    expect(await outcome(KEY)).toBe(idOf(1));
    clock.now++;
    expect(await outcome(KEY)).toMatchObject({ code: 'api_key_expired' });
  });

  it('knows both secrets of a rotated key, the old one until it ends', async () => {
    const { outcome, clock } = setup({
      keys: [
        policyKeyOf(1, {
          secrets: [
            { hash: hashApiKey(keyOf(1)), expiresAt: FUTURE },
            { hash: hashApiKey(keyOf(2)) },
          ],
        }),
      ],
    });
    expect(await outcome(keyOf(1))).toBe(idOf(1));
    clock.now++;
    expect(await outcome(keyOf(1))).toMatchObject({
      status: 401,
      code: 'api_key_expired',
      message: expect.stringContaining('was rotated'),
    });
    expect(await outcome(keyOf(2))).toBe(idOf(1));
  });

  it('does not know a secret that its key has no more', async () => {
    const { outcome, policy } = setup();
    expect(await outcome(keyOf(1))).toBe(idOf(1));
    policy.merge({
      ...NOTHING,
      key: policyKeyOf(1, {
        secrets: [{ hash: hashApiKey(keyOf(2)) }],
        revision: 2,
      }),
    });
    expect(await outcome(keyOf(1))).toMatchObject({ code: 'invalid_api_key' });
    expect(await outcome(keyOf(2))).toBe(idOf(1));
  });

  it('lets a key be used from its addresses, and tells nobody which they are', () => {
    const { authenticator } = setup({
      keys: [policyKeyOf(1, { addresses: ['10.1.0.0/16'] })],
    });
    const known = jest.fn();
    const from = (address?: string) =>
      authenticator.authenticate({ 'api-key': KEY }, known, {}, address);
    expect(from('10.1.2.3')).toMatchObject({ id: idOf(1) });
    for (const address of ['10.2.0.1', '', undefined]) {
      let refused: unknown;
      try {
        from(address);
      } catch (error) {
        refused = error;
      }
      expect(refused).toMatchObject({
        status: 403,
        code: 'api_key_address_not_allowed',
        type: 'permission_error',
        message: expect.not.stringContaining('10.1'),
      });
    }
    expect(known).toHaveBeenCalledTimes(4);
  });

  it('refuses everything while the policy cannot be used', async () => {
    const { feed, outcome } = setup();
    feed.assertUsable.mockImplementation(() => {
      throw notReady('No policy');
    });
    expect(await outcome(KEY)).toMatchObject({ code: 'gateway_not_ready' });
    expect(await outcome('sk-1')).toMatchObject({ code: 'gateway_not_ready' });
    expect(feed.assertUsable).toHaveBeenCalledWith(NOW);
  });

  describe('a key that is younger than the policy', () => {
    const young = policyKeyOf(6, { revision: 2 });

    it('is asked about once, however many calls wait for it', async () => {
      const { outcome, resolveKey, policy } = setup();
      let answer: (resolved: ResolvedKey) => void = () => {};
      resolveKey.mockReturnValue(
        new Promise(resolve => {
          answer = resolve;
        }),
      );
      const outcomes = Array.from({ length: 100 }, () => outcome(keyOf(6)));
      answer({
        ...NOTHING,
        key: young,
        grants: [grantOf(6, 'foreign', { revision: 2 })],
      });
      expect(new Set(await Promise.all(outcomes))).toEqual(new Set([idOf(6)]));
      expect(await outcome(keyOf(6))).toBe(idOf(6));
      expect(resolveKey).toHaveBeenCalledTimes(1);
      expect(resolveKey.mock.calls[0][0]).toBe(hashApiKey(keyOf(6)));
      expect(policy.grant(young.team, 'foreign')).toBeDefined();
    });

    it('counts as revoked when it was revoked while it was asked about', async () => {
      const { outcome, resolveKey, policy } = setup();
      resolveKey.mockImplementation(async () => {
        policy.apply({
          ...base,
          full: false,
          revision: 3,
          keys: [{ ...young, revision: 3, revokedAt: PAST }],
        });
        return { ...NOTHING, key: young };
      });
      expect(await outcome(keyOf(6))).toMatchObject({
        code: 'api_key_revoked',
      });
    });

    it('is asked about again after half a minute where there was none', async () => {
      const { outcome, resolveKey, clock } = setup();
      await outcome(keyOf(6));
      resolveKey.mockResolvedValue({ ...NOTHING, key: young });
      clock.now += 29_999;
      expect(await outcome(keyOf(6))).toMatchObject({
        code: 'invalid_api_key',
      });
      expect(resolveKey).toHaveBeenCalledTimes(1);
      clock.now += 1;
      expect(await outcome(keyOf(6))).toBe(idOf(6));
      expect(resolveKey).toHaveBeenCalledTimes(2);
    });

    it('cannot be decided about while the control plane is down', async () => {
      const { outcome, resolveKey, logger } = setup();
      resolveKey.mockRejectedValueOnce(new Error('connect ECONNREFUSED'));
      expect(await outcome(keyOf(6))).toMatchObject({
        status: 503,
        code: 'gateway_not_ready',
        headers: { 'retry-after': '1' },
      });
      expect(JSON.stringify(logger.debug.mock.calls)).not.toContain('maas_');
      resolveKey.mockResolvedValue({ ...NOTHING, key: young });
      expect(await outcome(keyOf(6))).toBe(idOf(6));
    });

    it('cannot be decided about by the answer of another database', async () => {
      const { outcome, resolveKey } = setup();
      resolveKey.mockResolvedValue({ epoch: idOf(7), key: young, grants: [] });
      expect(await outcome(keyOf(6))).toMatchObject({
        code: 'gateway_not_ready',
      });
      await outcome(keyOf(6));
      expect(resolveKey).toHaveBeenCalledTimes(2);
    });

    it('is not waited for when the gateway stops', async () => {
      const { outcome, resolveKey, resolver } = setup();
      resolveKey.mockImplementation(
        (_, signal) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          }),
      );
      const waiting = outcome(keyOf(6));
      resolver.stop();
      expect(await waiting).toMatchObject({ code: 'gateway_not_ready' });
    });
  });

  describe('made-up keys', () => {
    const made = (n: number) => hashApiKey(`made-up ${n}`);

    it('are asked about twenty at once at most', async () => {
      const { resolver, resolveKey } = setup();
      let answer: () => void = () => {};
      resolveKey.mockReturnValue(
        new Promise(resolve => {
          answer = () => resolve(NOTHING);
        }),
      );
      const asked = Array.from({ length: 100 }, (_, n) =>
        resolver.resolve(made(n)).then(
          () => 'answered',
          error => error.code,
        ),
      );
      answer();
      const outcomes = await Promise.all(asked);
      expect(outcomes.filter(o => o === 'answered')).toHaveLength(20);
      expect(outcomes.filter(o => o === 'gateway_not_ready')).toHaveLength(80);
      expect(resolveKey).toHaveBeenCalledTimes(20);
    });

    it('are asked about fifty times a second at most', async () => {
      const { resolver, resolveKey, clock } = setup();
      const ask = async (count: number) => {
        for (let n = 0; n < count; n++) {
          await resolver
            .resolve(made(resolveKey.mock.calls.length))
            .catch(() => {});
        }
      };
      await ask(80);
      expect(resolveKey).toHaveBeenCalledTimes(50);
      clock.now += 1000;
      await ask(80);
      expect(resolveKey).toHaveBeenCalledTimes(100);
    });

    it('are not all remembered: the oldest are forgotten', async () => {
      const { resolver, clock } = setup();
      for (let n = 0; n <= 10_000; n++) {
        clock.now += n % 50 === 0 ? 1000 : 0;
        // All within half a minute, as far as remembering goes.
        await resolver.resolve(made(n));
      }
      clock.now -= 200_000;
      expect(resolver.isUnknown(made(0))).toBe(false);
      expect(resolver.isUnknown(made(1))).toBe(true);
      expect(resolver.isUnknown(made(10_000))).toBe(true);
    });
  });
});
