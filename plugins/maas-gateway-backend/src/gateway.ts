import type { LoggerService } from '@backstage/backend-plugin-api';
import { AccessLog } from './accessLog/AccessLog';
import { Authenticator } from './auth/Authenticator';
import { KeyResolver } from './auth/KeyResolver';
import { endedByPeople } from './auth/refusals';
import type { GatewayConfig } from './config';
import type { ControlPlane } from './controlPlane/ControlPlane';
import { type DirectoryLock, lockDirectory } from './dataDir/lock';
import { AnswerEstimate } from './limits/answerEstimate';
import { createLimiter } from './limits/createLimiter';
import type { Limiter } from './limits/Limiter';
import { type Metering, startMetering } from './metering/startMetering';
import { countTokens } from './metering/tokenizer';
import { Metrics } from './metrics/Metrics';
import { Policy } from './policy/Policy';
import { PolicyFeed } from './policy/PolicyFeed';
import { PolicyFile } from './policy/PolicyFile';
import { PROTOCOLS } from './protocol/protocols';
import { transcriptions } from './protocol/transcriptions';
import { Refusals } from './refusals/Refusals';
import { EndpointCredentials } from './routing/EndpointCredentials';
import { EndpointLog } from './routing/EndpointLog';
import { Router } from './routing/Router';
import { createAdminServer } from './server/AdminServer';
import { BodyRoom } from './server/BodyRoom';
import { createCallerOf } from './server/caller';
import { createClientServer } from './server/ClientServer';
import { createCors } from './server/cors';
import { Connections, listen } from './server/listen';
import { meteredRoute } from './server/meteredRoute';
import { modelRoutes } from './server/modelRoutes';
import { RunningCalls } from './server/RunningCalls';
import { Spool } from './spool/Spool';
import { StatusReporter } from './status/StatusReporter';

/** How long another gateway may take to let go of the data directory, in milliseconds. */
const LOCK_PATIENCE_MS = 60_000;

/** How long a gateway that stops tries to hand in its journal, in milliseconds. */
const LAST_SHIPMENT_MS = 5_000;

/** A gateway that answers. @internal */
export interface RunningGateway {
  /** `http://host:port`, without `/v1`. */
  clientUrl: string;
  adminUrl: string;
  /**
   * Takes no more calls, lets running ones end for as long as `drainTimeoutMs` says, then
   * hands in what is in the journal. Does nothing the second time.
   */
  stop(): Promise<void>;
}

/** What a gateway is made of. @internal */
export interface GatewayOptions {
  config: GatewayConfig;
  controlPlane: ControlPlane;
  logger: LoggerService;
}

class Gateway {
  private readonly policy = new Policy();
  private readonly running = new RunningCalls();
  private readonly router: Router;
  private readonly feed: PolicyFeed;
  private readonly resolver: KeyResolver;
  private readonly status: StatusReporter;
  private readonly metrics: Metrics;
  private readonly refusals: Refusals;
  private connections: Connections | undefined;
  private readonly limiter: Limiter;
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly options: GatewayOptions,
    private readonly lock: DirectoryLock,
    private readonly metering: Metering,
    private readonly spool: Spool,
  ) {
    const { config, controlPlane, logger } = options;
    const { policy } = this;
    this.router = new Router({
      upstream: config.upstream,
      credentials: new EndpointCredentials(config.credentials),
      log: new EndpointLog(logger),
    });
    this.feed = new PolicyFeed({
      controlPlane,
      policy,
      file: new PolicyFile({ dataDir: config.dataDir, logger }),
      maxStaleMs: config.policy.maxStaleMs,
      logger,
      onChange: () => {
        this.router.update(policy.models());
        if (config.revocation.runningStreams === 'stop') {
          this.running.stop(id => endedByPeople(policy.key(id) ?? {}));
        }
        this.status.report();
      },
    });
    this.resolver = new KeyResolver({ controlPlane, policy, logger });
    this.limiter = createLimiter({
      config,
      policy,
      logger,
      now: Date.now,
      onChange: () => this.status.report(),
    });
    this.status = new StatusReporter({
      controlPlane,
      gateway: config.id,
      figures: () => ({
        journal: metering.report(),
        policy: policy.position(),
        sharing: this.limiter.sharing(),
        endpoints: this.router.report(),
      }),
      logger,
    });
    this.refusals = new Refusals({
      controlPlane,
      gateway: config.id,
      logger,
    });
    this.metrics = new Metrics({
      journal: () => metering.report(),
      waitingLines: () => metering.waitingLines(),
      runningCalls: () => this.running.size,
      connections: () => this.connections?.size ?? 0,
      waitingRefusals: () => this.refusals.size,
      endpoints: () => this.router.report(),
      sharing: () => this.limiter.sharing(),
      policyAgeSeconds: () => {
        const heardAt = this.feed.heardAt();
        return heardAt && (Date.now() - heardAt) / 1000;
      },
    });
    metering.listenToCommits(waitedMs => this.metrics.committed(waitedMs));
  }

  async start(): Promise<RunningGateway> {
    const { config } = this.options;
    const client = this.createClientServer();
    const clients = new Connections(client);
    this.connections = clients;
    const admin = createAdminServer({
      metrics: this.metrics,
      notReady: () => this.notReady(),
    });
    const admins = new Connections(admin);
    const stop = async () => {
      const clientClosed = clients.close(() =>
        this.running.drain(config.drainTimeoutMs),
      );
      this.status.draining();
      await clientClosed;
      await this.stopParts();
      await admins.close();
      await this.lock.release();
    };
    try {
      await this.limiter.start();
      await this.feed.start();
      this.router.update(this.policy.models());
      const adminUrl = await listen(admin, config.admin);
      const clientUrl = await listen(client, config.client);
      this.status.start();
      this.refusals.start();
      return {
        clientUrl,
        adminUrl,
        stop: () => {
          this.stopping ??= stop();
          return this.stopping;
        },
      };
    } catch (error) {
      await admins.close();
      await this.stopParts();
      throw error;
    }
  }

  private createClientServer() {
    const { config, logger } = this.options;
    const { policy, metrics, refusals } = this;
    const now = Date.now;
    const services = {
      policy,
      metrics,
      now,
      limiter: this.limiter,
      answers: new AnswerEstimate(),
      running: this.running,
      meter: this.metering.meter,
      router: this.router,
      timeouts: config.upstream,
      countTokens,
      clientPatienceMs: config.upstream.idleTimeoutMs,
      maxBodyBytes: config.maxBodyBytes,
      bodies: new BodyRoom(),
    };
    const authenticator = new Authenticator({
      policy,
      feed: this.feed,
      resolver: this.resolver,
    });
    return createClientServer({
      routes: [
        ...modelRoutes({ policy, now }),
        ...[
          ...PROTOCOLS,
          transcriptions(this.spool, config.maxUploadBytes),
        ].map(protocol => meteredRoute(protocol, services)),
      ],
      callerOf: createCallerOf(config.trustedProxies),
      authenticate: ({ headers, socket }, address, known) =>
        authenticator.authenticate(headers, known, socket, address),
      onRefused: (error, notes) => {
        metrics.refused(error, notes);
        notes.shadowed?.forEach(limit => metrics.shadowed(limit, notes));
        refusals.note(error, notes);
      },
      onServed: notes => {
        notes.shadowed?.forEach(limit => metrics.shadowed(limit, notes));
        refusals.noteShadowed(notes);
      },
      maxConnections: config.maxConnections,
      timeouts: {
        ...config.requestTimeouts,
        takenMs: config.upstream.idleTimeoutMs,
      },
      cors: createCors(config.cors),
      accessLog: config.accessLog.enabled
        ? new AccessLog({
            config: config.accessLog,
            logger,
          })
        : undefined,
      logger,
    });
  }

  private notReady(): string | undefined {
    if (this.stopping) {
      return 'The gateway is stopping';
    }
    try {
      this.feed.assertUsable(Date.now());
    } catch (error) {
      return (error as Error).message;
    }
    const health = this.metering.health();
    return health.writable
      ? undefined
      : `The journal cannot be written: ${health.reason}`;
  }

  /** What is behind the servers, once no call runs. */
  private async stopParts(): Promise<void> {
    await this.limiter.close();
    this.resolver.stop();
    await this.feed.stop();
    await this.router.close();
    const lastShipment = AbortSignal.timeout(LAST_SHIPMENT_MS);
    await this.refusals.stop(lastShipment);
    await this.metering.stop(lastShipment);
    await this.status.stop();
  }
}

/**
 * Starts a gateway: it answers as soon as this is fulfilled, and serves calls as soon as
 * it has a policy.
 *
 * @throws Error where another gateway holds the data directory or a port
 * @internal
 */
export async function startGateway(
  options: GatewayOptions,
): Promise<RunningGateway> {
  const { config, controlPlane, logger } = options;
  const lock = await lockDirectory(config.dataDir, {
    signal: AbortSignal.timeout(LOCK_PATIENCE_MS),
    onWait: () =>
      logger.info(
        `Another gateway uses ${config.dataDir}: waiting until it has stopped`,
      ),
  });
  try {
    const spool = await Spool.open(config.dataDir, logger);
    const metering = await startMetering({ config, controlPlane, logger });
    return await new Gateway(options, lock, metering, spool).start();
  } catch (error) {
    await lock.release();
    throw error;
  }
}
