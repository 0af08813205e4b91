import { NotFoundError } from '@backstage/errors';
import type {
  ModelFault,
  ModelSource,
} from '@openmaas/backstage-plugin-maas-node';
import { inChunks } from '../database/inChunks';
import type { StoredModel } from './ModelStore';
import { ModelSync, type ModelSyncOptions } from './ModelSync';
import type { PriceChange } from './prices';

/**
 * The models that are offered: read from their sources, remembered, served.
 *
 * @internal
 */
export class ModelService {
  private readonly modelSync: ModelSync;

  constructor(private readonly options: ModelSyncOptions) {
    this.modelSync = new ModelSync(options);
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

  /** Who decides about access to models, by their ids; hidden and withdrawn ones too. */
  async approversOf(ids: string[]): Promise<Map<string, string>> {
    return this.options.store.approversOf(ids);
  }

  /** Ids of the models about whose access one of these decides, hidden and withdrawn ones too. */
  async idsApprovedBy(approverRefs: string[]): Promise<string[]> {
    return this.options.store.idsApprovedBy(approverRefs);
  }

  /** Markdown of a model's card, of a hidden one too; undefined where there is none. */
  async cardOf(id: string): Promise<string | undefined> {
    const [model] = await this.served([id]);
    return model?.card;
  }

  /**
   * Reads a source and remembers what it says, see {@link ModelSync.sync}.
   *
   * @returns the faults
   */
  async sync(source: ModelSource): Promise<ModelFault[]> {
    return this.modelSync.sync(source);
  }

  /** Withdraws all models of a source that is not there any more, and forgets it. */
  async forgetSource(name: string): Promise<void> {
    return this.modelSync.forget(name);
  }
}
