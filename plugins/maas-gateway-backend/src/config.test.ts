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
      journal: { sync: 'write', maxBytes: 2 ** 30, onFull: 'refuse' },
      maxConnections: 20_000,
      requestTimeouts: { headMs: 15_000, wholeMs: 120_000 },
      cors: { origins: [], maxAgeSeconds: 600 },
      accessLog: { enabled: false, level: 'info' },
      revocation: { runningStreams: 'finish' },
      trustedProxies: [],
      replicas: 1,
      sharing: { mode: 'alone' },
      policy: { maxStaleMs: 900_000 },
      maxBodyBytes: 10_485_760,
      maxUploadBytes: 26_214_400,
      upstream: {
        connectTimeoutMs: 5_000,
        firstByteTimeoutMs: 600_000,
        idleTimeoutMs: 120_000,
        healthCheck: { enabled: true, intervalMs: 15_000 },
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
      journal: {
        sync: 'fsync',
        maxSize: '20mb',
        onFull: 'drop-oldest-after-alarm',
      },
      policy: { maxStale: { hours: 1 } },
      cors: {
        origins: ['https://chat.example.com', 'http://localhost:3000'],
        maxAge: '1h',
      },
      accessLog: { enabled: 'true', level: 'debug' },
      revocation: { runningStreams: 'stop' },
      trustedProxies: ['10.0.0.0/8', '192.168.1.7', 'fd00::/8'],
      requests: {
        maxBodySize: '1.5 MB',
        maxUploadSize: '100mb',
        maxConnections: 100,
        headTimeout: '5s',
        timeout: { minutes: 10 },
      },
      upstream: {
        connectTimeout: '250ms',
        firstByteTimeout: 'PT10M',
        idleTimeout: { minutes: 1, seconds: 30 },
        totalTimeout: '1h',
        healthCheck: { enabled: false, interval: '5s' },
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
      journal: {
        sync: 'fsync',
        maxBytes: 20_971_520,
        onFull: 'drop-oldest-after-alarm',
      },
      maxConnections: 100,
      requestTimeouts: { headMs: 5_000, wholeMs: 600_000 },
      cors: {
        origins: ['https://chat.example.com', 'http://localhost:3000'],
        maxAgeSeconds: 3_600,
      },
      accessLog: { enabled: true, level: 'debug' },
      revocation: { runningStreams: 'stop' },
      trustedProxies: ['10.0.0.0/8', '192.168.1.7', 'fd00::/8'],
      replicas: 1,
      sharing: { mode: 'alone' },
      policy: { maxStaleMs: 3_600_000 },
      maxBodyBytes: 1_572_864,
      maxUploadBytes: 104_857_600,
      upstream: {
        connectTimeoutMs: 250,
        firstByteTimeoutMs: 600_000,
        idleTimeoutMs: 90_000,
        totalTimeoutMs: 3_600_000,
        healthCheck: { enabled: false, intervalMs: 5_000 },
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
    ['journal.sync', { journal: { sync: 'always' } }],
    ['journal.maxSize', { journal: { maxSize: '15mb' } }],
    ['journal.maxSize', { journal: { maxSize: 'all' } }],
    ['journal.onFull', { journal: { onFull: 'drop' } }],
    ['requests.maxConnections', { requests: { maxConnections: 0 } }],
    ['requests.headTimeout', { requests: { headTimeout: '3m' } }],
    ['requests.timeout', { requests: { timeout: 'long' } }],
    ['requests.maxConnections', { requests: { maxConnections: 1.5 } }],
    ['cors.origins', { cors: { origins: 'https://a.example.com' } }],
    ['cors.origins', { cors: { origins: ['a.example.com'] } }],
    ['cors.origins', { cors: { origins: ['https://a.example.com/'] } }],
    ['cors.origins', { cors: { origins: ['https://*.example.com'] } }],
    ['cors.origins', { cors: { origins: ['null'] } }],
    ['cors.origins', { cors: { origins: ['*', 'https://a.example.com'] } }],
    ['cors.maxAge', { cors: { maxAge: 10 } }],
    ['accessLog.enabled', { accessLog: { enabled: 'often' } }],
    ['accessLog.level', { accessLog: { level: 'warn' } }],
    ['revocation.runningStreams', { revocation: { runningStreams: 'abort' } }],
    ['trustedProxies', { trustedProxies: '10.0.0.0/8' }],
    ['trustedProxies', { trustedProxies: ['proxy.example.com'] }],
    ['trustedProxies', { trustedProxies: ['10.0.0.0/33'] }],
    ['trustedProxies', { trustedProxies: ['10.0.0.0/8/8'] }],
    ['policy.maxStale', { policy: { maxStale: '15' } }],
    ['policy.maxStale', { policy: { maxStale: '59s' } }],
    ['requests.maxBodySize', { requests: { maxBodySize: 'much' } }],
    ['requests.maxBodySize', { requests: { maxBodySize: '10tb' } }],
    ['requests.maxBodySize', { requests: { maxBodySize: 0 } }],
    ['requests.maxBodySize', { requests: { maxBodySize: -1 } }],
    ['requests.maxBodySize', { requests: { maxBodySize: 0.5 } }],
    ['requests.maxBodySize', { requests: { maxBodySize: {} } }],
    ['requests.maxUploadSize', { requests: { maxUploadSize: 'all' } }],
    ['upstream.connectTimeout', { upstream: { connectTimeout: 5 } }],
    ['upstream.connectTimeout', { upstream: { connectTimeout: {} } }],
    ['upstream.firstByteTimeout', { upstream: { firstByteTimeout: '1 eon' } }],
    ['upstream.idleTimeout', { upstream: { idleTimeout: { days: 25 } } }],
    ['upstream.totalTimeout', { upstream: { totalTimeout: 0 } }],
    [
      'upstream.healthCheck.enabled',
      { upstream: { healthCheck: { enabled: 'maybe' } } },
    ],
    [
      'upstream.healthCheck.interval',
      { upstream: { healthCheck: { interval: '999ms' } } },
    ],
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

describe('maasGateway.sharing', () => {
  const url = 'redis://valkey:6379';
  const password = 'secret-password';

  it('divides limits among replicas', () => {
    const config = gateway({ replicas: '3', sharing: { mode: 'divide' } });
    expect(readGatewayConfig(config)).toMatchObject({
      replicas: 3,
      sharing: { mode: 'divide' },
    });
  });

  it('reads the server that is shared', () => {
    const valkey = { url, password };
    const config = gateway({ sharing: { mode: 'valkey', valkey } });
    expect(readGatewayConfig(config).sharing).toEqual({
      mode: 'valkey',
      valkey: {
        url,
        username: undefined,
        password,
        commandTimeoutMs: 250,
        whenLost: 'local',
      },
    });
    const all = {
      url: 'rediss://valkey.example.com/1',
      username: 'gateway',
      password,
      commandTimeout: '1s',
      whenLost: 'deny',
    };
    expect(
      readGatewayConfig(
        gateway({ replicas: 2, sharing: { mode: 'valkey', valkey: all } }),
      ).sharing,
    ).toMatchObject({ valkey: { commandTimeoutMs: 1000, whenLost: 'deny' } });
  });

  const valkeyWith = (valkey: unknown) => ({
    sharing: { mode: 'valkey', valkey },
  });
  it.each<[string, object]>([
    ['replicas', { replicas: 0 }],
    ['replicas', { replicas: 1.5 }],
    ['replicas', { replicas: 'many' }],
    ['sharing.mode', { replicas: 2 }],
    ['sharing.mode', { replicas: 2, sharing: { mode: 'alone' } }],
    ['sharing.mode', { sharing: { mode: 'redis' } }],
    ['sharing', { sharing: 'valkey' }],
    ['sharing', { sharing: { mode: 'divide', among: 2 } }],
    ['sharing.valkey.url', { sharing: { mode: 'valkey' } }],
    ['sharing.valkey.url', valkeyWith({ password })],
    ['sharing.valkey.url', valkeyWith({ url: 'valkey:6379', password })],
    ['sharing.valkey.url', valkeyWith({ url: 'http://valkey', password })],
    ['sharing.valkey.url', valkeyWith({ url: `redis://:${password}@valkey` })],
    ['sharing.valkey.username', valkeyWith({ url, username: '', password })],
    ['sharing.valkey.password', valkeyWith({ url, password: '' })],
    ['sharing.valkey.password', valkeyWith({ url, password: 7 })],
    [
      'sharing.valkey.commandTimeout',
      valkeyWith({ url, password, commandTimeout: 250 }),
    ],
    [
      'sharing.valkey.commandTimeout',
      valkeyWith({ url, password, commandTimeout: '0s' }),
    ],
    ['sharing.valkey.whenLost', valkeyWith({ url, password, whenLost: 'x' })],
    ['sharing.valkey', valkeyWith({ url, password, tls: true })],
  ])('names maasGateway.%s in refusing %j', (key, data) => {
    const read = () => readGatewayConfig(gateway(data));
    expect(read).toThrow(`maasGateway.${key}`);
    expect(read).not.toThrow(password);
  });

  it('says what more than one gateway needs', () => {
    expect(() => readGatewayConfig(gateway({ replicas: 2 }))).toThrow(
      /valkey.*sharing\.valkey\.url.*divide/,
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
