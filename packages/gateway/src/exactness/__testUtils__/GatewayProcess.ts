import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import {
  childOf,
  killAndWait,
  killIfThere,
  startBackend,
  until,
} from '../../__testUtils__/processes';
import { MODELS } from './calls';

/** Where a gateway is and what it belongs to. */
export interface GatewayPlace {
  id: string;
  /** Of the backend around it, of its API, of its health. */
  ports: [backend: number, api: number, admin: number];
  /** For its data and its log. */
  dir: string;
  controlPlaneUrl(): string;
  /** File that is added to the configuration it is shipped with. */
  config: string;
}

/** A gateway that stands alone, as it is shipped, and that can be killed. */
export class GatewayProcess {
  /** Counts its lives. A call that began in one of them dies with it. */
  life = 1;
  /** It takes calls. */
  ready = false;
  agent = new Agent({ keepAlive: true });

  private backend: ChildProcess | undefined;

  constructor(private readonly place: GatewayPlace) {}

  get id(): string {
    return this.place.id;
  }

  get url(): string {
    return `http://127.0.0.1:${this.place.ports[1]}`;
  }

  get dataDir(): string {
    return join(this.place.dir, this.id);
  }

  /** What it has logged in all its lives. */
  get log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  /** Starts it, and is fulfilled when it takes calls. */
  async start(): Promise<void> {
    const { ports, config } = this.place;
    const [backend, api, admin] = ports.map(String);
    this.backend = startBackend({
      name: 'gateway',
      args: ['--config', 'app-config.yaml', '--config', config],
      log: this.logFile,
      env: {
        MAAS_GATEWAY_ID: this.id,
        MAAS_GATEWAY_BACKEND_PORT: backend,
        MAAS_GATEWAY_PORT: api,
        MAAS_GATEWAY_ADMIN_PORT: admin,
        MAAS_GATEWAY_DATA_DIR: this.dataDir,
        MAAS_CONTROL_PLANE_URL: this.place.controlPlaneUrl(),
        MAAS_GATEWAY_TOKEN: 'exactness-test-token-0123456789',
      },
    });
    await this.untilReady();
  }

  /** Kills the gateway's process; its backend starts it again. */
  async kill(): Promise<void> {
    const pid = childOf(this.backend?.pid);
    this.end(() => killIfThere(pid));
    await this.untilReady();
  }

  /** Kills all of it, and starts it again. */
  async killAll(): Promise<void> {
    const pid = childOf(this.backend?.pid);
    this.end(() => {
      killIfThere(this.backend?.pid);
      killIfThere(pid);
    });
    await killAndWait(this.backend);
    await this.start();
  }

  /** Lets it end as it wants to. */
  async stop(): Promise<void> {
    const { backend } = this;
    this.ready = false;
    this.agent.destroy();
    if (backend?.exitCode === null && backend.signalCode === null) {
      const gone = once(backend, 'exit');
      backend.kill('SIGTERM');
      await gone;
    }
  }

  /** Ends whatever is left of it. */
  async destroy(): Promise<void> {
    const pid = childOf(this.backend?.pid);
    this.agent.destroy();
    await killAndWait(this.backend);
    killIfThere(pid);
  }

  /** A figure of its metrics; the sum where it has several labels. */
  async metric(name: string): Promise<number> {
    const response = await this.admin('/metrics');
    const lines = (await response.text()).split('\n');
    return lines
      .filter(
        line => line.startsWith(`${name} `) || line.startsWith(`${name}{`),
      )
      .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  /** How many calls run under the plan of a key, as the limits know it. */
  async parallelCalls(key: string): Promise<number> {
    const response = await fetch(`${this.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'x-maas-dry-run': '1' },
      body: JSON.stringify({ model: MODELS[0], messages: [] }),
    });
    const { limits } = await response.json();
    const limit = limits.find(
      ({ name }: { name: string }) => name === 'parallelRequests',
    );
    return Number(limit.used);
  }

  private get logFile(): string {
    return join(this.place.dir, `${this.id}.log`);
  }

  private end(kill: () => void): void {
    this.ready = false;
    this.life++;
    kill();
    this.agent.destroy();
    this.agent = new Agent({ keepAlive: true });
  }

  private async untilReady(): Promise<void> {
    await until(async () => (await this.admin('/readyz')).ok);
    this.ready = true;
  }

  private admin(path: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.place.ports[2]}${path}`);
  }
}
