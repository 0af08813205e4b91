import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { ApiKeyFilter } from '@openmaas/backstage-plugin-maas-node';
import type { Transaction } from '../database/database';
import type { PageQuery, PageResult } from '../http/page';

/** An API key as it is remembered: never its secret. @internal */
export interface StoredKey {
  id: string;
  teamRef: string;
  makerRef: string;
  name: string;
  /** The access request that it was made with. */
  requestId?: string;
  /** Only these models; undefined: all that its team may use. */
  models?: string[];
  createdAt: Date;
  /** Since when it may be revealed; undefined while its request waits. */
  readyAt?: Date;
  expiresAt?: Date;
  revealedAt?: Date;
  revokedAt?: Date;
  revokedBy?: string;
  idempotencyKey?: string;
  requestHash: string;
}

/** What is remembered of API keys. @internal */
export interface KeyStore {
  insert(key: StoredKey, tx: Transaction): Promise<void>;
  /** In no particular order; unknown ids are left out. */
  find(ids: string[], tx?: Transaction): Promise<StoredKey[]>;
  getByIdempotencyKey(
    makerRef: string,
    idempotencyKey: string,
    tx?: Transaction,
  ): Promise<StoredKey | undefined>;
  /** Newest first. */
  list(
    query: PageQuery & {
      criteria?: PermissionCriteria<ApiKeyFilter>;
      makerRef?: string;
    },
  ): Promise<PageResult<StoredKey>>;
  /**
   * Notes that the secret is revealed, and its hash.
   *
   * @returns false where it waits, or was revealed or revoked: then nothing is changed
   */
  reveal(
    secret: { id: string; keyId: string; hash: string; at: Date },
    tx: Transaction,
  ): Promise<boolean>;
  /** @returns false where it was revoked before */
  revoke(id: string, by: string, at: Date, tx?: Transaction): Promise<boolean>;
  /** Lets the key be revealed, and sets when it ends. */
  setReady(
    id: string,
    readyAt: Date,
    expiresAt: Date,
    tx: Transaction,
  ): Promise<void>;
}
