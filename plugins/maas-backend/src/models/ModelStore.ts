import type {
  TermName,
  TokenClass,
} from '@openmaas/backstage-plugin-maas-common';
import type { ModelDefinition } from '@openmaas/backstage-plugin-maas-node';
import type { Transaction } from '../database/database';
import type { PriceChange } from './prices';

/** A definition with every default filled in, and no prices. @internal */
export type CompleteModel = Required<
  Pick<
    ModelDefinition,
    | 'id'
    | 'servedName'
    | 'aliases'
    | 'title'
    | 'owner'
    | 'lifecycle'
    | 'visibility'
    | 'capabilities'
    | 'multiplier'
    | 'plans'
    | 'endpoints'
  >
> &
  Omit<ModelDefinition, 'prices'> & {
    /** The source gave no prices, so they are the price book's. */
    pricesFromBook?: boolean;
  };

/** A price with the moment from which it holds. @internal */
export interface StoredPrice {
  tokenClass: TokenClass;
  nanosPerMillion: bigint;
  validFrom: Date;
}

/** Somebody stopped a model for everybody. @internal */
export interface StoredStop {
  reason: string;
  /** Entity ref of the person. */
  by: string;
  at: Date;
}

/** A model as it is remembered. @internal */
export interface StoredModel extends CompleteModel {
  source: string;
  /** No call of it is let in while it is there. */
  stopped?: StoredStop;
  /** In force now. */
  prices: StoredPrice[];
  /** Terms whose value is a person's now, not the source's. */
  setByPerson: TermName[];
  updatedAt: Date;
}

/** Prices to keep, where nothing means that there is none any more. @internal */
export type PriceList = Partial<Record<TokenClass, bigint>>;

/** Whom a name belongs to. @internal */
export interface NameOwner {
  id: string;
  source: string;
}

/** What is remembered of models. @internal */
export interface ModelStore {
  /** Models that are not withdrawn, hidden ones too; unknown ids are left out. */
  find(ids: string[], now: Date, tx?: Transaction): Promise<StoredModel[]>;
  /** All models that are not withdrawn, hidden ones too, ordered by id. */
  all(now: Date): Promise<StoredModel[]>;
  /**
   * All prices that models ever had or will have, oldest first, of withdrawn ones too;
   * unknown ids are left out.
   */
  priceHistories(ids: string[]): Promise<Map<string, PriceChange[]>>;
  /**
   * Notes as changes of the policy the models whose prices began to hold and were not
   * noted yet.
   */
  announcePrices(now: Date, tx: Transaction): Promise<void>;
  /** When the next price begins to hold; undefined where none does. */
  nextPriceStart(after: Date): Promise<Date | undefined>;
  /** Multipliers of models, of withdrawn ones too; unknown ids are left out. */
  multipliers(ids: string[]): Promise<Map<string, string>>;
  /** Ids of all models, withdrawn ones too, that somebody of these owns. */
  idsOwnedBy(ownerRefs: string[]): Promise<string[]>;
  /** Owners of models by their ids, of withdrawn ones too. */
  ownersOf(ids: string[]): Promise<Map<string, string>>;
  /** Ids of all models, withdrawn ones too, about whose access one of these decides. */
  idsApprovedBy(approverRefs: string[]): Promise<string[]>;
  /** Who decides about access to models, by their ids, of withdrawn ones too. */
  approversOf(ids: string[]): Promise<Map<string, string>>;
  /**
   * Waits until nobody else takes over a source, in any replica, and keeps others waiting
   * until the end of the transaction: an id or a name that is free stays so.
   */
  holdNames(tx: Transaction): Promise<void>;
  /** Names and the models they belong to. */
  names(tx: Transaction): Promise<Map<string, NameOwner>>;
  /** Gives each model just these names. */
  setNames(
    models: Array<{ id: string; names: string[] }>,
    tx: Transaction,
  ): Promise<void>;
  /** Ids that a source has now. */
  idsOfSource(source: string, tx: Transaction): Promise<string[]>;
}
