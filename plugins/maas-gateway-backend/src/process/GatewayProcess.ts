import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { GatewayConfig } from '../config';
import { forkGateway } from './forkGateway';
import type { FromGateway, ToGateway } from './messages';

/** Between the end of a gateway and the start of the next, in milliseconds. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/** One that served as long as this, in milliseconds, was well: the pauses begin anew. */
const WELL_AFTER = 60_000;

/**
 * What a gateway gets beyond its drain time, to let answers leave and hand in usage, before
 * it is killed, in milliseconds.
 */
const STOP_GRACE = 20_000;

/** What a gateway's process needs. @internal */
export interface GatewayProcessOptions {
  config: GatewayConfig;
  /** Base address of the control plane's REST API. */
  controlPlaneUrl: string;
  /** A token that the control plane accepts now. */
  getToken(): Promise<string>;
  logger: LoggerService;
  /** Is told where it takes calls, each time that it has started. */
  onReady?: (clientUrl: string) => void;
  /** Starts the process; the gateway's own by default. */
  fork?: () => ChildProcess;
}

/**
 * Runs the gateway in a process of its own, so that what the portal does never delays a
 * call, and starts it again when it ends without having been asked to.
 *
 * @internal
 */
export class GatewayProcess {
  private readonly stopping = new AbortController();
  private child?: ChildProcess;
  private done?: Promise<void>;

  constructor(private readonly options: GatewayProcessOptions) {}

  /** Starts it, without waiting for it. */
  start(): void {
    this.done ??= this.keepRunning();
  }

  /** Lets running calls end for as long as the drain time says, and ends it. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.tell({ type: 'stop' });
    const kill = setTimeout(() => {
      this.options.logger.error('The gateway did not stop in time: killed');
      this.child?.kill('SIGKILL');
    }, this.options.config.drainTimeoutMs + STOP_GRACE);
    await this.done;
    clearTimeout(kill);
  }

  private async keepRunning(): Promise<void> {
    const { signal } = this.stopping;
    let pause = FIRST_PAUSE;
    while (!signal.aborted) {
      const { reason, servedMs } = await this.runOnce().catch(error => ({
        reason: stringifyError(error),
        servedMs: 0,
      }));
      if (signal.aborted) {
        return;
      }
      pause = servedMs < WELL_AFTER ? pause : FIRST_PAUSE;
      this.options.logger.error(
        `The gateway ended: ${reason}. It is started again in ${
          pause / 1000
        } s.`,
      );
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  }

  /** @returns why it ended, and how many milliseconds it served */
  private runOnce(): Promise<{ reason: string; servedMs: number }> {
    const { config, controlPlaneUrl, fork = forkGateway } = this.options;
    return new Promise(resolve => {
      let failure: string | undefined;
      let readyAt = Infinity;
      const child = fork();
      const end = (reason: string) => {
        this.child = undefined;
        const servedMs = Math.max(0, performance.now() - readyAt);
        resolve({ reason: failure ?? reason, servedMs });
      };
      this.child = child;
      child.on('error', error => {
        if (child.pid === undefined) {
          end(stringifyError(error));
        }
      });
      // Unlike 'exit', this comes after its last message.
      child.once('close', (code, signal) =>
        end(signal ? `killed by ${signal}` : `exit code ${code}`),
      );
      child.on('message', (message: FromGateway) => {
        if (message.type === 'failed') {
          failure = message.message;
        } else if (message.type === 'ready') {
          readyAt = performance.now();
        }
        this.receive(message);
      });
      this.tell({ type: 'start', config, controlPlaneUrl });
    });
  }

  private tell(message: ToGateway): void {
    // One that is gone already needs no message: its end says so.
    this.child?.send(message, () => undefined);
  }

  private receive(message: FromGateway): void {
    const { logger } = this.options;
    switch (message.type) {
      case 'log':
        message.lines.forEach(({ level, message: text, meta }) =>
          logger[level](text, meta),
        );
        break;
      case 'ready':
        logger.info(
          `Gateway listening on ${message.clientUrl}, health and metrics on ${message.adminUrl}`,
        );
        this.options.onReady?.(message.clientUrl);
        break;
      case 'failed':
        // Its end is near, and tells it.
        break;
      case 'stopped':
        logger.info('The gateway stopped');
        break;
      case 'token':
        this.giveToken();
        break;
      default:
        passOnWatch(message);
    }
  }

  private async giveToken(): Promise<void> {
    try {
      const token = await this.options.getToken();
      this.tell({ type: 'token', token });
    } catch (error) {
      this.tell({ type: 'token', error: stringifyError(error) });
    }
  }
}

/**
 * In development, the loader of TypeScript reports the files it loads, so that the CLI
 * starts the backend again when one of them changes.
 */
function passOnWatch(message: object): void {
  if (process.env.BACKSTAGE_CLI_CHANNEL) {
    process.send?.(message);
  }
}
