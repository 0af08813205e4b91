import type { Transaction } from '../../database/database';
import type { StoredStop } from '../ModelStore';

/** The retirement of a model, and how much of it its consumers know. @internal */
export interface ModelLife {
  id: string;
  title: string;
  stopped?: StoredStop;
  /** Announced, or past. */
  retiresAt?: Date;
  successor?: string;
  /** Why, for people. */
  note?: string;
  told?: Told;
}

/** What consumers were told last. @internal */
export interface Told {
  /** When the model was to retire. */
  retiresAt: Date;
  /** Of which reminder of it, in days before; undefined: that it was announced. */
  days?: number;
}

/** What is remembered of the life of models that are not withdrawn. @internal */
export interface LifeStore {
  /** Held against other changes until the end of the transaction. */
  lock(id: string, tx: Transaction): Promise<ModelLife | undefined>;
  /** Models that are to retire, or have, or of which that was told. */
  retiring(): Promise<ModelLife[]>;
  /** Stops a model, or lets it go on, with an entry in its history. */
  setStop(
    id: string,
    change: { before?: StoredStop; after?: StoredStop },
    cause: { actorRef: string; reason?: string; at: Date },
    tx: Transaction,
  ): Promise<void>;
  /** undefined: there is nothing more to tell. */
  noteTold(id: string, told: Told | undefined, tx: Transaction): Promise<void>;
}
