import type { Transaction } from '../../database/database';
import type { PageQuery, PageResult } from '../../http/page';
import type { PriceChange } from '../prices';
import type { Cause, FieldChange, StoredChange } from './history';
import type { ModelRecord } from './terms';

/** What is to be written of a model. @internal */
export interface ModelWrite {
  id: string;
  /** As it is to be from now on. */
  record: ModelRecord;
  prices: PriceChange[];
  /** Whether prices that do not hold yet are forgotten. */
  dropsFuturePrices?: boolean;
  /** For the history. */
  changes: FieldChange[];
  cause: Cause;
}

/** What sources and people said of models, and how that changed. @internal */
export interface TermsStore {
  /**
   * Models as their sources and people gave them, withdrawn ones too, held against other
   * changes until the end of the transaction; unknown ids are left out.
   */
  lock(ids: string[], tx: Transaction): Promise<Map<string, ModelRecord>>;
  /** One of them as it is now, withdrawn or not. */
  find(id: string): Promise<ModelRecord | undefined>;
  /** Ids of the models, not withdrawn, that a model is to succeed. */
  predecessorsOf(id: string, tx: Transaction): Promise<string[]>;
  /** All prices that models ever had or will have, oldest first. */
  priceHistories(
    ids: string[],
    tx?: Transaction,
  ): Promise<Map<string, PriceChange[]>>;
  /** Writes models, new ones too, with their history. */
  write(writes: ModelWrite[], now: Date, tx: Transaction): Promise<void>;
  /** What changed about a model, newest first. */
  changes(modelId: string, page: PageQuery): Promise<PageResult<StoredChange>>;
}
