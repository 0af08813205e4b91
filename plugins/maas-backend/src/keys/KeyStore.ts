import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type {
  KeyLimits,
  KeyState,
  KeySuspension,
  KeyUse,
} from '@openmaas/backstage-plugin-maas-common';
import type { ApiKeyFilter } from '@openmaas/backstage-plugin-maas-node';
import type { Transaction } from '../database/database';
import type { PageResult } from '../http/page';

/** Why a key stops without a person. @internal */
export type StopCause = Exclude<KeySuspension['cause'], 'person'>;

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
  /** Only from these addresses, as CIDR blocks; undefined: from anywhere. */
  addresses?: string[];
  /** What its calls are told apart by in the usage. */
  label?: string;
  createdAt: Date;
  /** Since when it may be revealed; undefined while its request waits. */
  readyAt?: Date;
  expiresAt?: Date;
  /** Of which reminder of its end the last one was, in days; 0: that it is over. */
  remindedDays?: number;
  revealedAt?: Date;
  /** Since when a person holds it back. */
  suspendedAt?: Date;
  suspendedBy?: string;
  suspensionReason?: string;
  /** Since when a rule holds it back, whatever persons do. */
  stoppedAt?: Date;
  stopCause?: StopCause;
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
    | 'addresses'
    | 'label'
    | 'expiresAt'
    | 'suspendedAt'
    | 'stoppedAt'
    | 'revokedAt'
  > {
  secrets: Array<{
    /** SHA-256 of the whole key, in hexadecimal. */
    hash: string;
    /** Set where a secret ends before its key does. */
    expiresAt?: Date;
  }>;
}

/** A secret of a key, without its hash. @internal */
export interface StoredSecret {
  id: string;
  createdAt: Date;
  expiresAt?: Date;
}

/** A call with a key, and where it came from. @internal */
export interface NewKeyUse extends Omit<KeyUse, 'at'> {
  keyId: string;
  /** When it started. */
  at: Date;
}

/** The latest call with a key. @internal */
export type LatestUse = Omit<NewKeyUse, 'keyId'>;

/** Which keys somebody looks for. @internal */
export interface KeyQuery {
  criteria?: PermissionCriteria<ApiKeyFilter>;
  makerRef?: string;
  teamRef?: string;
  states?: KeyState[];
  /** Only active keys without a call since then. */
  unusedSince?: Date;
  search?: string;
  withPlayground?: boolean;
}

/** How keys can be ordered; a dash turns it around. @internal */
export type KeyOrder = 'created' | 'name' | 'team' | 'expires' | 'used';

/** What is remembered of API keys. @internal */
export interface KeyStore {
  insert(key: StoredKey, tx: Transaction): Promise<void>;
  /** In no particular order; unknown ids are left out. */
  find(ids: string[], tx?: Transaction): Promise<StoredKey[]>;
  /** A key that nobody else changes until the transaction ends. */
  lock(id: string, tx: Transaction): Promise<StoredKey | undefined>;
  /** Writes what can change of a key that the transaction has locked. */
  save(key: StoredKey, tx: Transaction): Promise<void>;
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
  /** Without the keys of the playground unless these are wanted too. */
  list(
    query: KeyQuery & {
      /** The time for which states hold. */
      at: Date;
      limit: number;
      cursor?: string;
      /** A {@link KeyOrder}, perhaps with a dash before it. */
      sort: string;
    },
  ): Promise<PageResult<StoredKey>>;
  /** Secrets of a key, latest first. */
  secrets(keyId: string, tx: Transaction): Promise<StoredSecret[]>;
  addSecret(
    secret: StoredSecret & { keyId: string; hash: string },
    tx: Transaction,
  ): Promise<void>;
  /** Ends a secret of a key at a time. */
  endSecret(
    keyId: string,
    id: string,
    at: Date,
    tx: Transaction,
  ): Promise<void>;
  /** Forgets the secrets of a key that have ended at a time. */
  forgetEnded(keyId: string, at: Date, tx: Transaction): Promise<void>;
  /** When the last of those secrets of keys ends that end before their keys do. */
  secretEnds(keyIds: string[], at: Date): Promise<Map<string, Date>>;
  /** Notes latest calls, each key once; earlier ones than are known change nothing. */
  noteUses(uses: NewKeyUse[], tx: Transaction): Promise<void>;
  /** The latest calls with keys, by their ids; unused ones are left out. */
  lastUses(keyIds: string[]): Promise<Map<string, LatestUse>>;
}
