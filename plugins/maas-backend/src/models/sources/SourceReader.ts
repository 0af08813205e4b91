import type {
  LifecycleService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ModelSource } from '@openmaas/backstage-plugin-maas-node';
import type { ModelService } from '../ModelService';
import { Debounced } from './Debounced';

const SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 1 },
};

/** A file that is being written changes several times. */
const SETTLE_MS = 500;

/**
 * Reads sources: soon after they say that they changed, when the backend has started,
 * and by schedule, where one replica at a time does it for all. None of them can keep the
 * backend from starting.
 *
 * @internal
 */
export class SourceReader {
  private readonly scheduled = new Map<string, AbortController>();
  private readonly pushed = new Set<Debounced>();

  constructor(
    private readonly options: {
      models: Pick<ModelService, 'sync'>;
      scheduler: SchedulerService;
      lifecycle: LifecycleService;
      logger: LoggerService;
      settleMs?: number;
    },
  ) {
    options.lifecycle.addShutdownHook(async () => {
      await Promise.all([...this.pushed].map(debounced => debounced.stop()));
    });
  }

  /** Reads a source whenever it says that it changed. */
  follow(source: ModelSource): void {
    if (source.subscribe) {
      const read = this.debounced(() => this.read(source));
      source.subscribe(() => read.ask());
    }
  }

  /**
   * Does work whenever it was asked for and a while has gone by.
   *
   * @param waitMs - how long that is; a moment where it is left out
   */
  debounced(work: () => Promise<void>, waitMs?: number): Debounced {
    const { settleMs = SETTLE_MS } = this.options;
    const debounced = new Debounced(work, waitMs ?? settleMs);
    this.pushed.add(debounced);
    return debounced;
  }

  /** Reads a source by schedule, in place of another one of its name. */
  async schedule(
    source: ModelSource,
    schedule: SchedulerServiceTaskScheduleDefinition = SCHEDULE,
  ): Promise<void> {
    this.cancel(source.name);
    const abort = new AbortController();
    this.scheduled.set(source.name, abort);
    await this.options.scheduler.scheduleTask({
      ...schedule,
      id: taskId(source.name),
      signal: abort.signal,
      fn: async () => {
        await this.options.models.sync(source);
      },
    });
  }

  /** Reads a source by schedule no more. */
  cancel(name: string): void {
    this.scheduled.get(name)?.abort();
    this.scheduled.delete(name);
  }

  /** Has a source that is scheduled read once the backend has started. */
  readAfterStart({ name }: ModelSource): void {
    const { lifecycle, scheduler, logger } = this.options;
    const id = taskId(name);
    lifecycle.addStartupHook(async () => {
      try {
        await scheduler.triggerTask(id);
      } catch (error) {
        logger.debug(`${id} runs already: ${stringifyError(error)}`);
      }
    });
  }

  /** Reads a source now. Where that cannot be remembered, the log says so. */
  async read(source: ModelSource): Promise<void> {
    try {
      await this.options.models.sync(source);
    } catch (error) {
      this.options.logger.error(
        `Models of source "${
          source.name
        }" cannot be remembered: ${stringifyError(error)}`,
      );
    }
  }
}

function taskId(name: string): string {
  return `maas-models-${name}`;
}
