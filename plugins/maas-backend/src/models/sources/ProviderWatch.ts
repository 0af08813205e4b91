import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import type { ModelSource } from '@openmaas/backstage-plugin-maas-node';
import type { ModelService } from '../ModelService';
import { onConfigChange } from './onConfigChange';
import {
  type ConfiguredProvider,
  faulty,
  isProviderName,
  readProviders,
} from './providers';
import { readSchedule } from './providerSettings';
import type { SourceReader } from './SourceReader';
import type { SourceStore } from './SourceStore';

/** The price book is what models without prices cost. */
const READ_WITH = ['maas.providers', 'maas.priceBook'];

/** By then, replicas that an update replaces are gone. */
const LOOK_AGAIN_MS = 15 * 60_000;

/**
 * Keeps the sources that are read the same as the providers in the configuration, while
 * that changes. Models of a provider that is there no more are withdrawn.
 *
 * @internal
 */
export class ProviderWatch {
  /** What each source is read with, by its name. */
  private readonly current = new Map<string, string>();

  constructor(
    private readonly options: {
      config: Config;
      models: Pick<ModelService, 'forgetSource'>;
      sources: SourceStore;
      reader: SourceReader;
      logger: LoggerService;
    },
  ) {}

  /** Schedules the providers there are, and follows the configuration from then on. */
  async start(): Promise<void> {
    const { config, reader, logger } = this.options;
    for (const source of await this.update()) {
      reader.readAfterStart(source);
    }
    const follow = async () => {
      try {
        const changed = await this.update();
        await Promise.all(changed.map(source => reader.read(source)));
      } catch (error) {
        logger.error(
          `Providers stay as they were: ${stringifyError(
            error,
          )}. They are looked at again when maas.providers changes`,
        );
      }
    };
    const update = reader.debounced(follow);
    onConfigChange(config, READ_WITH, () => update.ask());
    // With a configuration of before, one of them may read what is gone here once more.
    reader.debounced(follow, LOOK_AGAIN_MS).ask();
  }

  /** @returns those that are other ones than before */
  private async update(): Promise<ModelSource[]> {
    const { config, models, sources, reader } = this.options;
    const { providers, complete } = readProviders(config, source =>
      sources.idsByModelName(source),
    );
    const names = new Set(providers.map(({ source }) => source.name));
    const known = (await sources.all()).map(({ name }) => name);
    for (const name of complete ? known : []) {
      if (isProviderName(name) && !names.has(name)) {
        reader.cancel(name);
        this.current.delete(name);
        await models.forgetSource(name);
      }
    }
    const book = config.getOptional('maas.priceBook') ?? null;
    const readWith = (item: unknown) => JSON.stringify([item, book]);
    const changed = providers.filter(
      ({ source, item }) => this.current.get(source.name) !== readWith(item),
    );
    const scheduled: ModelSource[] = [];
    for (const provider of changed) {
      scheduled.push(await this.schedule(provider));
      this.current.set(provider.source.name, readWith(provider.item));
    }
    return scheduled;
  }

  /** @returns what is read by schedule now: what is wrong with the schedule, if it is */
  private async schedule({
    source,
    item,
  }: ConfiguredProvider): Promise<ModelSource> {
    const { reader } = this.options;
    const schedule = readSchedule(item);
    try {
      await reader.schedule(source, schedule);
      return source;
    } catch (error) {
      if (!schedule) {
        throw error;
      }
      // Only the scheduler knows what it takes, such as which cron expressions.
      const message = `schedule: ${stringifyError(error)}`;
      const broken = faulty(source.name, message);
      await reader.schedule(broken);
      return broken;
    }
  }
}
