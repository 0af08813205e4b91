import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { KeyLimits } from '@openmaas/backstage-plugin-maas-common';
import type { ApiKeyFilter } from '@openmaas/backstage-plugin-maas-node';
import type { Transaction } from '../database/database';
import type { PageQuery, PageResult } from '../http/page';

/** An API key as it is remembered: never its secret. @internal */
export interface StoredKey {
  id: string;
  /** What it was made for: a person's programs, or the playground. */
  kind: 'standard' | 'playground';
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
  /** The playground's key of a person for a team, expired or not, but not revoked. */
  findPlaygroundKey(
    makerRef: string,
    teamRef: string,
    tx: Transaction,
  ): Promise<StoredKey | undefined>;
  getByIdempotencyKey(
    makerRef: string,
    idempotencyKey: string,
    tx?: Transaction,
  ): Promise<StoredKey | undefined>;
  /** Newest first, without the keys of the playground unless these are wanted too. */
  list(
    query: PageQuery & {
      criteria?: PermissionCriteria<ApiKeyFilter>;
      makerRef?: string;
      withPlayground?: boolean;
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
  /**
   * Gives a key another secret for a while, up to which the key lives then, and forgets
   * those secrets that have ended.
   */
  reopen(
    secret: {
      id: string;
      keyId: string;
      hash: string;
      at: Date;
      expiresAt: Date;
    },
    tx: Transaction,
  ): Promise<void>;
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
