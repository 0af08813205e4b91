import { ConflictError, NotFoundError } from '@backstage/errors';
import type { PlaygroundKey } from '@openmaas/backstage-plugin-maas-common';
import { v7 as uuid } from 'uuid';
import type { GrantService } from '../access/GrantService';
import { memberTeam } from '../access/teams';
import type { Transaction, Transactor } from '../database/database';
import { requestHashOf } from '../http/idempotency';
import type { Actor } from '../permissions/Actor';
import type { KeyStore, StoredKey } from './KeyStore';
import type { PlaygroundConfig } from './playgroundConfig';
import { makeSecret } from './secrets';

/** Under which the ledger shows what was tried out. */
const NAME = 'Playground';

/** What the keys of the playground need. @internal */
export interface PlaygroundKeysOptions {
  store: KeyStore;
  transact: Transactor;
  grants: GrantService;
  config: PlaygroundConfig;
  now: () => Date;
}

/**
 * Keys of the playground: one for each person and team, which follows the team's live
 * grants and is opened for a short while at a time, each time with a new secret. Secrets
 * of earlier times go on until they end by themselves, so that several replicas of the
 * portal, each with a secret of its own, do not keep locking each other out.
 *
 * @internal
 */
export class PlaygroundKeys {
  constructor(private readonly options: PlaygroundKeysOptions) {}

  /**
   * Opens the caller's key for a team.
   *
   * @param team - entity reference of a Group
   * @returns the key with its secret: use it and forget it
   * @throws NotFoundError where there is no playground, InputError, NotAllowedError for
   *   those who are not in the team, ConflictError where the team may use no model,
   *   or the key is suspended
   */
  async open(
    team: string,
    user: Pick<Actor, 'userRef' | 'claims'>,
  ): Promise<PlaygroundKey> {
    const { store, transact, grants, config } = this.options;
    if (!config.enabled) {
      throw new NotFoundError(
        'There is no playground here: maas.playground.enabled is false',
      );
    }
    const teamRef = memberTeam(team, user.claims);
    return transact(async tx => {
      if ((await grants.live([teamRef], undefined, tx)).length === 0) {
        throw new ConflictError(
          `${teamRef} may use no model yet: request access to one first`,
        );
      }
      const key =
        (await store.findPlaygroundKey(user.userRef, teamRef, tx)) ??
        (await this.make(teamRef, user.userRef, tx));
      if (key.suspendedAt || key.stoppedAt) {
        throw new ConflictError(
          `Your playground key for ${teamRef} is suspended: ask an owner of the team`,
        );
      }
      const at = this.options.now();
      const expiresAt = new Date(at.getTime() + config.keyLifetimeMs);
      const revealedAt = key.revealedAt ?? at;
      await store.save({ ...key, expiresAt, revealedAt }, tx);
      await store.forgetEnded(key.id, at, tx);
      const secret = await makeSecret(store, key.id, at, tx, expiresAt);
      return { id: key.id, secret, expiresAt: expiresAt.toISOString() };
    });
  }

  private async make(
    teamRef: string,
    makerRef: string,
    tx: Transaction,
  ): Promise<StoredKey> {
    const now = this.options.now();
    const key: StoredKey = {
      id: uuid(),
      kind: 'playground',
      teamRef,
      makerRef,
      name: NAME,
      createdAt: now,
      readyAt: now,
      requestHash: requestHashOf([NAME, teamRef]),
    };
    await this.options.store.insert(key, tx);
    return key;
  }
}
