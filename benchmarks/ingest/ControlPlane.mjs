import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { freePorts } from '../../scripts/lib/ports.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { ROOT } from '../../scripts/lib/setup.mjs';

/** Loads TypeScript as `yarn start` does: once, at the start. */
const TRANSFORM = join(
  ROOT,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);
const PATH = '/api/maas/gateway/usage';

/** The control plane in a process of its own, and a way to hand usage in. */
export class ControlPlane {
  #agent = new Agent({ keepAlive: true });

  /**
   * @param {import('node:child_process').ChildProcess} child
   * @param {number} port
   * @param {string} token
   */
  constructor(child, port, token) {
    this.child = child;
    this.port = port;
    this.token = token;
  }

  /**
   * @param {string} connection of an empty database
   * @returns {Promise<ControlPlane>}
   * @throws {Problem} where it does not start
   */
  static async start(connection) {
    const [port] = await freePorts(1);
    const token = randomBytes(16).toString('hex');
    const child = fork(
      join(ROOT, 'benchmarks/ingest/backend.cjs'),
      [JSON.stringify({ port, token, connection })],
      {
        cwd: join(ROOT, 'packages/backend'),
        execArgv: ['--require', TRANSFORM],
        env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error' },
      },
    );
    await new Promise((resolve, reject) => {
      child.on('message', message => message === 'ready' && resolve(undefined));
      child.once('exit', () =>
        reject(new Problem('The control plane did not start.')),
      );
    });
    return new ControlPlane(child, port, token);
  }

  /**
   * @param {string} body
   * @returns {Promise<{written: number, known: number}>}
   * @throws {Problem} where it is refused
   */
  async ingest(body) {
    const { status, text } = await this.#post(body);
    if (status !== 200) {
      throw new Problem(`A batch was answered with ${status}.`, {
        details: text.slice(0, 1000),
      });
    }
    return JSON.parse(text);
  }

  /** Closes idle connections: one that the server closes just as it is used again would fail. */
  connectAnew() {
    this.#agent.destroy();
    this.#agent = new Agent({ keepAlive: true });
  }

  /** @returns {number} the id of its process */
  get pid() {
    return this.child.pid ?? 0;
  }

  async stop() {
    this.#agent.destroy();
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise(resolve => this.child.once('exit', resolve));
      this.child.kill('SIGKILL');
      await gone;
    }
  }

  /**
   * @param {string} body
   * @returns {Promise<{status: number | undefined, text: string}>}
   */
  #post(body) {
    return new Promise((resolve, reject) => {
      const call = request(
        {
          host: '127.0.0.1',
          port: this.port,
          path: PATH,
          method: 'POST',
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${this.token}`,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        async answer => {
          let text = '';
          for await (const piece of answer) {
            text += piece;
          }
          resolve({ status: answer.statusCode, text });
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  }
}
