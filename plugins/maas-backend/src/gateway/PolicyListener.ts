import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { PolicyNews } from './PolicyNews';
import { POLICY_CHANNEL } from './DatabaseRevisionStore';

/** What is used of a connection of the `pg` driver. */
interface Connection {
  on(event: 'notification' | 'end', listener: () => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
  query(sql: string): Promise<unknown>;
  end(): Promise<void>;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** How often those who wait look for themselves while nobody listens for them. */
const LOOK_EVERY_MS = 1_000;
/** A connection that is silently dead is noticed by nothing but a question. */
const HEARTBEAT_MS = 15_000;

/**
 * Listens for changes that other replicas commit to the same PostgreSQL database, on a
 * connection of its own beside the pool. One that breaks is replaced; until then,
 * whoever waits looks for changes every second.
 *
 * @internal
 */
export class PolicyListener {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private pauseMs = FIRST_PAUSE_MS;

  constructor(
    private readonly options: {
      knex: Knex;
      news: PolicyNews;
      logger: LoggerService;
      heartbeatMs?: number;
    },
  ) {}

  /** Begins to listen, in the background. */
  start(): void {
    this.options.news.lookEvery(LOOK_EVERY_MS);
    this.running = this.run();
  }

  /** Stops, and closes the connection. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { logger, news } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.listen();
      } catch (error) {
        news.lookEvery(LOOK_EVERY_MS);
        if (!signal.aborted) {
          logger.warn(
            `Changes of other replicas are looked for every second, as the database connection that listens for them is gone: ${stringifyError(
              error,
            )}`,
          );
          await sleep(this.pauseMs, undefined, { signal }).catch(() => {});
          this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
        }
      }
    }
  }

  /** Listens until it is stopped or the connection breaks, both of which reject. */
  private async listen(): Promise<void> {
    const { knex, news } = this.options;
    const connection: Connection = await knex.client.acquireRawConnection();
    try {
      const broken = new Promise<never>((_, reject) => {
        connection.on('error', reject);
        connection.on('end', () => reject(new Error('it was closed')));
      });
      // Whoever rejects first is heard; the other one is of no interest.
      broken.catch(() => {});
      connection.on('notification', () => news.ring());
      await connection.query(`LISTEN ${POLICY_CHANNEL}`);
      this.pauseMs = FIRST_PAUSE_MS;
      // Wakes everybody: what was committed before could not be heard.
      news.lookEvery(Infinity);
      await Promise.race([broken, this.watch(connection)]);
    } finally {
      await connection.end().catch(() => {});
    }
  }

  private async watch(connection: Connection): Promise<never> {
    const { heartbeatMs = HEARTBEAT_MS } = this.options;
    const { signal } = this.stopping;
    for (;;) {
      await sleep(heartbeatMs, undefined, { signal });
      const late = sleep(heartbeatMs, undefined, { signal, ref: false });
      await Promise.race([
        connection.query('SELECT 1'),
        late.then(() => {
          throw new Error('the database does not answer');
        }),
      ]);
    }
  }
}
