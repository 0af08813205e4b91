import { EventEmitter, once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { ResponseError } from '@backstage/errors';
import type {
  MeteredCall,
  UsageBatch,
  UsageReceipt,
} from '@openmaas/backstage-plugin-maas-common';
import type { ControlPlane, UsageTexts } from '../../controlPlane/ControlPlane';

/** What a server does with a batch: a status, or never to answer. */
export type Behaviour = (batch: UsageBatch) => number | 'hang';

/** The control plane's side of `POST /gateway/usage`, over HTTP. */
export class UsageServer implements Pick<ControlPlane, 'sendUsage'> {
  /** Every batch that came. */
  readonly batches: UsageBatch[] = [];
  /** Events by id, each as it came first. */
  readonly ledger = new Map<string, MeteredCall>();
  /** Before anything is written to the ledger; 200 goes on. */
  before: Behaviour = () => 200;
  /** After it. */
  after: Behaviour = () => 200;
  private readonly arrivals = new EventEmitter();

  private constructor(private readonly server: Server) {
    server.on('request', async (request, response) => {
      const batch = (await json(request)) as UsageBatch;
      this.batches.push(batch);
      this.answer(batch, response);
      this.arrivals.emit('batch');
    });
  }

  static async start(): Promise<UsageServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new UsageServer(server);
  }

  /** Waits until so many batches have come in all. */
  async received(count: number): Promise<void> {
    while (this.batches.length < count) {
      await once(this.arrivals, 'batch');
    }
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  async sendUsage(
    { gateway, events }: UsageTexts,
    signal: AbortSignal,
  ): Promise<UsageReceipt> {
    const { port } = this.server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}`, {
      method: 'POST',
      body: JSON.stringify({
        gateway,
        events: events.map(event => JSON.parse(event)),
      }),
      signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }

  private answer(batch: UsageBatch, response: ServerResponse): void {
    const refusal = this.before(batch);
    if (refusal === 200) {
      batch.events.forEach(
        event => this.ledger.has(event.id) || this.ledger.set(event.id, event),
      );
    }
    const status = refusal === 200 ? this.after(batch) : refusal;
    if (status !== 'hang') {
      const message = status === 200 ? undefined : `said ${status}`;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(
          message
            ? {
                error: { name: 'InputError', message },
                response: { statusCode: status },
              }
            : { written: batch.events.length, known: 0 },
        ),
      );
    }
  }
}
