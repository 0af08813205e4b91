import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { LifeService } from './LifeService';

/**
 * Tells consumers of models that retire, also on the day, in one replica at a time.
 *
 * @internal
 */
export async function scheduleModels({
  scheduler,
  life,
}: {
  scheduler: SchedulerService;
  life: LifeService;
}): Promise<void> {
  await scheduler.scheduleTask({
    id: 'maas-models-tell-of-retirements',
    frequency: { minutes: 10 },
    timeout: { minutes: 10 },
    fn: () => life.tellOfRetirements(),
  });
}
