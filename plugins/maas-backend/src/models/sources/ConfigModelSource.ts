import { setImmediate } from 'node:timers/promises';
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

/** How many models are checked before others have a turn. */
const CHECKED_AT_ONCE = 100;

/**
 * Models from `maas.models` in configuration, read again when that changes.
 *
 * @internal
 */
export class ConfigModelSource implements ModelSource {
  static readonly NAME = 'config';
  readonly name = ConfigModelSource.NAME;
  readonly kind = 'config';

  /** Whether there was a list when it was looked at last. */
  private hadList: boolean;

  constructor(private readonly config: Config) {
    this.hadList = config.has('maas.models');
  }

  subscribe(onChange: () => void) {
    // The price book is what models without prices cost.
    onConfigChange(this.config, ['maas.models', 'maas.priceBook'], onChange);
  }

  async read() {
    const models: ModelDefinition[] = [];
    const faults: ModelFault[] = [];
    const items = this.items();
    for (const [index, item] of items.entries()) {
      if (index % CHECKED_AT_ONCE === CHECKED_AT_ONCE - 1) {
        await setImmediate();
      }
      const result = modelSchema.safeParse(item);
      if (result.success) {
        models.push(result.data);
      } else {
        faults.push({
          model: idOf(item) ?? `maas.models[${index}]`,
          message: describeIssues(result.error),
        });
      }
    }
    return { models, faults };
  }

  /** @throws Error where there is no list any more, or something else than a list */
  private items(): unknown[] {
    const items = this.config.getOptional('maas.models');
    // A file that is being written is empty for a moment, which must withdraw nothing.
    if (items === undefined && this.hadList) {
      throw new Error(
        'maas.models is gone while the portal runs; write [] to withdraw all models',
      );
    }
    this.hadList = items !== undefined;
    if (items !== undefined && !Array.isArray(items)) {
      throw new Error('maas.models must be a list');
    }
    return items ?? [];
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
