import type {
  EndpointReport,
  PolicyEndpoint,
  PolicyModel,
} from '@openmaas/backstage-plugin-maas-common';
import { firstDue, leastBusy } from './choose';
import { Connections } from './Connections';
import type { EndpointCredentials } from './EndpointCredentials';
import type { EndpointLog } from './EndpointLog';
import { EndpointUse } from './EndpointUse';
import { HealthChecks } from './HealthChecks';
import { ModelEndpoint } from './ModelEndpoint';
import type { UpstreamConfig } from './upstreamConfig';

/** What a router needs. @internal */
export interface RouterOptions {
  upstream: UpstreamConfig;
  credentials: EndpointCredentials;
  log: EndpointLog;
  /** Milliseconds on a clock that never goes back. */
  now?: () => number;
}

/** The endpoints of a model, as of one version of it. */
interface Routes {
  model: PolicyModel;
  endpoints: Map<string, ModelEndpoint>;
  list: ModelEndpoint[];
}

const NONE: readonly ModelEndpoint[] = [];

/**
 * Knows where the models of the policy answer, how it goes there, and which endpoint a
 * call goes to.
 *
 * @internal
 */
export class Router {
  private readonly models = new Map<string, Routes>();
  private readonly connections = new Connections();
  private readonly checks: HealthChecks;
  private readonly now: () => number;

  constructor(private readonly options: RouterOptions) {
    this.checks = new HealthChecks(options.upstream.healthCheck);
    this.now = options.now ?? (() => performance.now());
  }

  /**
   * The policy has these models now. Endpoints that are not among those of a model that
   * is ready any more are forgotten, and their connections closed once they are idle.
   */
  update(models: readonly PolicyModel[]): void {
    const ready = models.filter(({ state }) => state === 'ready');
    const ids = new Set(ready.map(({ id }) => id));
    for (const [id, { list }] of this.models) {
      if (!ids.has(id)) {
        this.models.delete(id);
        list.forEach(endpoint => endpoint.pool.release());
      }
    }
    ready.forEach(model => this.route(model));
    this.checks.update(this.endpoints());
  }

  /**
   * Takes the endpoint that a call goes to: a healthy one, else one that may be tried
   * again. It counts as running there until `end`.
   *
   * @param model - its id; it may have changed since the call began
   * @param tried - endpoints that the call has been to
   * @returns undefined where there is none now
   */
  take(model: string, tried = NONE): EndpointUse | undefined {
    const list = this.models.get(model)?.list ?? NONE;
    // Where nobody else finds out that a server is back, a call has to.
    const dueFirst = !this.options.upstream.healthCheck.enabled;
    const endpoint =
      (dueFirst ? firstDue(list, tried, this.now()) : undefined) ??
      leastBusy(list, tried) ??
      firstDue(list, tried, this.now());
    return endpoint && new EndpointUse(endpoint, this.options.log);
  }

  /** When an endpoint of a model may be tried again, in milliseconds from now. */
  retryMs(model: string): number {
    const list = this.models.get(model)?.list ?? NONE;
    const due = list.map(({ dueAt }) => dueAt - this.now());
    const next = Math.min(...due);
    // No endpoint at all: nobody knows.
    return Number.isFinite(next) ? Math.max(next, 0) : 0;
  }

  /** How it goes at each endpoint of each model. */
  report(): EndpointReport[] {
    return this.endpoints().map(endpoint => endpoint.report());
  }

  /** Closes all connections; calls that run break off. */
  async close(): Promise<void> {
    this.checks.stop();
    await this.connections.close();
  }

  private endpoints(): ModelEndpoint[] {
    return [...this.models.values()].flatMap(({ list }) => list);
  }

  private route(model: PolicyModel): void {
    const held = this.models.get(model.id);
    if (held?.model === model) {
      return;
    }
    const endpoints = new Map<string, ModelEndpoint>();
    const connectMs =
      model.timeouts?.connectMs ?? this.options.upstream.connectTimeoutMs;
    for (const given of model.endpoints) {
      const { url, modelName, credential, weight = 1 } = given;
      const id = JSON.stringify([url, modelName, credential, connectMs]);
      const endpoint =
        endpoints.get(id) ??
        held?.endpoints.get(id) ??
        this.endpoint(model, given, connectMs);
      if (endpoint) {
        endpoint.weight = weight;
        endpoints.set(id, endpoint);
      }
    }
    for (const [id, endpoint] of held?.endpoints ?? []) {
      if (!endpoints.has(id)) {
        endpoint.pool.release();
      }
    }
    const list = [...endpoints.values()];
    this.models.set(model.id, { model, endpoints, list });
  }

  private endpoint(
    model: PolicyModel,
    endpoint: PolicyEndpoint,
    connectMs: number,
  ): ModelEndpoint | undefined {
    const { credentials, log } = this.options;
    if (!URL.canParse(endpoint.url)) {
      log.noAddress(model.id);
      return undefined;
    }
    const { origin } = new URL(endpoint.url);
    return new ModelEndpoint({
      model: model.id,
      endpoint,
      pool: this.connections.use(origin, connectMs),
      credentials,
      log,
      now: this.now,
    });
  }
}
