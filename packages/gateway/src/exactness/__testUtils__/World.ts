import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, until } from '../../__testUtils__/processes';
import { Books } from './Books';
import { drawCall } from './calls';
import { type CallRecord, makeCall } from './Client';
import { ControlPlane } from './ControlPlane';
import { GatewayProcess } from './GatewayProcess';
import type { Incidents } from './Incidents';
import { ModelServer } from './ModelServer';
import { KEYS, policyFor } from './policy';
import { Random } from './Random';
import { Valkey } from './Valkey';

/** Calls that are made at the same time. */
const AT_ONCE = 48;

/** Calls after which a long run says how far it is. */
const PROGRESS = 5000;

/**
 * Two gateways that share their limits, between clients and two model servers that keep
 * books, and a control plane.
 */
export class World {
  readonly books = new Books();
  readonly servers: ModelServer[];
  readonly controlPlane: ControlPlane;
  readonly valkey: Valkey;
  readonly gateways: GatewayProcess[];

  private readonly dir = mkdtempSync(join(tmpdir(), 'maas-exactness-'));

  /** Finds a place for everything; nothing runs yet. */
  static async create(seed: string): Promise<World> {
    return new World(seed, await freePorts(8));
  }

  private constructor(
    private readonly seed: string,
    [valkeyPort, deadPort, ...ports]: number[],
  ) {
    this.servers = ['one', 'the-other'].map(
      name => new ModelServer(this.books, seed, name),
    );
    this.controlPlane = new ControlPlane(seed, () =>
      this.policy(`http://127.0.0.1:${deadPort}/v1`),
    );
    this.valkey = new Valkey(valkeyPort);
    const config = join(this.dir, 'gateway.yaml');
    writeFileSync(config, JSON.stringify(this.config()));
    this.gateways = ['left', 'right'].map(
      (id, n) =>
        new GatewayProcess({
          id,
          ports: [ports[3 * n], ports[3 * n + 1], ports[3 * n + 2]],
          dir: this.dir,
          controlPlaneUrl: () => this.controlPlane.url,
          config,
        }),
    );
  }

  async start(): Promise<void> {
    await Promise.all(this.servers.map(server => server.start()));
    await this.controlPlane.start();
    await this.valkey.start();
    await Promise.all(this.gateways.map(gateway => gateway.start()));
  }

  /** Makes calls, many at once, while things go wrong. */
  async makeCalls(count: number, incidents: Incidents): Promise<CallRecord[]> {
    const records: CallRecord[] = [];
    let begun = 0;
    const work = async () => {
      while (begun < count) {
        const number = begun++;
        const plan = drawCall(this.seed, number);
        incidents.note(begun);
        if (begun % PROGRESS === 0) {
          process.stdout.write(`${begun} of ${count} calls\n`);
        }
        const gateway = await this.readyGateway(number);
        records.push(await makeCall(plan, gateway, KEYS[plan.who]));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await incidents.over();
    return records;
  }

  /** Until no gateway has a call or an event any more. */
  async settled(): Promise<void> {
    const figures = [
      'maas_gateway_running_requests',
      'maas_gateway_journal_pending_events',
    ];
    for (const gateway of this.gateways) {
      await until(async () => {
        const values = await Promise.all(
          figures.map(name => gateway.metric(name)),
        );
        return values.every(value => value === 0);
      });
    }
  }

  /**
   * Until no call holds anything of a limit. What a killed gateway held is given back when
   * it has not been heard of for a while.
   */
  async released(): Promise<void> {
    for (const gateway of this.gateways) {
      await until(async () => (await gateway.parallelCalls(KEYS.team)) === 0);
    }
  }

  /** Files that a gateway keeps of requests that are under way. */
  spooled(): string[] {
    return this.gateways.flatMap(({ dataDir }) =>
      readdirSync(join(dataDir, 'spool')),
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.gateways.map(gateway => gateway.destroy()));
    await Promise.all(
      [...this.servers, this.controlPlane, this.valkey].map(part =>
        part.stop().catch(() => undefined),
      ),
    );
    rmSync(this.dir, { recursive: true, force: true });
  }

  private async readyGateway(number: number): Promise<GatewayProcess> {
    const random = new Random(this.seed, 'gateway', number);
    return until(async () => {
      const ready = this.gateways.filter(gateway => gateway.ready);
      return ready.length > 0 && random.pick(ready);
    });
  }

  /** @param nowhere - where nobody answers */
  private policy(nowhere: string) {
    const [one, other] = this.servers.map(({ url, modelName }) => ({
      url,
      modelName,
    }));
    return policyFor({
      steady: [one],
      pair: [one, other],
      limping: [{ url: nowhere, modelName: 'nobody' }, other],
    });
  }

  private config() {
    return {
      maasGateway: {
        replicas: 2,
        sharing: { mode: 'valkey', valkey: { url: this.valkey.url } },
      },
    };
  }
}
