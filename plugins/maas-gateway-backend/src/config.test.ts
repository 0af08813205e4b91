import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { ConfigReader } from '@backstage/config';
import {
  readGatewayConfig,
  readGatewayEnabled,
  readRemoteControlPlane,
} from './config';

const gateway = (data: object) =>
  new ConfigReader({ maasGateway: { ...data } });

describe('readGatewayConfig', () => {
  it('has defaults', () => {
    expect(readGatewayConfig(new ConfigReader({}))).toEqual({
      id: hostname(),
      client: { host: '127.0.0.1', port: 7080 },
      admin: { host: '127.0.0.1', port: 7081 },
      dataDir: resolve('data/gateway'),
      journal: { sync: 'write' },
      policy: { maxStaleMs: 900_000 },
      maxBodyBytes: 10_485_760,
      upstream: {
        connectTimeoutMs: 5_000,
        firstByteTimeoutMs: 600_000,
        idleTimeoutMs: 120_000,
      },
      credentials: {},
      drainTimeoutMs: 30_000,
    });
  });

  it('reads what is configured', () => {
    const config = gateway({
      id: 'gateway-0.campus',
      // As the environment gives it.
      listen: { host: '0.0.0.0', port: '8080' },
      admin: { port: 0 },
      dataDir: '/var/lib/maas-gateway',
      journal: { sync: 'fsync' },
      policy: { maxStale: { hours: 1 } },
      requests: { maxBodySize: '1.5 MB' },
      upstream: {
        connectTimeout: '250ms',
        firstByteTimeout: 'PT10M',
        idleTimeout: { minutes: 1, seconds: 30 },
      },
      credentials: {
        openai: { token: 'secret-1' },
        '2nd-lab': {
          tokenFile: '/run/secrets/lab',
          header: 'Api-Key',
          scheme: '',
        },
      },
      drainTimeout: '0s',
    });
    expect(readGatewayConfig(config)).toEqual({
      id: 'gateway-0.campus',
      client: { host: '0.0.0.0', port: 8080 },
      admin: { host: '127.0.0.1', port: 0 },
      dataDir: '/var/lib/maas-gateway',
      journal: { sync: 'fsync' },
      policy: { maxStaleMs: 3_600_000 },
      maxBodyBytes: 1_572_864,
      upstream: {
        connectTimeoutMs: 250,
        firstByteTimeoutMs: 600_000,
        idleTimeoutMs: 90_000,
      },
      credentials: {
        openai: {
          token: 'secret-1',
          header: 'authorization',
          scheme: 'Bearer',
        },
        '2nd-lab': {
          tokenFile: '/run/secrets/lab',
          header: 'api-key',
          scheme: '',
        },
      },
      drainTimeoutMs: 0,
    });
  });

  it.each([
    ['4096', 4096],
    [4096, 4096],
    ['64kb', 65_536],
    ['1gb', 1_073_741_824],
  ])('reads the size %p', (maxBodySize, bytes) => {
    const config = gateway({ requests: { maxBodySize } });
    expect(readGatewayConfig(config).maxBodyBytes).toBe(bytes);
  });

  it.each([
    ['id', { id: 'my gateway' }],
    ['id', { id: '-gateway' }],
    ['id', { id: 'g'.repeat(101) }],
    ['listen.host', { listen: { host: 7 } }],
    ['listen.port', { listen: { port: 65_536 } }],
    ['listen.port', { listen: { port: 80.5 } }],
    ['listen.port', { listen: { port: 'http' } }],
    ['admin.host', { admin: { host: '' } }],
    ['admin.port', { admin: { port: -1 } }],
    ['admin.port', { listen: { port: 7081 } }],
    ['dataDir', { dataDir: '' }],
    ['dataDir', { dataDir: 1 }],
    ['journal.sync', { journal: { sync: 'none' } }],
    ['policy.maxStale', { policy: { maxStale: '15' } }],
    ['policy.maxStale', { policy: { maxStale: '59s' } }],
    ['requests.maxBodySize', { requests: { maxBodySize: 'much' } }],
    ['requests.maxBodySize', { requests: { maxBodySize: '10tb' } }],
    ['requests.maxBodySize', { requests: { maxBodySize: 0 } }],
    ['requests.maxBodySize', { requests: { maxBodySize: -1 } }],
    ['requests.maxBodySize', { requests: { maxBodySize: 0.5 } }],
    ['requests.maxBodySize', { requests: { maxBodySize: {} } }],
    ['upstream.connectTimeout', { upstream: { connectTimeout: 5 } }],
    ['upstream.connectTimeout', { upstream: { connectTimeout: {} } }],
    ['upstream.firstByteTimeout', { upstream: { firstByteTimeout: '1 eon' } }],
    ['upstream.idleTimeout', { upstream: { idleTimeout: { days: 25 } } }],
    ['upstream.idleTimeout', { upstream: { idleTimeout: { seconds: -1 } } }],
    ['upstream.idleTimeout', { upstream: { idleTimeout: { weekz: 1 } } }],
    ['drainTimeout', { drainTimeout: { seconds: -1 } }],
    ['drainTimeout', { drainTimeout: { milliseconds: 0.5 } }],
  ])('names maasGateway.%s in refusing %j', (key, data) => {
    expect(() => readGatewayConfig(gateway(data))).toThrow(
      `maasGateway.${key}`,
    );
  });
});

describe('maasGateway.credentials', () => {
  const token = 'secret-token';

  it.each<[string, unknown]>([
    ['credentials', []],
    ['credentials', token],
    ['credentials.OpenAI', { OpenAI: { token } }],
    ['credentials.-a', { '-a': { token } }],
    [`credentials.${'a'.repeat(64)}`, { ['a'.repeat(64)]: { token } }],
    ['credentials.a', { a: token }],
    ['credentials.a', { a: {} }],
    ['credentials.a', { a: { token, tokenFile: '/run/token' } }],
    ['credentials.a', { a: { token, tokenfile: '/run/token' } }],
    ['credentials.a.token', { a: { token: '' } }],
    ['credentials.a.token', { a: { token: `${token} and more` } }],
    ['credentials.a.token', { a: { token: `${token}\n` } }],
    ['credentials.a.token', { a: { token: 7 } }],
    ['credentials.a.tokenFile', { a: { tokenFile: '' } }],
    ['credentials.a.tokenFile', { a: { tokenFile: true } }],
    ['credentials.a.header', { a: { token, header: '' } }],
    ['credentials.a.header', { a: { token, header: 'a b' } }],
    ['credentials.a.header', { a: { token, header: 'Host' } }],
    ['credentials.a.header', { a: { token, header: 'Content-Length' } }],
    ['credentials.a.scheme', { a: { token, scheme: 'Bearer ' } }],
    ['credentials.a.scheme', { a: { token, scheme: 1 } }],
    ['credentials.b', { a: { token }, b: { token, name: 'b' } }],
  ])('names maasGateway.%s in refusing %j', (key, credentials) => {
    const read = () => readGatewayConfig(gateway({ credentials }));
    expect(read).toThrow(`Configuration maasGateway.${key}: `);
    expect(read).not.toThrow(token);
  });

  it('finds a file from where the backend runs', () => {
    const credentials = { a: { tokenFile: 'token' } };
    expect(readGatewayConfig(gateway({ credentials }))).toMatchObject({
      credentials: { a: { tokenFile: resolve('token') } },
    });
  });
});

describe('readGatewayEnabled', () => {
  it.each([
    [{}, true],
    [{ enabled: true }, true],
    [{ enabled: false }, false],
    [{ enabled: 'false' }, false],
  ])('reads %j as %p', (data, enabled) => {
    expect(readGatewayEnabled(gateway(data))).toBe(enabled);
  });

  it('refuses what is neither', () => {
    expect(() => readGatewayEnabled(gateway({ enabled: 'maybe' }))).toThrow(
      'maasGateway.enabled',
    );
  });
});

describe('readRemoteControlPlane', () => {
  const token = 'a-token-for-tests';

  it('is the one of the same backend unless configured', () => {
    expect(readRemoteControlPlane(gateway({}))).toBeUndefined();
  });

  it('reads address and token', () => {
    const controlPlane = {
      baseUrl: 'https://portal.example.com/api/maas/',
      token,
    };
    expect(readRemoteControlPlane(gateway({ controlPlane }))).toEqual({
      baseUrl: 'https://portal.example.com/api/maas',
      token,
    });
  });

  it.each([
    ['baseUrl', { token }],
    ['baseUrl', { baseUrl: 'portal.example.com/api/maas', token }],
    ['baseUrl', { baseUrl: 'ftp://portal/api/maas', token }],
    ['baseUrl', { baseUrl: 'https://portal.example.com/', token }],
    ['token', { baseUrl: 'https://portal/api/maas' }],
    ['token', { baseUrl: 'https://portal/api/maas', token: '' }],
  ])('names %s in refusing %j', (key, controlPlane) => {
    const read = () => readRemoteControlPlane(gateway({ controlPlane }));
    expect(read).toThrow(`maasGateway.controlPlane.${key}`);
    expect(read).not.toThrow(token);
  });
});
