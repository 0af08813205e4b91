import { Random } from './Random';
import type { World } from './World';

/** What can go wrong; each is fulfilled when all is well again. */
type Incident =
  | 'kill'
  | 'killAll'
  | 'controlPlane'
  | 'model'
  | 'valkey'
  | 'frozenValkey';

/** How long something stays away, in calls. */
const AWAY = 150;

/**
 * Lets things go wrong, one after the other, in an order of chance. Time is counted in
 * calls, so that a slow machine sees as much of it as a fast one.
 */
export class Incidents {
  readonly counts: Record<Incident, number> = {
    kill: 0,
    killAll: 0,
    controlPlane: 0,
    model: 0,
    valkey: 0,
    frozenValkey: 0,
  };

  private readonly random: Random;
  private readonly isAway = new Set<Incident>();
  private bag: Incident[] = [];
  private readonly running = new Set<Promise<void>>();
  private readonly waiting: Array<{ calls: number; go: () => void }> = [];

  /** @param every - calls between two incidents */
  constructor(
    seed: string,
    private readonly world: World,
    private readonly every: number,
  ) {
    this.random = new Random(seed, 'incidents');
  }

  /** So many calls have begun. */
  note(calls: number): void {
    for (const waiter of this.waiting.splice(0)) {
      if (waiter.calls <= calls) {
        waiter.go();
      } else {
        this.waiting.push(waiter);
      }
    }
    if (calls % this.every === 0) {
      const run = this.happen(calls).finally(() => this.running.delete(run));
      this.running.add(run);
    }
  }

  /** Until all is well again; nobody waits for more calls. */
  async over(): Promise<void> {
    this.waiting.splice(0).forEach(({ go }) => go());
    while (this.running.size > 0) {
      await Promise.all(this.running);
    }
  }

  /** Each comes before any comes again. */
  private draw(): Incident {
    if (this.bag.length === 0) {
      this.bag = Object.keys(this.counts) as Incident[];
    }
    return this.bag.splice(this.random.between(0, this.bag.length - 1), 1)[0];
  }

  private async happen(calls: number): Promise<void> {
    const { gateways, controlPlane, servers, valkey } = this.world;
    const incident = this.draw();
    const gateway = this.random.pick(gateways.filter(({ ready }) => ready));
    switch (incident) {
      case 'kill':
        if (gateway) {
          this.counts.kill++;
          await gateway.kill();
        }
        break;
      case 'killAll':
        if (gateway) {
          this.counts.killAll++;
          await gateway.killAll();
        }
        break;
      default: {
        const frozenValkey = {
          stop: () => valkey.freeze(),
          start: () => valkey.thaw(),
        };
        const parts = {
          controlPlane,
          model: servers[1],
          valkey,
          frozenValkey,
        };
        await this.away(incident, parts[incident], calls);
      }
    }
  }

  private async away(
    incident: Incident,
    what: { stop(): unknown; start(): unknown },
    calls: number,
  ): Promise<void> {
    const part = incident === 'frozenValkey' ? 'valkey' : incident;
    if (this.isAway.has(part)) {
      return;
    }
    this.isAway.add(part);
    this.counts[incident]++;
    await what.stop();
    await new Promise<void>(go => {
      this.waiting.push({ calls: calls + AWAY, go });
    });
    await what.start();
    this.isAway.delete(part);
  }
}
