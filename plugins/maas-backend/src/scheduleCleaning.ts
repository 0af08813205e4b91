import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { Domain } from './domain';

/**
 * Deletes what is only kept for a time, one replica at a time.
 *
 * @internal
 */
export async function scheduleCleaning({
  scheduler,
  refusals,
  gateways,
  health,
}: Pick<Domain, 'refusals' | 'gateways' | 'health'> & {
  scheduler: SchedulerService;
}): Promise<void> {
  await scheduler.scheduleTask({
    id: 'maas-refusals-delete-old',
    frequency: { minutes: 5 },
    timeout: { minutes: 5 },
    fn: signal => refusals.deleteOld(signal),
  });
  await scheduler.scheduleTask({
    id: 'maas-model-health-delete-old',
    frequency: { minutes: 15 },
    timeout: { minutes: 5 },
    fn: signal => health.deleteOld(signal),
  });
  await scheduler.scheduleTask({
    id: 'maas-gateways-forget-silent',
    frequency: { hours: 6 },
    timeout: { minutes: 1 },
    fn: () => gateways.forgetSilent(),
  });
}
