import type { ModelFault } from '@openmaas/backstage-plugin-maas-node';
import type { Transaction } from '../../database/database';

/** How a source was read. @internal */
export interface SourceRead {
  name: string;
  /** What it is, such as `config`. */
  kind: string;
  readAt: Date;
  faults: ModelFault[];
}

/** What is remembered of a source. @internal */
export interface StoredSource extends SourceRead {
  /** When it was read without any fault. */
  goodAt?: Date;
  /** What is wrong with the owners of its models, which does not keep them from being offered. */
  ownerFaults: ModelFault[];
  /** How many models it offers now. */
  models: number;
}

/** What is remembered of where models come from. @internal */
export interface SourceStore {
  /** All sources that were read, by name. */
  all(): Promise<StoredSource[]>;
  /** Remembers how a source was read last, and when it was read well. */
  noteRead(read: SourceRead, tx: Transaction): Promise<void>;
  /** Replaces what is wrong with owners, by the name of the source; none: nothing is. */
  noteOwnerFaults(faults: Map<string, ModelFault[]>): Promise<void>;
  /** Forgets a source. */
  forget(name: string, tx: Transaction): Promise<void>;
  /**
   * The ids of a source's models by what their first endpoint calls them, of withdrawn
   * ones too: whoever comes back is known by the same id.
   */
  idsByModelName(source: string): Promise<Map<string, string>>;
}
