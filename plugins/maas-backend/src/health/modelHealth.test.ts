import { healthOf, type ServerReport, speedOf } from './modelHealth';

const url = (host: string, path = '') => ({ url: `http://${host}${path}/v1` });

/** What gateways say, as `gateway host ok|ill`. */
function said(...reports: string[]): ServerReport[] {
  return reports.map(report => {
    const [gateway, endpoint, state] = report.split(' ');
    return { model: 'm', gateway, endpoint, healthy: state === 'ok' };
  });
}

describe('healthOf', () => {
  const [a, b, c] = ['a:1', 'b', 'c:3'].map(host => url(host));

  it.each([
    ['nothing is deployed', [], said(), 'off', 0],
    ['nothing is deployed any more', [], said('g a:1 ill'), 'off', 0],
    ['no gateway reports', [a, b], said(), 'ready', 2],
    ['gateways know others', [a], said('g old:1 ill'), 'ready', 1],
    ['all is well', [a, b], said('g a:1 ok', 'h a:1 ok'), 'ready', 2],
    [
      'no server answers any gateway',
      [a, b],
      said('g a:1 ill', 'g b ill', 'h a:1 ill', 'h b ill'),
      'unreachable',
      0,
    ],
    ['the only one is gone', [a], said('g a:1 ill'), 'unreachable', 0],
    [
      'one of several is gone',
      [a, b, c],
      said('g a:1 ok', 'g b ill', 'g c:3 ok'),
      'degraded',
      2,
    ],
    [
      'a gateway does not know one of them yet',
      [a, b],
      said('g a:1 ill'),
      'degraded',
      1,
    ],
    [
      'a gateway still knows one that is gone',
      [a],
      said('g a:1 ill', 'g a:1 ill'),
      'unreachable',
      0,
    ],
    [
      'one gateway cannot reach any',
      [a, b],
      said('g a:1 ill', 'g b ill', 'h a:1 ok', 'h b ok'),
      'degraded',
      0,
    ],
    [
      'each gateway misses another one',
      [a, b],
      said('g a:1 ill', 'g b ok', 'h a:1 ok', 'h b ill'),
      'degraded',
      0,
    ],
    [
      'one of several at the same address is gone',
      [url('a:1', '/x'), url('a:1', '/y'), url('a:1', '/z')],
      said('g a:1 ok', 'g a:1 ill', 'g a:1 ok', 'h a:1 ill', 'h a:1 ok'),
      'degraded',
      2,
    ],
  ])('knows how it is where %s', (_, endpoints, reports, state, healthy) => {
    const health = healthOf({ endpoints }, reports);
    const reason = expect.any(String);
    expect(health).toEqual({
      status: { state, ...(state !== 'ready' && { reason }) },
      servers: endpoints.length,
      healthyServers: healthy,
    });
    // Addresses are nobody's business.
    expect(JSON.stringify(health)).not.toContain('a:1');
  });

  it('believes whoever serves it, with servers or without', () => {
    const serving = {
      state: 'queued' as const,
      reason: 'No GPU is free',
      queuePosition: 2,
    };
    for (const endpoints of [[], [a]]) {
      const { status } = healthOf({ endpoints, serving }, said('g a:1 ill'));
      expect(status).toEqual(serving);
    }
  });
});

describe('speedOf', () => {
  const at = (time: string) => new Date(`2026-11-21T10:${time}:00.000Z`);

  it('weighs figures by requests and tells when the last one was measured', () => {
    expect(
      speedOf([
        {
          model: 'm',
          requests: 3,
          tokensPerSecond: 10,
          timeToFirstTokenMs: 100,
          measuredAt: at('05'),
        },
        {
          model: 'm',
          requests: 1,
          tokensPerSecond: 50.3,
          measuredAt: at('09'),
        },
        {
          model: 'm',
          requests: 0,
          timeToFirstTokenMs: 501,
          measuredAt: at('01'),
        },
      ]),
    ).toEqual({
      tokensPerSecond: 20.1,
      timeToFirstTokenMs: 200,
      measuredAt: '2026-11-21T10:09:00.000Z',
    });
  });

  it('has nothing where there is nothing, and only what there is', () => {
    expect(speedOf([])).toBeUndefined();
    expect(
      speedOf([
        {
          model: 'm',
          requests: 0,
          timeToFirstTokenMs: 0,
          measuredAt: at('00'),
        },
      ]),
    ).toEqual({
      timeToFirstTokenMs: 0,
      measuredAt: '2026-11-21T10:00:00.000Z',
    });
  });
});
