import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { FakeUpstream } from '../__testUtils__/FakeUpstream';
import { Connections } from './Connections';
import { UpstreamCall, type UpstreamFailure } from './UpstreamCall';

/** Listens, takes two connections into its queue, and does nothing more. */
const DEAF = `
const { parentPort } = require('node:worker_threads');
const server = require('node:net').createServer();
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;

describe('Connections', () => {
  let connections: Connections;

  beforeEach(() => {
    connections = new Connections();
  });

  afterEach(async () => {
    await connections.close();
  });

  /** What comes of a request, as soon as it is known. */
  const get = (origin: string, connectMs: number) =>
    new Promise<number | UpstreamFailure>(resolve => {
      const pool = connections.use(origin, connectMs);
      const call = new UpstreamCall({
        onHead: resolve,
        onData() {},
        onEnd() {},
        onFailure: resolve,
      });
      pool.dispatch({ method: 'GET', path: '/' }, call);
    });

  it('are shared by all who call a server in the same way', () => {
    const pool = connections.use('http://a.test', 1_000);
    expect(connections.use('http://a.test', 1_000)).toBe(pool);
    expect(connections.use('http://a.test', 2_000)).not.toBe(pool);
    expect(connections.use('http://b.test', 1_000)).not.toBe(pool);
    expect(connections.size).toBe(3);
  });

  it('are forgotten once nobody uses them', () => {
    const pool = connections.use('http://a.test', 1_000);
    connections.use('http://a.test', 1_000);
    pool.retain();
    pool.release();
    pool.release();
    expect(connections.size).toBe(1);
    pool.release();
    expect(connections.size).toBe(0);
    expect(connections.use('http://a.test', 1_000)).not.toBe(pool);
  });

  it('wait no longer than told for a server that lets nobody in', async () => {
    const worker = new Worker(DEAF, { eval: true });
    const [port] = await once(worker, 'message');
    const fill = async () => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    };
    const sockets: Socket[] = [await fill(), await fill()];
    await expect(get(`http://127.0.0.1:${port}`, 100)).resolves.toBe(
      'unreachable',
    );
    sockets.forEach(socket => socket.destroy());
    await worker.terminate();
  });

  it('have one call at a time, and are used again', async () => {
    let opened = 0;
    const answers: Array<() => void> = [];
    let connection = 'keep-alive';
    const server = createServer((_, response) => {
      response.setHeader('connection', connection);
      answers.push(() => response.end('x'));
    });
    server.on('connection', () => {
      opened++;
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const pool = connections.use(`http://127.0.0.1:${port}`, 1_000);
    const call = () =>
      new Promise<void>((resolve, reject) => {
        pool.dispatch(
          { method: 'POST', path: '/', body: 'x' },
          new UpstreamCall({
            onHead() {},
            onData() {},
            onEnd: resolve,
            onFailure: (_, error) => reject(error),
          }),
        );
      });
    const arrived = async (count: number) => {
      while (answers.length < count) {
        await once(server, 'request');
      }
    };
    const round = async (calls: Array<Promise<void>>) => {
      await arrived(calls.length);
      answers.splice(0).forEach(answer => answer());
      await Promise.all(calls);
    };

    await round([call(), call()]);
    expect(opened).toBe(2);
    await round([call(), call()]);
    expect(opened).toBe(2);
    await round([call(), call(), call()]);
    expect(opened).toBe(3);

    // What the server closes is opened anew.
    connection = 'close';
    await round([call(), call(), call()]);
    await round([call()]);
    expect(opened).toBe(4);
    // Nothing is kept of what was closed.
    while (pool.size > 0) {
      await new Promise(setImmediate);
    }
    await connections.close();
    server.close();
  });

  it('keep nothing of those that never came about', async () => {
    const upstream = await FakeUpstream.start();
    const { port } = upstream;
    await upstream.stop();
    const origin = `http://127.0.0.1:${port}`;
    const calls = Array.from({ length: 5 }, () => get(origin, 1_000));
    await expect(Promise.all(calls)).resolves.toEqual(
      Array(5).fill('unreachable'),
    );
    await new Promise(setImmediate);
    expect(connections.use(origin, 1_000).size).toBe(0);
  });

  it('take no call once they are closed', async () => {
    const upstream = await FakeUpstream.start();
    const origin = `http://127.0.0.1:${upstream.port}`;
    const pool = connections.use(origin, 1_000);
    pool.release();
    const failure = new Promise<UpstreamFailure>(resolve => {
      const call = new UpstreamCall({
        onHead() {},
        onData() {},
        onEnd() {},
        onFailure: resolve,
      });
      pool.dispatch({ method: 'GET', path: '/' }, call);
    });
    await expect(failure).resolves.toBe('unreachable');
    await upstream.stop();
  });

  it('wait for a server that is there', async () => {
    const upstream = await FakeUpstream.start();
    await expect(get(`http://127.0.0.1:${upstream.port}`, 1_000)).resolves.toBe(
      200,
    );
    await connections.close();
    await upstream.stop();
  });
});
