import { setImmediate } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, isError, stringifyError } from '@backstage/errors';
import type {
  ModelDefinition,
  ModelFault,
  ModelSource,
} from '@openmaas/backstage-plugin-maas-node';
import type { Transaction, Transactor } from '../database/database';
import { changedNames, namesOf, refuseCollisions } from './collisions';
import { definitionSchema, describeIssues, MODEL_ID } from './definitionSchema';
import type { CompleteModel, ModelStore, PriceList } from './ModelStore';
import type { PriceBook } from './priceBook/PriceBook';
import type { SourceStore } from './sources/SourceStore';
import type { TermsService } from './terms/TermsService';

/** What reading sources needs. @internal */
export interface ModelSyncOptions {
  store: ModelStore;
  /** Takes over what is read. */
  terms: Pick<TermsService, 'take' | 'withdraw'>;
  /** Where it is remembered how each source was read last. */
  sources: SourceStore;
  priceBook: PriceBook;
  transact: Transactor;
  logger: LoggerService;
  /** Ids of all plans there are. */
  plans: string[];
  /** Tells others that models or their terms changed; never fails. */
  onChange: () => Promise<void>;
  now: () => Date;
}

/** How many definitions are checked, or taken over, before others have a turn. */
const CHECKED_AT_ONCE = 100;
const TAKEN_AT_ONCE = 200;

/** How many faults of one read the log names one by one. */
const MAX_LOGGED = 20;

/** What a source said, as far as it can be judged by itself. */
interface Checked {
  valid: CompleteModel[];
  /** Of the valid ones. */
  prices: Map<CompleteModel, PriceList>;
  faults: ModelFault[];
}

/**
 * Takes over what sources say about models.
 *
 * @internal
 */
export class ModelSync {
  /** The last read of each source, which the next one waits for. */
  private readonly running = new Map<string, Promise<unknown>>();
  /** What the log has of each source already. */
  private readonly logged = new Map<string, string>();

  constructor(private readonly options: ModelSyncOptions) {}

  /**
   * Reads a source and remembers what it says. What is faulty keeps its last good state
   * and is told in the log, once. Reads of one source follow each other, so that an older
   * one cannot undo a newer one.
   *
   * @returns the faults
   */
  async sync(source: ModelSource): Promise<ModelFault[]> {
    const before = this.running.get(source.name) ?? Promise.resolve();
    const read = before.catch(() => {}).then(() => this.syncNow(source));
    this.running.set(source.name, read);
    return read;
  }

  /** Withdraws all models of a source that is not there any more, and forgets it. */
  async forget(name: string): Promise<void> {
    const { store, terms, sources, transact, logger } = this.options;
    await this.running.get(name)?.catch(() => {});
    const gone = await transact(async tx => {
      await store.holdNames(tx);
      const ids = await store.idsOfSource(name, tx);
      await terms.withdraw(name, ids, tx);
      await sources.forget(name, tx);
      return ids;
    });
    logger.info(
      `Source "${name}" is not there any more: ${gone.length} models are withdrawn`,
    );
    if (gone.length > 0) {
      await this.options.onChange();
    }
  }

  private async syncNow(source: ModelSource): Promise<ModelFault[]> {
    const { sources, transact, now } = this.options;
    const { name, kind = 'module' } = source;
    let read;
    try {
      read = await source.read();
    } catch (error) {
      // Nothing is known now, so nothing is changed.
      const faults = [{ model: '*', message: messageOf(error) }];
      await transact(tx =>
        sources.noteRead({ name, kind, readAt: now(), faults }, tx),
      );
      this.log(name, faults, 0, 'cannot be read');
      return faults;
    }
    const checked = await this.check(read);
    const { faults, changed } = await transact(async tx => {
      const result = await this.save(name, checked, tx);
      await sources.noteRead(
        { name, kind, readAt: now(), faults: result.faults },
        tx,
      );
      return result;
    });
    this.log(
      name,
      faults,
      changed,
      `${read.models.length} read, ${changed} changed, ${faults.length} faulty`,
    );
    if (changed > 0) {
      await this.options.onChange();
    }
    return faults;
  }

  /** What is as it was the last time is not said again. */
  private log(
    name: string,
    faults: ModelFault[],
    changed: number,
    summary: string,
  ): void {
    const { logger } = this.options;
    const before = this.logged.get(name);
    const text = JSON.stringify(faults);
    this.logged.set(name, text);
    const line = `Models of source "${name}": ${summary}`;
    const isNews = before !== text;
    logger[isNews || changed > 0 ? 'info' : 'debug'](line);
    if (!isNews) {
      return;
    }
    for (const { model, message } of faults.slice(0, MAX_LOGGED)) {
      logger.error(
        model === '*'
          ? `Models of source "${name}" are left as they were: ${message}`
          : `Model "${model}" of source "${name}" is left as it was: ${message}`,
      );
    }
    if (faults.length > MAX_LOGGED) {
      logger.error(
        `Source "${name}" has ${
          faults.length - MAX_LOGGED
        } faults more: GET /model-sources names them`,
      );
    }
  }

  private async save(
    source: string,
    { valid, prices, faults }: Checked,
    tx: Transaction,
  ): Promise<{ faults: ModelFault[]; changed: number }> {
    const { store, terms } = this.options;
    await store.holdNames(tx);
    const gone = withdrawn(await store.idsOfSource(source, tx), valid, faults);
    await terms.withdraw(source, gone, tx);

    const stored = await store.names(tx);
    const faulty = new Set(faults.map(({ model }) => model));
    const { accepted, faults: collisions } = refuseCollisions(
      source,
      valid.filter(({ id }) => !faulty.has(id)),
      stored,
    );
    let taken = 0;
    for (let start = 0; start < accepted.length; start += TAKEN_AT_ONCE) {
      const said = accepted
        .slice(start, start + TAKEN_AT_ONCE)
        .map(definition => ({
          definition,
          prices: prices.get(definition) ?? {},
        }));
      taken += await terms.take(source, said, tx);
      await setImmediate();
    }
    await store.setNames(
      accepted
        .map(model => ({ id: model.id, names: namesOf(model) }))
        .filter(changedNames(stored)),
      tx,
    );
    return { faults: [...faults, ...collisions], changed: gone.length + taken };
  }

  /** What can be said of a read by itself; nobody waits long for it. */
  private async check(read: {
    models: ModelDefinition[];
    faults: ModelFault[];
  }): Promise<Checked> {
    const checked: Checked = {
      valid: [],
      prices: new Map(),
      faults: [...read.faults],
    };
    const book = this.options.priceBook.open();
    for (const [index, definition] of read.models.entries()) {
      if (index % CHECKED_AT_ONCE === CHECKED_AT_ONCE - 1) {
        await setImmediate();
      }
      try {
        const { prices: own, ...model } = this.complete(definition);
        const isPriced = Object.values(own).some(price => price !== undefined);
        const booked = isPriced ? undefined : book(model);
        const complete = booked ? { ...model, pricesFromBook: true } : model;
        checked.valid.push(complete);
        checked.prices.set(complete, booked ?? own);
      } catch (error) {
        checked.faults.push({
          model: String(definition.id),
          message: messageOf(error),
        });
      }
    }
    return checked;
  }

  /**
   * Fills in every default.
   *
   * @throws Error that says what is wrong
   */
  private complete(
    definition: ModelDefinition,
  ): CompleteModel & { prices: PriceList } {
    const { data, error } = definitionSchema.safeParse(definition);
    if (error) {
      throw new InputError(describeIssues(error));
    }
    const { plans } = this.options;
    const unknown = (data.plans ?? []).filter(plan => !plans.includes(plan));
    if (unknown.length > 0) {
      throw new InputError(`there is no plan "${unknown.join('", "')}"`);
    }
    if (data.retirement?.successor === data.id) {
      throw new InputError(
        'retirement.successor: must be another model than the one that retires',
      );
    }
    return {
      ...data,
      servedName: data.servedName ?? data.id,
      aliases: data.aliases ?? [],
      title: data.title ?? data.id,
      lifecycle: data.lifecycle ?? 'production',
      visibility: data.visibility ?? 'public',
      capabilities: data.capabilities ?? [],
      multiplier: data.multiplier ?? '1',
      plans: data.plans ?? plans,
    };
  }
}

/** What is wrong, without the error's class. */
function messageOf(error: unknown): string {
  return isError(error) ? error.message : stringifyError(error);
}

/**
 * What a source has no more. Where a fault does not say which model it is about, any of
 * them might be meant, so that none is.
 */
function withdrawn(
  before: string[],
  valid: CompleteModel[],
  faulty: ModelFault[],
): string[] {
  if (faulty.some(({ model }) => !MODEL_ID.test(model))) {
    return [];
  }
  const there = new Set([
    ...valid.map(({ id }) => id),
    ...faulty.map(({ model }) => model),
  ]);
  return before.filter(id => !there.has(id));
}
