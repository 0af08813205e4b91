import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, stringifyError } from '@backstage/errors';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import type {
  ModelDefinition,
  ModelFault,
  ModelSource,
} from '@openmaas/backstage-plugin-maas-node';
import type { Transactor } from '../database/database';
import type { PageQuery, PageResult } from '../http/page';
import type { CompleteModel, ModelStore, StoredModel } from './ModelStore';

/** What a model's service needs. @internal */
export interface ModelServiceOptions {
  store: ModelStore;
  transact: Transactor;
  logger: LoggerService;
  /** ISO 4217 */
  currency: string;
  /** Ids of all plans there are. */
  plans: string[];
  /** Tells others that models or their terms changed. */
  onChange: () => Promise<void>;
  now: () => Date;
}

/**
 * The models that are offered: read from their sources, remembered, served.
 *
 * @internal
 */
export class ModelService {
  constructor(private readonly options: ModelServiceOptions) {}

  /** One page of the models that everybody may see. */
  async list(
    query: PageQuery & { search?: string },
  ): Promise<PageResult<StoredModel>> {
    return this.options.store.list({ ...query, now: this.options.now() });
  }

  /**
   * One model that everybody may see.
   *
   * @throws NotFoundError where there is none, or it is hidden
   */
  async get(id: string): Promise<StoredModel> {
    const [model] = await this.find([id]);
    if (!model) {
      throw new NotFoundError(`There is no model "${id}"`);
    }
    return model;
  }

  /** The models among these ids that everybody may see. */
  async find(ids: string[]): Promise<StoredModel[]> {
    const models = await this.options.store.find(ids, this.options.now());
    return models.filter(model => model.visibility !== 'hidden');
  }

  /** Ids of the models that one of these owns. */
  async idsOwnedBy(ownerRefs: string[]): Promise<string[]> {
    return this.options.store.idsOwnedBy(ownerRefs);
  }

  /** A model as REST shows it, with what the caller's teams may do with it. */
  present(model: StoredModel, access: Model['access']): Model {
    const { endpoints, prices, updatedAt, ...rest } = model;
    return {
      ...rest,
      prices: prices.map(price => ({
        tokenClass: price.tokenClass,
        nanosPerMillion: price.nanosPerMillion.toString(),
        currency: this.options.currency,
        validFrom: price.validFrom.toISOString(),
      })),
      // The addresses themselves are nobody's business but the gateway's.
      endpointCount: endpoints.length,
      simulated: endpoints.some(endpoint => endpoint.simulated),
      access,
      updatedAt: updatedAt.toISOString(),
    };
  }

  /**
   * Reads a source and remembers what it says. What is faulty is told in the log and
   * keeps its last good state.
   *
   * @returns the faults
   */
  async sync(source: ModelSource): Promise<ModelFault[]> {
    const { logger, transact } = this.options;
    let read;
    try {
      read = await source.read();
    } catch (error) {
      // Nothing is known now, so nothing is changed.
      logger.error(
        `Models of source "${source.name}" cannot be read: ${stringifyError(
          error,
        )}`,
      );
      return [{ model: '*', message: stringifyError(error) }];
    }
    const { faults, changed } = await transact(async tx =>
      this.save(source.name, read.models, read.faults, tx),
    );
    for (const fault of faults) {
      logger.error(
        `Model "${fault.model}" of source "${source.name}" is left as it was: ${fault.message}`,
      );
    }
    logger.info(
      `Models of source "${source.name}": ${read.models.length} read, ${changed} changed, ${faults.length} faulty`,
    );
    if (changed > 0) {
      await this.options.onChange();
    }
    return faults;
  }

  private async save(
    source: string,
    models: ModelDefinition[],
    readFaults: ModelFault[],
    tx: Parameters<ModelStore['names']>[0],
  ): Promise<{ faults: ModelFault[]; changed: number }> {
    const { store } = this.options;
    const now = this.options.now();
    const faults = [...readFaults];
    const keep = new Set([
      ...models.map(model => model.id),
      ...readFaults.map(fault => fault.model),
    ]);
    const gone = (await store.idsOfSource(source, tx)).filter(
      id => !keep.has(id),
    );
    if (gone.length > 0) {
      await store.remove(gone, now, tx);
    }

    // Names that belong to other models, of this source or another one.
    const taken = await store.names(tx);
    const seen = new Set<string>();
    let changed = gone.length;
    for (const definition of models) {
      const model = this.complete(definition);
      const message = this.check(model, source, taken, seen);
      seen.add(model.id);
      if (message) {
        faults.push({ model: model.id, message });
        continue;
      }
      for (const [name, owner] of taken) {
        if (owner.id === model.id) {
          taken.delete(name);
        }
      }
      for (const name of namesOf(model)) {
        taken.set(name, { id: model.id, source });
      }
      if (await store.save({ ...model, source }, definition.prices, now, tx)) {
        changed += 1;
      }
    }
    return { faults, changed };
  }

  private check(
    model: CompleteModel,
    source: string,
    taken: Map<string, { id: string; source: string }>,
    seen: Set<string>,
  ): string | undefined {
    if (seen.has(model.id)) {
      return `source "${source}" has the id twice`;
    }
    for (const owner of taken.values()) {
      if (owner.id === model.id && owner.source !== source) {
        return `source "${owner.source}" has a model of that id already`;
      }
    }
    for (const name of namesOf(model)) {
      const owner = taken.get(name);
      if (owner && owner.id !== model.id) {
        return `the name "${name}" belongs to model "${owner.id}" of source "${owner.source}" already`;
      }
    }
    const unknown = model.plans.filter(
      plan => !this.options.plans.includes(plan),
    );
    if (unknown.length > 0) {
      return `there is no plan "${unknown.join('", "')}"`;
    }
    return undefined;
  }

  private complete({
    prices: _,
    ...definition
  }: ModelDefinition): CompleteModel {
    return {
      ...definition,
      servedName: definition.servedName ?? definition.id,
      aliases: definition.aliases ?? [],
      title: definition.title ?? definition.id,
      lifecycle: definition.lifecycle ?? 'production',
      visibility: definition.visibility ?? 'public',
      capabilities: definition.capabilities ?? [],
      multiplier: definition.multiplier ?? '1',
      plans: definition.plans ?? this.options.plans,
    };
  }
}

function namesOf(model: CompleteModel): string[] {
  return [...new Set([model.servedName, ...model.aliases])];
}
