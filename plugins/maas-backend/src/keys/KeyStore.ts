import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { KeyLimits } from '@openmaas/backstage-plugin-maas-common';
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
  /** Limits of its own, beside those of its plans. */
  limits?: KeyLimits;
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

/** What tells whether a call with a secret may pass. @internal */
export interface RevealedKey
  extends Pick<
    StoredKey,
    | 'id'
    | 'teamRef'
    | 'makerRef'
    | 'models'
    | 'limits'
    | 'expiresAt'
    | 'revokedAt'
  > {
  secrets: Array<{
    /** SHA-256 of the whole key, in hexadecimal. */
    hash: string;
    /** Set where a secret ends before its key does. */
    expiresAt?: Date;
  }>;
}

/** What is remembered of API keys. @internal */
export interface KeyStore {
  insert(key: StoredKey, tx: Transaction): Promise<void>;
  /** In no particular order; unknown ids are left out. */
  find(ids: string[], tx?: Transaction): Promise<StoredKey[]>;
  /**
   * Keys that were revealed, ended ones too, in no particular order: all, or those of
   * some ids.
   */
  revealed(ids?: string[]): Promise<RevealedKey[]>;
  /** The key that a secret of this hash belongs to, ended ones too. */
  findBySecret(hash: string): Promise<RevealedKey | undefined>;
  /**
   * Most tokens per month of the keys that have such a limit, and are neither revoked
   * nor expired at a time, by their ids.
   */
  monthlyLimits(at: Date): Promise<Map<string, number>>;
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
  revoke(id: string, by: string, at: Date, tx: Transaction): Promise<boolean>;
  /** Lets a key be revealed that was not yet, and sets when it ends. */
  setReady(
    id: string,
    readyAt: Date,
    expiresAt: Date,
    tx: Transaction,
  ): Promise<void>;
}
