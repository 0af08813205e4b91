import type { Config } from '@backstage/config';
import type { ModelSource } from '@openmaas/backstage-plugin-maas-node';
import { ProviderModelSource } from './ProviderModelSource';
import { providerIdOf } from './providerSettings';

/** Name of the source that a provider is, which no module's source may have. */
function providerName(id: string): string {
  return `provider:${id}`;
}

/** Whether a source of that name is, or stands for, one of `maas.providers`. @internal */
export function isProviderName(name: string): boolean {
  return /^provider(:|s$|s\[)/.test(name);
}

/** A provider of the configuration. @internal */
export interface ConfiguredProvider {
  source: ModelSource;
  /** The settings as they are; two of the same are read alike. */
  item: unknown;
}

/** The providers of the configuration. @internal */
export interface ConfiguredProviders {
  providers: ConfiguredProvider[];
  /** False where a mistake hides which providers there are. */
  complete: boolean;
}

/**
 * Reads `maas.providers`. What is wrong with one is told when its source is read, so that
 * its models stay as they are.
 *
 * @param knownIds - ids of a source's models by what the server calls them
 * @internal
 */
export function readProviders(
  config: Config,
  knownIds: (source: string) => Promise<Map<string, string>>,
): ConfiguredProviders {
  const items: unknown = config.getOptional('maas.providers') ?? [];
  if (!Array.isArray(items)) {
    const source = faulty('providers', 'maas.providers must be a list');
    return { providers: [{ source, item: items }], complete: false };
  }
  const providers = new Map<string, ConfiguredProvider>();
  let complete = true;
  items.forEach((item: unknown, index) => {
    const id = providerIdOf(item);
    const name = id === undefined ? `providers[${index}]` : providerName(id);
    if (id === undefined) {
      complete = false;
      const message = `maas.providers[${index}].id: must be at most 32 lower-case letters, digits and dashes`;
      providers.set(name, { source: faulty(name, message), item: items });
    } else if (providers.has(name)) {
      const message = `maas.providers has the id "${id}" twice`;
      providers.set(name, { source: faulty(name, message), item: items });
    } else {
      const source = new ProviderModelSource(name, item, knownIds);
      providers.set(name, { source, item });
    }
  });
  return { providers: [...providers.values()], complete };
}

/** A source that nothing can be read of until its configuration is mended. @internal */
export function faulty(name: string, message: string): ModelSource {
  return {
    name,
    kind: 'openai',
    read: async () => {
      throw new Error(message);
    },
  };
}
