import { type ChildProcess, spawn } from 'node:child_process';
import { killAndWait } from '../../__testUtils__/processes';

/** The store in which the gateways share their limits; it keeps nothing on disk. */
export class Valkey {
  private child: ChildProcess | undefined;

  /** @param port - free */
  constructor(private readonly port: number) {}

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, empty. */
  async start(): Promise<void> {
    const child = spawn(
      'redis-server',
      ['--bind', '127.0.0.1', '--port', `${this.port}`, '--save', ''],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('error', error =>
        reject(
          new Error(
            `This test needs redis-server (apt install redis-server): ${error.message}`,
          ),
        ),
      );
      child.once('exit', code =>
        reject(new Error(`redis-server ended with ${code}`)),
      );
      child.stdout.on('data', (chunk: Buffer) => {
        if (chunk.includes('Ready to accept connections')) {
          resolve();
        }
      });
    });
  }

  /** It answers no more, but keeps its connections and takes new ones. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  /** Kills it. */
  async stop(): Promise<void> {
    await killAndWait(this.child);
  }
}
