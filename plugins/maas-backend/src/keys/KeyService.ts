import { randomBytes } from 'node:crypto';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  API_KEY_SECRET_BYTES,
  type CreateKey,
  formatApiKey,
  type KeyLimits,
  type KeyModel,
  type KeyState,
} from '@openmaas/backstage-plugin-maas-common';
import {
  type ApiKeyFilter,
  hashApiKey,
} from '@openmaas/backstage-plugin-maas-node';
import { v7 as uuid } from 'uuid';
import { addDays, type ExpiryPolicy } from '../access/expiry';
import type { GrantService } from '../access/GrantService';
import { memberTeam } from '../access/teams';
import type { Transaction, Transactor } from '../database/database';
import { repetitionOf, requestHashOf } from '../http/idempotency';
import type { PageQuery, PageResult } from '../http/page';
import type { ModelService } from '../models/ModelService';
import type { Actor } from '../permissions/Actor';
import type { UsageService } from '../usage/UsageService';
import type { KeyStore, RevealedKey, StoredKey } from './KeyStore';
import { keyStateAt, whyNotRevealed } from './states';

/** What a service of keys needs. @internal */
export interface KeyServiceOptions {
  store: KeyStore;
  transact: Transactor;
  grants: GrantService;
  models: ModelService;
  usage: UsageService;
  expiry: ExpiryPolicy;
  now: () => Date;
}

/**
 * API keys: made for a team, revealed once, ended.
 *
 * @internal
 */
export class KeyService {
  constructor(private readonly options: KeyServiceOptions) {}

  /**
   * Makes another key for a team that may use something already.
   *
   * @param idempotencyKey - a repetition with the same key returns the first key
   * @throws InputError, NotAllowedError, ConflictError
   */
  async create(
    input: CreateKey,
    maker: Pick<Actor, 'userRef' | 'claims'>,
    idempotencyKey?: string,
  ): Promise<StoredKey> {
    const { store, transact, grants, expiry } = this.options;
    const teamRef = memberTeam(input.team, maker.claims);
    const requestHash = requestHashOf([
      teamRef,
      input.name.trim(),
      input.models ?? null,
      input.expiresInDays ?? null,
      // Nothing where there are none, as before there were any.
      ...(input.limits ? [limitsInOrder(input.limits)] : []),
    ]);
    return transact(async tx => {
      const repeated =
        idempotencyKey &&
        repetitionOf(
          await store.getByIdempotencyKey(maker.userRef, idempotencyKey, tx),
          requestHash,
        );
      if (repeated) {
        return repeated;
      }
      const days = expiry.days(input.expiresInDays);
      const live = await grants.live([teamRef], undefined, tx);
      if (live.length === 0) {
        throw new ConflictError(
          `${teamRef} may use no model yet: request access to one first`,
        );
      }
      const foreign = (input.models ?? []).filter(
        id => !live.some(grant => grant.modelId === id),
      );
      if (foreign.length > 0) {
        throw new InputError(
          `${teamRef} may not use "${foreign.join(
            '", "',
          )}": request access first`,
        );
      }
      const now = this.options.now();
      const key: StoredKey = {
        id: uuid(),
        kind: 'standard',
        teamRef,
        makerRef: maker.userRef,
        name: input.name.trim(),
        models: input.models,
        limits: input.limits,
        createdAt: now,
        readyAt: now,
        expiresAt: addDays(now, days),
        idempotencyKey,
        requestHash,
      };
      await store.insert(key, tx);
      return key;
    });
  }

  /** Makes the key of an access request, to be let free or cancelled with it. */
  async issue(
    key: Omit<StoredKey, 'kind' | 'readyAt' | 'expiresAt'>,
    tx: Transaction,
  ): Promise<void> {
    await this.options.store.insert({ ...key, kind: 'standard' }, tx);
  }

  /** The request is granted: the secret can be made, until the key ends. */
  async ready(
    keyId: string,
    times: { at: Date; expiresAt: Date },
    tx: Transaction,
  ): Promise<void> {
    await this.options.store.setReady(keyId, times.at, times.expiresAt, tx);
  }

  /** The request was refused or taken back: the key will never be. */
  async cancel(
    keyId: string,
    by: string,
    at: Date,
    tx: Transaction,
  ): Promise<void> {
    await this.options.store.revoke(keyId, by, at, tx);
  }

  /**
   * One page of keys that the criteria let through, newest first.
   *
   * @param query - keys of the playground are there `withPlayground` only
   */
  async list(
    query: PageQuery & {
      makerRef?: string;
      withPlayground?: boolean;
      criteria?: PermissionCriteria<ApiKeyFilter> | 'none';
    },
  ): Promise<PageResult<StoredKey>> {
    const { criteria, ...rest } = query;
    return criteria === 'none'
      ? { items: [], totalItems: 0 }
      : this.options.store.list({ ...rest, criteria });
  }

  /** Those of the keys that there are, in no particular order. */
  async find(ids: string[]): Promise<StoredKey[]> {
    return this.options.store.find(ids);
  }

  /**
   * Keys that were revealed, ended ones too, with the hashes of their secrets: all, or
   * those of some ids.
   */
  async revealed(ids?: string[]): Promise<RevealedKey[]> {
    return this.options.store.revealed(ids);
  }

  /**
   * The key that a secret belongs to, ended ones too.
   *
   * @param hash - SHA-256 of the whole key, in hexadecimal
   */
  async findBySecret(hash: string): Promise<RevealedKey | undefined> {
    return this.options.store.findBySecret(hash);
  }

  /**
   * Most tokens per month of the keys that have such a limit and have not ended, by
   * their ids.
   */
  async monthlyLimits(): Promise<Map<string, number>> {
    return this.options.store.monthlyLimits(this.options.now());
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<StoredKey> {
    const [key] = await this.options.store.find([id]);
    if (!key) {
      throw noSuchKey(id);
    }
    return key;
  }

  /**
   * Makes the secret of a key and keeps its hash. Of any number of calls, one returns
   * a secret.
   *
   * @returns the whole key: show it and forget it
   * @throws NotFoundError, NotAllowedError for anybody but its maker, and for a maker
   *   who left the team, ConflictError where it waits, was revealed or has ended
   */
  async reveal(
    id: string,
    actor: Pick<Actor, 'userRef' | 'claims'>,
  ): Promise<string> {
    const { store, transact, now } = this.options;
    const secret = formatApiKey(id, randomBytes(API_KEY_SECRET_BYTES));
    await transact(async tx => {
      const [key] = await store.find([id], tx);
      if (!key) {
        throw noSuchKey(id);
      }
      if (key.makerRef !== actor.userRef) {
        throw new NotAllowedError('Only the one who made a key can reveal it');
      }
      if (!actor.claims.includes(key.teamRef)) {
        throw new NotAllowedError(
          `The key belongs to ${key.teamRef}, and you are not in that team any more`,
        );
      }
      const at = now();
      const revealed =
        this.stateOf(key) === 'unrevealed' &&
        (await store.reveal(
          { id: uuid(), keyId: id, hash: hashApiKey(secret), at },
          tx,
        ));
      if (!revealed) {
        throw new ConflictError(whyNotRevealed(this.stateOf(key)));
      }
    });
    return secret;
  }

  /**
   * Ends a key for good.
   *
   * @throws NotFoundError, ConflictError where it is revoked already
   */
  async revoke(id: string, actor: Pick<Actor, 'userRef'>): Promise<StoredKey> {
    const { store, transact, now } = this.options;
    const revoked = await transact(tx =>
      store.revoke(id, actor.userRef, now(), tx),
    );
    const key = await this.get(id);
    if (!revoked) {
      throw new ConflictError('The key is revoked already');
    }
    return key;
  }

  /** The state of a key now. */
  stateOf(key: StoredKey): KeyState {
    return keyStateAt(key, this.options.now());
  }

  /** When the latest calls with keys started, by their ids; unused ones are left out. */
  async lastUses(keys: StoredKey[]): Promise<Map<string, Date>> {
    return this.options.usage.lastUses(keys.map(key => key.id));
  }

  /** What keys can call now, in the order of the keys. */
  async modelsOf(keys: StoredKey[]): Promise<KeyModel[][]> {
    const { grants, models } = this.options;
    const live = await grants.live([...new Set(keys.map(key => key.teamRef))]);
    const found = await models.find([...new Set(live.map(g => g.modelId))]);
    return keys.map(key => {
      if (!['unrevealed', 'active'].includes(this.stateOf(key))) {
        return [];
      }
      return live
        .filter(grant => grant.teamRef === key.teamRef)
        .filter(grant => key.models?.includes(grant.modelId) ?? true)
        .flatMap(grant => {
          const model = found.find(({ id }) => id === grant.modelId);
          return model
            ? {
                id: model.id,
                title: model.title,
                servedName: model.servedName,
                plan: grant.plan,
                capabilities: model.capabilities,
              }
            : [];
        });
    });
  }
}

function limitsInOrder(limits: KeyLimits): Array<[string, number]> {
  return Object.entries(limits).sort(([a], [b]) => (a < b ? -1 : 1));
}

function noSuchKey(id: string): NotFoundError {
  return new NotFoundError(`There is no key ${id}`);
}
