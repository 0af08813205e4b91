import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  ForwardedError,
  isError,
  ResponseError,
  stringifyError,
} from '@backstage/errors';
import type {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import { createDeferred } from '@backstage/types';
import {
  MODELS_CHANGED_TOPIC,
  type Model,
} from '@openmaas/backstage-plugin-maas-common';
import { chunksOf } from './chunks';
import type { CatalogOptions } from './config';
import { type CreateEntities, entityCreator } from './entities/createEntities';

/** Marks the entities as this provider's; must never change. */
const LOCATION_KEY = 'maas-entity-provider';
const TASK_ID = 'maas-models-refresh';
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;
const READ_TIMEOUT_MS = 30_000;

/** What the provider needs. @internal */
export interface MaasEntityProviderOptions {
  logger: LoggerService;
  scheduler: SchedulerService;
  events: EventsService;
  schedule: SchedulerServiceTaskScheduleDefinition;
  entities: CatalogOptions;
  /** All models there are; rejects where not all of them can be read. */
  readModels: (signal: AbortSignal) => Promise<Model[]>;
  /** Waits between two attempts at the first read; rejects when aborted. */
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * Keeps the catalog at what the control plane offers: all of it on schedule, and what
 * changed as soon as the control plane says that something did. Where the control
 * plane cannot be read, the catalog stays as it is.
 *
 * @internal
 */
export class MaasEntityProvider implements EntityProvider {
  private connection?: EntityProviderConnection;
  /** What this process has given to the catalog, by entity ref. */
  private emitted?: Map<string, DeferredEntity>;
  /** One read and mutation at a time, or an older answer could overtake a newer one. */
  private last: Promise<unknown> = Promise.resolve();
  private updateIsQueued = false;
  private readonly started = createDeferred();

  private readonly createEntities: CreateEntities;

  constructor(private readonly options: MaasEntityProviderOptions) {
    this.createEntities = entityCreator(options.entities);
  }

  /** {@inheritDoc @backstage/plugin-catalog-node#EntityProvider.getProviderName} */
  getProviderName(): string {
    return 'maas';
  }

  /**
   * Follows the control plane from now on.
   *
   * @throws Error where the schedule is none, or events cannot be had
   */
  async connect(connection: EntityProviderConnection): Promise<void> {
    this.connection = connection;
    const { events, schedule, scheduler } = this.options;
    try {
      await scheduler.scheduleTask({
        ...schedule,
        id: TASK_ID,
        fn: signal => this.refresh(signal),
      });
    } catch (error) {
      throw new ForwardedError(
        'The models cannot be read as configuration maas.catalog.schedule says',
        error,
      );
    }
    await events.subscribe({
      id: 'maas-entity-provider',
      topics: [MODELS_CHANGED_TOPIC],
      onEvent: async () => {
        // Not awaited: a publisher waits for its subscribers, and this one would in
        // turn wait for an answer of the publisher, which may only just be starting.
        void this.started.then(() => this.update());
      },
    });
  }

  /**
   * To be called when the backend has started, and with it a control plane inside it:
   * what was not there before is read now. After a restart the schedule's own next
   * turn may be far.
   */
  async start(): Promise<void> {
    this.started.resolve();
    if (this.options.schedule.initialDelay) {
      return;
    }
    try {
      await this.options.scheduler.triggerTask(TASK_ID);
    } catch (error) {
      if (!isError(error) || error.name !== 'ConflictError') {
        throw error;
      }
      // It runs already.
    }
  }

  /**
   * Gives the catalog everything there is. Until this has worked once it tries again,
   * more and more slowly, for as long as the signal lets it.
   */
  async refresh(signal: AbortSignal): Promise<void> {
    const { logger, wait = pause } = this.options;
    let delay = FIRST_RETRY_MS;
    for (;;) {
      const done = await this.inTurn(() => this.sync('full', signal));
      if (done || this.emitted || signal.aborted) {
        return;
      }
      logger.info(`Reading the models again in ${delay / 1000} s`);
      try {
        await wait(delay, signal);
      } catch {
        return;
      }
      delay = Math.min(2 * delay, LAST_RETRY_MS);
    }
  }

  /**
   * Gives the catalog what changed since this process last did. Calls that come before
   * the next read has begun are one.
   */
  async update(): Promise<void> {
    if (this.updateIsQueued) {
      return;
    }
    this.updateIsQueued = true;
    await this.inTurn(() => {
      this.updateIsQueued = false;
      return this.sync('delta');
    });
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => {});
    return turn;
  }

  /** @returns whether it worked; never rejects */
  private async sync(
    type: 'full' | 'delta',
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { logger, readModels } = this.options;
    const timeout = AbortSignal.timeout(READ_TIMEOUT_MS);
    try {
      if (!this.connection) {
        throw new Error(
          'The catalog has not connected its entity providers yet',
        );
      }
      const models = await readModels(
        signal ? AbortSignal.any([signal, timeout]) : timeout,
      );
      const current = new Map<string, DeferredEntity>();
      for await (const chunk of chunksOf(await this.createEntities(models))) {
        for (const entity of chunk) {
          current.set(stringifyEntityRef(entity), {
            entity,
            locationKey: LOCATION_KEY,
          });
        }
      }
      // What another process gave before is not known here: then a delta could not
      // remove anything.
      if (type === 'full' || !this.emitted) {
        await this.applyFull(current, this.connection);
      } else {
        await this.applyDelta(this.emitted, current, this.connection);
      }
      this.emitted = current;
      return true;
    } catch (error) {
      if (!signal?.aborted) {
        logger.warn(
          `The catalog keeps the models it has, since those of the control plane cannot be taken over: ${describe(
            error,
          )}`,
        );
      }
      return false;
    }
  }

  private async applyFull(
    current: Map<string, DeferredEntity>,
    connection: EntityProviderConnection,
  ): Promise<void> {
    await connection.applyMutation({
      type: 'full',
      entities: [...current.values()],
    });
    this.options.logger.debug(`The catalog has all ${current.size} entities`);
  }

  private async applyDelta(
    before: Map<string, DeferredEntity>,
    current: Map<string, DeferredEntity>,
    connection: EntityProviderConnection,
  ): Promise<void> {
    const added: DeferredEntity[] = [];
    for await (const chunk of chunksOf([...current])) {
      for (const [ref, entity] of chunk) {
        if (!isDeepStrictEqual(entity, before.get(ref))) {
          added.push(entity);
        }
      }
    }
    const removed = [...before.keys()]
      .filter(ref => !current.has(ref))
      .map(entityRef => ({ entityRef, locationKey: LOCATION_KEY }));
    if (added.length + removed.length === 0) {
      return;
    }
    await connection.applyMutation({ type: 'delta', added, removed });
    this.options.logger.info(
      `Models changed: ${added.length} entities added or changed, ${removed.length} removed`,
    );
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal });
}

function describe(error: unknown): string {
  // "Request failed with 403" alone does not say why.
  return error instanceof ResponseError
    ? `${stringifyError(error)}: ${error.cause.message}`
    : stringifyError(error);
}
