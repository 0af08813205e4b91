import type {
  AuthService,
  LifecycleService,
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ModelSource } from '@openmaas/backstage-plugin-maas-node';
import type { ModelService } from '../ModelService';
import { catalogGroups } from './catalogGroups';
import { ConfigModelSource } from './ConfigModelSource';
import { OwnerCheck } from './OwnerCheck';
import { ProviderWatch } from './ProviderWatch';
import { SourceReader } from './SourceReader';
import type { SourceStore } from './SourceStore';

/**
 * Reads where models come from: the configuration at once, so that its models are there
 * from the start; providers and the sources of modules when the backend has started; all
 * of them again when they change.
 *
 * @param options.sources - of other modules
 * @internal
 */
export async function startSources(options: {
  sources: ModelSource[];
  config: RootConfigService;
  models: ModelService;
  sourceStore: SourceStore;
  catalog: CatalogService;
  auth: AuthService;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): Promise<void> {
  const { config, models, scheduler, sourceStore } = options;
  const reader = new SourceReader(options);
  const configured = new ConfigModelSource(config);
  await models.sync(configured);
  reader.follow(configured);

  for (const source of options.sources) {
    await reader.schedule(source);
    reader.readAfterStart(source);
    reader.follow(source);
  }
  await new ProviderWatch({ ...options, sources: sourceStore, reader }).start();

  const owners = new OwnerCheck({
    ...options,
    sources: sourceStore,
    groups: catalogGroups(options),
  });
  await scheduler.scheduleTask({
    id: 'maas-model-owners',
    frequency: { minutes: 1 },
    timeout: { minutes: 1 },
    // The catalog starts as well.
    initialDelay: { seconds: 15 },
    fn: signal => owners.run(signal),
  });
}
