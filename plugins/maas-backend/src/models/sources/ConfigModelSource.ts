import type { Config } from '@backstage/config';
import type {
  ModelDefinition,
  ModelFault,
  ModelSource,
} from '@openmaas/backstage-plugin-maas-node';
import { z } from 'zod';
import { definitionFields, describeIssues } from '../definitionSchema';
import { configFields } from './configFields';
import { onConfigChange } from './onConfigChange';

/** As people write it: no field misspelt. */
const modelSchema = z.strictObject({
  ...configFields,
  endpoints: definitionFields.endpoints.default([]),
});

/**
 * Models from `maas.models` in configuration, read again when that changes.
 *
 * @internal
 */
export class ConfigModelSource implements ModelSource {
  static readonly NAME = 'config';
  readonly name = ConfigModelSource.NAME;
  readonly kind = 'config';

  constructor(private readonly config: Config) {}

  subscribe(onChange: () => void) {
    // The price book is what models without prices cost.
    onConfigChange(this.config, ['maas.models', 'maas.priceBook'], onChange);
  }

  async read() {
    const models: ModelDefinition[] = [];
    const faults: ModelFault[] = [];
    const items = this.config.getOptional('maas.models') ?? [];
    if (!Array.isArray(items)) {
      throw new Error('maas.models must be a list');
    }
    items.forEach((item: unknown, index) => {
      const result = modelSchema.safeParse(item);
      if (result.success) {
        models.push(result.data);
      } else {
        faults.push({
          model: idOf(item) ?? `maas.models[${index}]`,
          message: describeIssues(result.error),
        });
      }
    });
    return { models, faults };
  }
}

function idOf(item: unknown): string | undefined {
  return typeof item === 'object' &&
    item !== null &&
    'id' in item &&
    typeof item.id === 'string'
    ? item.id
    : undefined;
}
