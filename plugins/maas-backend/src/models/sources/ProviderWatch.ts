import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import type { ModelService } from '../ModelService';
import { onConfigChange } from './onConfigChange';
import {
  type ConfiguredProvider,
  isProviderName,
  readProviders,
} from './providers';
import { readSchedule } from './providerSettings';
import type { SourceReader } from './SourceReader';
import type { SourceStore } from './SourceStore';

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
    for (const { source } of await this.update()) {
      reader.readAfterStart(source);
    }
    const update = reader.debounced(async () => {
      try {
        const changed = await this.update();
        await Promise.all(changed.map(({ source }) => reader.read(source)));
      } catch (error) {
        logger.error(
          `Providers stay as they were: ${stringifyError(
            error,
          )}. They are looked at again when maas.providers changes`,
        );
      }
    });
    onConfigChange(config, ['maas.providers'], () => update.ask());
  }

  /** @returns those that are other ones than before */
  private async update(): Promise<ConfiguredProvider[]> {
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
    const changed = providers.filter(
      ({ source, item }) =>
        this.current.get(source.name) !== JSON.stringify(item),
    );
    for (const { source, item } of changed) {
      await reader.schedule(source, readSchedule(item));
      this.current.set(source.name, JSON.stringify(item));
    }
    return changed;
  }
}
