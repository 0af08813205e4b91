import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { TestLogger } from './__testUtils__/TestLogger';
import {
  LOAD_TYPESCRIPT,
  fakeConfig,
  forkFake,
} from './__testUtils__/forkFake';
import { GatewayProcess } from './GatewayProcess';

jest.setTimeout(60_000);

const TOKEN = 'token-of-the-backend';
const LISTENS = /listening on (http:\S+),/;

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function ask<T>(url: string): Promise<T> {
  return (await fetch(url)).json() as Promise<T>;
}

describe('GatewayProcess', () => {
  const cleanUp: Array<() => unknown> = [];

  afterEach(async () => {
    for (const task of cleanUp.splice(0).reverse()) {
      await task();
    }
  });

  function run(
    options: {
      config?: ReturnType<typeof fakeConfig>;
      controlPlaneUrl?: string;
      getToken?: () => Promise<string>;
    } = {},
  ) {
    const logger = new TestLogger();
    const gateway = new GatewayProcess({
      config: fakeConfig(),
      controlPlaneUrl: 'http://127.0.0.1:1/api/maas',
      getToken: async () => TOKEN,
      logger,
      fork: forkFake,
      ...options,
    });
    cleanUp.push(() => gateway.stop());
    gateway.start();
    return { gateway, logger };
  }

  it('says where the gateway listens, and logs what it logs', async () => {
    const { logger } = run();
    const [, url] = await logger.find(LISTENS);
    await ask(`${url}/log`);
    await logger.find(/^hot$/);
    expect(logger.lines.at(-1)).toEqual({
      level: 'warn',
      message: 'hot',
      meta: expect.objectContaining({
        part: 'fake',
        name: 'TypeError',
        message: 'too hot',
        stack: expect.stringContaining('fakeGateway.ts'),
      }),
    });
  });

  it('gives it tokens, one for all who ask at once, and nowhere else', async () => {
    const seen: Array<string | undefined> = [];
    const controlPlane = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(503).end();
    });
    cleanUp.push(() => controlPlane.close());
    const getToken = jest.fn(async () => TOKEN);
    const { logger } = run({
      controlPlaneUrl: `http://127.0.0.1:${await listen(
        controlPlane,
      )}/api/maas`,
      getToken,
    });
    const [, url] = await logger.find(LISTENS);
    expect(getToken).not.toHaveBeenCalled();

    await ask(`${url}/policies`);
    expect(seen).toEqual(Array(20).fill(`Bearer ${TOKEN}`));
    expect(getToken).toHaveBeenCalledTimes(1);
    await ask(`${url}/policies`);
    expect(getToken).toHaveBeenCalledTimes(2);
    expect(JSON.stringify(await ask(`${url}/argv`))).not.toContain(TOKEN);
    expect(JSON.stringify(logger.lines)).not.toContain(TOKEN);
  });

  it('tells it when there is no token, and goes on', async () => {
    const getToken = jest.fn().mockRejectedValue(new Error('no keys yet'));
    const { logger } = run({ getToken });
    const [, url] = await logger.find(LISTENS);
    expect(await ask(`${url}/policies`)).toEqual(
      Array(20).fill(expect.stringMatching(/no token.*no keys yet/)),
    );
  });

  it('starts it again when it ends', async () => {
    const { logger } = run();
    const [, url] = await logger.find(LISTENS);
    const first = await ask(`${url}/pid`);
    await expect(ask(`${url}/crash`)).rejects.toThrow();
    await logger.find(/ended: exit code 3\. It is started again in 1 s/);
    const [, next] = await logger.find(LISTENS, logger.lines.length);
    expect(await ask(`${next}/pid`)).not.toBe(first);
    expect(logger.lines.filter(({ level }) => level === 'error')).toHaveLength(
      1,
    );
  });

  it('names the key of a port that is taken, and waits for it', async () => {
    const other = createServer();
    const port = await listen(other);
    const { logger } = run({ config: fakeConfig(port) });
    await logger.find(
      new RegExp(
        `ended: 127\\.0\\.0\\.1:${port} is in use.*maasGateway\\.listen`,
      ),
    );
    other.close();
    const [, url] = await logger.find(LISTENS);
    expect(url).toBe(`http://127.0.0.1:${port}`);
  });

  it('lets it drain, whatever signals it gets', async () => {
    const { gateway, logger } = run();
    const [, url] = await logger.find(LISTENS);
    const pid = await ask<number>(`${url}/pid`);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.kill(pid, signal);
    }
    expect(await ask(`${url}/pid`)).toBe(pid);

    const call = await fetch(`${url}/running-call`);
    await gateway.stop();
    // It could still ask the control plane, which is not there.
    expect(await call.json()).toMatch(/fetch failed/);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(logger.lines.slice(-2)).toEqual([
      { level: 'info', message: 'draining', meta: {} },
      { level: 'info', message: 'The gateway stopped' },
    ]);
  });

  it('kills one that does not stop', async () => {
    const { gateway, logger } = run({ config: fakeConfig(0, 'hangs') });
    const [, url] = await logger.find(LISTENS);
    const pid = await ask<number>(`${url}/pid`);
    await gateway.stop();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await logger.find(/did not stop in time/);
  });

  it('stops before it has started, and stays stopped', async () => {
    const { gateway, logger } = run();
    await gateway.stop();
    gateway.start();
    expect(logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('goes by itself when the backend is killed, with its calls ended', async () => {
    const backend = spawn(
      process.execPath,
      [...LOAD_TYPESCRIPT, require.resolve('./__testUtils__/fakeBackend')],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    // The gateway has the same standard output, so this is the end of both.
    const allGone = once(backend, 'close');
    const [url] = await once(createInterface(backend.stdout), 'line');
    const call = await fetch(`${url}/running-call`);
    const waiting = await fetch(`${url}/policies`);
    backend.kill('SIGKILL');
    expect(await waiting.json()).toContainEqual(
      expect.stringMatching(/no token.*it has ended/),
    );
    expect(await call.json()).toMatch(/no token.*it has ended/);
    await allGone;
  });
});
