import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  MaasGatewayClient,
  type PolicyUpdate,
} from '@openmaas/backstage-plugin-maas-common';

/** A control plane that serves a policy over HTTP, and waits as it is asked to. */
export class HttpControlPlane {
  /** Queries of all requests. */
  readonly asked: Array<Record<string, string>> = [];
  /** How often somebody who waited went away. */
  gone = 0;
  /** Answers instead of the policy, one for each request. */
  readonly faults: Array<(response: ServerResponse) => void> = [];
  /** Answers at once, however long it may wait. */
  impatient = false;

  private readonly waiting = new Set<ServerResponse>();
  private listeners: Array<() => void> = [];
  private readonly server = createServer((request, response) => {
    const query = Object.fromEntries(
      new URL(request.url ?? '', 'http://maas.test').searchParams,
    );
    this.asked.push(query);
    const fault = this.faults.shift();
    if (fault) {
      fault(response);
    } else if (
      query.epoch === this.policy.epoch &&
      Number(query.since) === this.policy.revision &&
      query.waitSeconds !== '0' &&
      !this.impatient
    ) {
      this.waiting.add(response);
      response.once('close', () => {
        this.gone += response.writableFinished ? 0 : 1;
        this.waiting.delete(response);
        this.happened();
      });
    } else {
      this.answer(response, query);
    }
    this.happened();
  });

  private constructor(public policy: PolicyUpdate) {}

  static async start(policy: PolicyUpdate): Promise<HttpControlPlane> {
    const controlPlane = new HttpControlPlane(policy);
    await new Promise<void>(resolve => {
      controlPlane.server.listen(0, '127.0.0.1', resolve);
    });
    return controlPlane;
  }

  /** Its base address. */
  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** How a gateway calls it. */
  get client(): MaasGatewayClient {
    return new MaasGatewayClient({
      discoveryApi: { getBaseUrl: async () => this.url },
      fetchApi: { fetch },
    });
  }

  /** Changes the policy, and tells who waits for that. */
  change(change: Partial<PolicyUpdate>): void {
    const { policy } = this;
    this.policy = { ...policy, ...change, revision: policy.revision + 1 };
    this.waiting.forEach(response =>
      response.end(JSON.stringify({ ...this.policy, full: false })),
    );
  }

  /** Breaks the connections of those who wait. */
  dropWaiting(): void {
    this.waiting.forEach(response => response.destroy());
  }

  /** Is fulfilled as soon as it is true; looked at after each request. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>(resolve => {
        this.listeners.push(resolve);
      });
    }
  }

  /** Is fulfilled as soon as a gateway has all there is and waits for more. */
  async idle(): Promise<void> {
    await this.until(() => this.waiting.size > 0);
  }

  async stop(): Promise<void> {
    await new Promise(resolve => {
      this.server.close(resolve);
      this.server.closeAllConnections();
    });
  }

  private answer(response: ServerResponse, query: { epoch?: string }): void {
    response.setHeader('content-type', 'application/json');
    const full = query.epoch !== this.policy.epoch;
    response.end(JSON.stringify({ ...this.policy, full }));
  }

  private happened(): void {
    this.listeners.splice(0).forEach(listener => listener());
  }
}
