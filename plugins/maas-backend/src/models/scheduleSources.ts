import type {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ModelSource } from '@openmaas/backstage-plugin-maas-node';
import type { ModelService } from './ModelService';

/**
 * Reads the sources of other modules when the backend has started and every five
 * minutes from then on, one replica at a time. None of them can keep the backend from
 * starting.
 *
 * @internal
 */
export async function scheduleSources(options: {
  sources: ModelSource[];
  models: ModelService;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): Promise<void> {
  const { sources, models, scheduler, lifecycle, logger } = options;
  for (const source of sources) {
    const id = `maas-models-${source.name}`;
    await scheduler.scheduleTask({
      id,
      frequency: { minutes: 5 },
      timeout: { minutes: 1 },
      fn: async () => {
        await models.sync(source);
      },
    });
    lifecycle.addStartupHook(async () => {
      try {
        await scheduler.triggerTask(id);
      } catch (error) {
        logger.debug(`${id} runs already: ${stringifyError(error)}`);
      }
    });
  }
}
