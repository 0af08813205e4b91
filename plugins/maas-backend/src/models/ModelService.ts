import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, stringifyError } from '@backstage/errors';
import type { Model } from '@openmaas/backstage-plugin-maas-common';
import type {
  ModelDefinition,
  ModelFault,
  ModelSource,
} from '@openmaas/backstage-plugin-maas-node';
import type { Transaction, Transactor } from '../database/database';
import { inChunks } from '../database/inChunks';
import type { PageQuery, PageResult } from '../http/page';
import { namesOf, refuseCollisions } from './collisions';
import { definitionSchema, describeIssues } from './definitionSchema';
import type {
  CompleteModel,
  ModelStore,
  NameOwner,
  PriceList,
  StoredModel,
} from './ModelStore';
import type { PriceChange } from './prices';

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

  /** Models that can be called, hidden ones too: all, or those of some ids. */
  async served(ids?: string[]): Promise<StoredModel[]> {
    const { store, now } = this.options;
    return ids
      ? inChunks(ids, chunk => store.find(chunk, now()))
      : store.all(now());
  }

  /**
   * All prices that models ever had or will have, oldest first, of hidden and withdrawn
   * ones too; unknown ids are left out.
   */
  async priceHistories(ids: string[]): Promise<Map<string, PriceChange[]>> {
    return this.options.store.priceHistories(ids);
  }

  /**
   * Tells gateways of the prices that began to hold since they were last told.
   *
   * @returns when the next one does
   */
  async announcePrices(): Promise<Date | undefined> {
    const { store, transact } = this.options;
    const now = this.options.now();
    await transact(tx => store.announcePrices(now, tx));
    return store.nextPriceStart(now);
  }

  /** Multipliers of models, of withdrawn ones too; unknown ids are left out. */
  async multipliers(ids: string[]): Promise<Map<string, string>> {
    return this.options.store.multipliers(ids);
  }

  /** Owners of models by their ids, of hidden and withdrawn ones too. */
  async ownersOf(ids: string[]): Promise<Map<string, string>> {
    return this.options.store.ownersOf(ids);
  }

  /** Ids of the models that one of these owns, of hidden and withdrawn ones too. */
  async idsOwnedBy(ownerRefs: string[]): Promise<string[]> {
    return this.options.store.idsOwnedBy(ownerRefs);
  }

  /** A model as REST shows it, with what the caller's teams may do with it. */
  present(model: StoredModel, access: Model['access']): Model {
    const { endpoints, prices, timeouts: _, updatedAt, ...rest } = model;
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
      modalities: { input: ['text'], output: ['text'] },
      status: { state: endpoints.length > 0 ? 'ready' : 'off' },
      setByPerson: [],
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
      this.save(source.name, read, tx),
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
      await this.tell();
    }
    return faults;
  }

  /** Who misses the news finds the change by schedule: it decides about nothing here. */
  private async tell(): Promise<void> {
    try {
      await this.options.onChange();
    } catch (error) {
      this.options.logger.warn(
        `Nobody could be told that models changed: ${stringifyError(error)}`,
      );
    }
  }

  private async save(
    source: string,
    read: { models: ModelDefinition[]; faults: ModelFault[] },
    tx: Transaction,
  ): Promise<{ faults: ModelFault[]; changed: number }> {
    const { store } = this.options;
    const now = this.options.now();
    const { valid, prices, faults } = this.validate(read.models);
    const faulty = [...read.faults, ...faults];
    const keep = new Set([
      ...valid.map(({ id }) => id),
      ...faulty.map(({ model }) => model),
    ]);
    const gone = (await store.idsOfSource(source, tx)).filter(
      id => !keep.has(id),
    );
    await store.remove(gone, now, tx);

    const stored = await store.names(tx);
    const { accepted, faults: collisions } = refuseCollisions(
      source,
      valid,
      stored,
    );
    let changed = gone.length;
    for (const model of accepted) {
      const priceList = prices.get(model) ?? {};
      if (await store.save({ ...model, source }, priceList, now, tx)) {
        changed += 1;
      }
    }
    await store.setNames(
      accepted
        .map(model => ({ id: model.id, names: namesOf(model) }))
        .filter(({ id, names }) => !hasJustThese(stored, id, names)),
      tx,
    );
    return { faults: [...faulty, ...collisions], changed };
  }

  private validate(definitions: ModelDefinition[]) {
    const valid: CompleteModel[] = [];
    const prices = new Map<CompleteModel, PriceList>();
    const faults: ModelFault[] = [];
    for (const definition of definitions) {
      const result = definitionSchema.safeParse(definition);
      const model = result.success ? this.complete(result.data) : undefined;
      const unknown = (model?.plans ?? []).filter(
        plan => !this.options.plans.includes(plan),
      );
      if (!result.success) {
        faults.push({
          model: String(definition.id),
          message: describeIssues(result.error),
        });
      } else if (unknown.length > 0) {
        faults.push({
          model: definition.id,
          message: `there is no plan "${unknown.join('", "')}"`,
        });
      } else if (model) {
        valid.push(model);
        prices.set(model, result.data.prices);
      }
    }
    return { valid, prices, faults };
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

function hasJustThese(
  stored: Map<string, NameOwner>,
  id: string,
  names: string[],
): boolean {
  const before = [...stored].filter(([, owner]) => owner.id === id);
  return (
    before.length === names.length &&
    before.every(([name]) => names.includes(name))
  );
}
