import type {
  CreateKey,
  KeyState,
  UpdateKey,
} from '@openmaas/backstage-plugin-maas-common';
import { v7 as uuid } from 'uuid';
import { addDays, type ExpiryPolicy } from '../access/expiry';
import type { GrantService } from '../access/GrantService';
import { memberTeam } from '../access/teams';
import type { Transaction, Transactor } from '../database/database';
import { repetitionOf } from '../http/idempotency';
import type { Actor } from '../permissions/Actor';
import { canonicalBlocks } from './addresses';
import { existing, KeyChanges } from './KeyChanges';
import { noteKeyChange, tellMaker } from './keyNotes';
import type { KeyStore, NewKeyUse, RevealedKey, StoredKey } from './KeyStore';
import { endsOnRotation, makeSecret, requireMaker } from './secrets';
import { keyAfter, type KeyEvent, keyStateAt, withEnd } from './states';
import { creationHashOf, requireUsable, termsOf } from './terms';
import { latestUses } from './uses';

const HOUR = 60 * 60 * 1000;

/** Hours for which the secret before a rotation works on. */
const USUAL_GRACE_HOURS = 24;

/** What a service of keys needs. @internal */
export interface KeyServiceOptions {
  store: KeyStore;
  transact: Transactor;
  grants: GrantService;
  expiry: ExpiryPolicy;
  now: () => Date;
}

type Person = Pick<Actor, 'userRef' | 'claims'>;

/**
 * API keys: made for a team, revealed once, rotated, held back, ended.
 *
 * @internal
 */
export class KeyService {
  private readonly changes: KeyChanges;

  constructor(private readonly options: KeyServiceOptions) {
    this.changes = new KeyChanges(options);
  }

  /**
   * Makes another key for a team that may use something already.
   *
   * @param idempotencyKey - a repetition with the same key returns the first key
   * @throws InputError, NotAllowedError, ConflictError
   */
  async create(
    input: CreateKey,
    maker: Person,
    idempotencyKey?: string,
  ): Promise<StoredKey> {
    const { store, transact, grants, expiry, now } = this.options;
    const teamRef = memberTeam(input.team, maker.claims);
    const addresses = input.addresses && canonicalBlocks(input.addresses);
    const requestHash = creationHashOf({ ...input, team: teamRef, addresses });
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
      await requireUsable(grants, teamRef, input.models ?? [], tx);
      const at = now();
      const made: StoredKey = {
        id: uuid(),
        kind: 'standard',
        teamRef,
        makerRef: maker.userRef,
        name: input.name.trim(),
        models: input.models,
        limits: input.limits,
        addresses,
        label: input.label,
        createdAt: at,
        readyAt: at,
        idempotencyKey,
        requestHash,
      };
      const key = withEnd(made, addDays(at, days), at);
      await store.insert(key, tx);
      noteKeyChange(tx, undefined, key, at);
      return key;
    });
  }

  /** Makes the key of an access request, to be let free or cancelled with it. */
  async issue(
    key: Omit<StoredKey, 'kind' | 'readyAt' | 'expiresAt'>,
    tx: Transaction,
  ): Promise<void> {
    await this.options.store.insert({ ...key, kind: 'standard' }, tx);
    tx.notices.changed('api-key');
  }

  /**
   * The request is granted: the secret can be made, until the key ends. A key that was
   * revoked meanwhile stays so.
   */
  async ready(
    keyId: string,
    times: { at: Date; expiresAt: Date },
    tx: Transaction,
  ): Promise<void> {
    const { expiresAt } = times;
    await this.changes.settle(
      keyId,
      { type: 'ready', expiresAt },
      times.at,
      tx,
    );
  }

  /** The request was refused or taken back: the key will never be. */
  async cancel(
    keyId: string,
    by: string,
    at: Date,
    tx: Transaction,
  ): Promise<void> {
    await this.changes.settle(keyId, { type: 'revoke', by }, at, tx);
  }

  /** Those of the keys that there are, in no particular order. */
  async find(ids: string[]): Promise<StoredKey[]> {
    return this.options.store.find(ids);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<StoredKey> {
    const [key] = await this.options.store.find([id]);
    return existing(key, id);
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

  /** Notes calls with keys, of which the latest of each key is remembered. */
  async noteUses(uses: NewKeyUse[], tx: Transaction): Promise<void> {
    await this.options.store.noteUses(latestUses(uses), tx);
  }

  /**
   * Makes the secret of a key and keeps its hash. Of any number of calls, one returns
   * a secret.
   *
   * @returns the whole key: show it and forget it
   * @throws NotFoundError, NotAllowedError for anybody but its maker, and for a maker
   *   who left the team, ConflictError where it waits, was revealed or has ended
   */
  async reveal(id: string, actor: Person): Promise<string> {
    const { store } = this.options;
    return this.changes.apply(id, { type: 'reveal' }, async (key, at, tx) => {
      requireMaker(key, actor);
      return makeSecret(store, id, at, tx);
    });
  }

  /**
   * Gives a key another secret. The one that it had works on until the grace period is
   * over; one of an earlier rotation ends at once.
   *
   * @param graceHours - 24 if left out; 0: the earlier secret ends at once
   * @returns the whole key: show it and forget it
   * @throws NotFoundError, NotAllowedError for anybody but its maker, and for a maker
   *   who left the team, ConflictError where it is not active
   */
  async rotate(
    id: string,
    actor: Person,
    graceHours: number = USUAL_GRACE_HOURS,
  ): Promise<string> {
    const { store } = this.options;
    return this.changes.apply(id, { type: 'rotate' }, async (key, at, tx) => {
      requireMaker(key, actor);
      await store.forgetEnded(id, at, tx);
      const earlier = await store.secrets(id, tx);
      for (const [secretId, end] of endsOnRotation(
        earlier,
        at,
        graceHours * HOUR,
      )) {
        await store.endSecret(id, secretId, end, tx);
      }
      tx.audit.note({ after: { rotated: true, graceHours } });
      return makeSecret(store, id, at, tx);
    });
  }

  /**
   * Changes what a key is called and what it can do.
   *
   * @param change - only what is to change; null takes a restriction away
   * @throws NotFoundError, InputError, ConflictError where the key has ended, or its
   *   team may not use one of the models
   */
  async update(
    id: string,
    change: UpdateKey,
    actor: Pick<Actor, 'userRef'>,
  ): Promise<StoredKey> {
    const { store, transact, grants, expiry, now } = this.options;
    const at = now();
    const terms = termsOf(change, expiry, at);
    return transact(async tx => {
      const key = await this.changes.lock(id, tx);
      const after = keyAfter(key, { type: 'update', change: terms }, at);
      if (terms.models) {
        await requireUsable(grants, key.teamRef, terms.models, tx);
      }
      await store.save(after, tx);
      noteKeyChange(tx, key, after, at);
      tellMaker(tx, after, actor.userRef, {
        title: `Your API key ${after.name} was changed`,
        description: `${actor.userRef} changed what it is called or what it can do.`,
      });
      return after;
    });
  }

  /**
   * Holds a key back until a person resumes it.
   *
   * @throws NotFoundError, ConflictError where it is already, or has ended
   */
  async suspend(
    id: string,
    actor: Pick<Actor, 'userRef'>,
    reason?: string,
  ): Promise<StoredKey> {
    const event = { type: 'suspend', by: actor.userRef, reason } as const;
    return this.decide(id, event, actor, 'was suspended', reason);
  }

  /**
   * Lets a key go on that a person had held back. Where a rule holds it back too, it
   * goes on once that is over.
   *
   * @throws NotFoundError, ConflictError where no person holds it back
   */
  async resume(
    id: string,
    actor: Pick<Actor, 'userRef'>,
    reason?: string,
  ): Promise<StoredKey> {
    return this.decide(id, { type: 'resume' }, actor, 'was resumed', reason);
  }

  /**
   * Ends a key for good.
   *
   * @throws NotFoundError, ConflictError where it is revoked already
   */
  async revoke(
    id: string,
    actor: Pick<Actor, 'userRef'>,
    reason?: string,
  ): Promise<StoredKey> {
    const event = { type: 'revoke', by: actor.userRef } as const;
    return this.decide(id, event, actor, 'was revoked', reason);
  }

  /** The state of a key now. */
  stateOf(key: StoredKey): KeyState {
    return keyStateAt(key, this.options.now());
  }

  private async decide(
    id: string,
    event: KeyEvent,
    actor: Pick<Actor, 'userRef'>,
    what: string,
    reason: string | undefined,
  ): Promise<StoredKey> {
    return this.changes.apply(id, event, async (key, _at, tx) => {
      if (reason) {
        tx.audit.note({ after: { reason } });
      }
      tellMaker(tx, key, actor.userRef, {
        title: `Your API key ${key.name} ${what}`,
        description: reason,
      });
      return key;
    });
  }
}
