import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import type {
  MeteredCall,
  PolicyUpdate,
  UsageBatch,
} from '@openmaas/backstage-plugin-maas-common';
import { LoopbackServer } from './LoopbackServer';
import { Random } from './Random';

/** What changes may be left out; plans and uses never are. */
const NOTHING_NEW = {
  full: false,
  models: [],
  removedModels: [],
  grants: [],
  keys: [],
};

/** A control plane with a ledger in memory that is not always at its best. */
export class ControlPlane extends LoopbackServer {
  /** Events by id, each as it came first. */
  readonly ledger = new Map<string, MeteredCall>();
  /** Ids of events that came again and said something else. */
  readonly changed: string[] = [];
  /** Batches it refused, took without saying so, or had already. */
  failures = 0;

  private readonly random: Random;

  constructor(seed: string, private readonly policy: () => PolicyUpdate) {
    super();
    this.random = new Random(seed, 'control plane');
  }

  /** As a gateway is told it. */
  get url(): string {
    return `${this.origin}/api/maas`;
  }

  protected async take(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    switch (pathname) {
      case '/api/maas/gateway/policy':
        this.givePolicy(searchParams, response);
        break;
      case '/api/maas/gateway/usage':
        this.takeUsage((await json(request)) as UsageBatch, response);
        break;
      case '/api/maas/gateway/keys/resolve': {
        await json(request);
        answer(response, 200, { epoch: this.policy().epoch, grants: [] });
        break;
      }
      default:
        // Status and refusals are not what is tested.
        await json(request);
        answer(response, 204);
    }
  }

  private givePolicy(query: URLSearchParams, response: ServerResponse): void {
    const policy = this.policy();
    const known =
      query.get('epoch') === policy.epoch &&
      Number(query.get('since')) === policy.revision;
    if (!known) {
      answer(response, 200, policy);
      return;
    }
    // There is never anything new, so it waits for as long as it may.
    const timer = setTimeout(
      () => answer(response, 200, { ...policy, ...NOTHING_NEW }),
      Number(query.get('waitSeconds')) * 1000,
    );
    response.once('close', () => clearTimeout(timer));
  }

  private takeUsage({ events }: UsageBatch, response: ServerResponse): void {
    const mood = this.random.between(1, 40);
    if (mood <= 2) {
      this.failures++;
      answer(response, 500, { error: { name: 'Error', message: 'No' } });
      return;
    }
    let written = 0;
    for (const event of events) {
      const known = this.ledger.get(event.id);
      if (!known) {
        this.ledger.set(event.id, event);
        written++;
      } else if (!isDeepStrictEqual(known, event)) {
        this.changed.push(event.id);
      }
    }
    if (mood <= 4) {
      // It has them, but nobody hears of it.
      this.failures++;
      response.destroy();
    } else {
      answer(response, 200, { written, known: events.length - written });
    }
  }
}

function answer(response: ServerResponse, status: number, body?: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body && JSON.stringify(body));
}
