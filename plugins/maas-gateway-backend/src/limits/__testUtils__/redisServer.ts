import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';

/** A real server of the shared counters, that tests may kill and start again. */
export class TestRedis {
  private child: ChildProcess | undefined;

  private constructor(private readonly port: number) {}

  /** Starts one on a free port, without anything on disk. */
  static async start(): Promise<TestRedis> {
    const redis = new TestRedis(await freePort());
    await redis.startAgain();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** A free port on which nothing answers yet. */
  static async notStarted(): Promise<TestRedis> {
    return new TestRedis(await freePort());
  }

  /** @throws Error where redis-server is not installed */
  async startAgain(more: string[] = []): Promise<void> {
    const child = spawn(
      'redis-server',
      [
        ...['--port', String(this.port), '--bind', '127.0.0.1'],
        ...['--save', '', '--appendonly', 'no', ...more],
      ],
      { stdio: 'ignore' },
    );
    const failed = once(child, 'error').then(([error]) => {
      throw new Error(
        'These tests need redis-server (or Valkey under that name) on the PATH: apt-get install redis-server',
        { cause: error },
      );
    });
    const exited = once(child, 'exit').then(([code]) => {
      throw new Error(`redis-server ended with ${code} before it answered`);
    });
    failed.catch(() => {});
    exited.catch(() => {});
    await Promise.race([this.answers(), failed, exited]);
    this.child = child;
  }

  /** Kills it as `kill -9` does: all that it knew is lost. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child) {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
  }

  /** It answers no more, but keeps its connections and takes new ones. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  private async answers(): Promise<void> {
    for (;;) {
      const socket = createConnection({ port: this.port, host: '127.0.0.1' });
      try {
        await once(socket, 'connect');
        socket.write('PING\r\n');
        await once(socket, 'data');
        return;
      } catch {
        await new Promise(setImmediate);
      } finally {
        socket.destroy();
      }
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
