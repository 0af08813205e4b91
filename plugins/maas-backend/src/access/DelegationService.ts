import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { SetDelegation } from '@openmaas/backstage-plugin-maas-common';
import type { Transactor } from '../database/database';
import { readTime } from '../http/readTime';
import { tellDelegate } from './accessNotices';
import type { DelegationStore, StoredDelegation } from './DelegationStore';
import { addDays } from './expiry';

const MOST_DAYS = 366;

/** A user's delegations. @internal */
export interface DelegationsOf {
  /** Who decides instead, now or later. */
  mine?: StoredDelegation;
  /** For whom the user decides, now or later. */
  forMe: StoredDelegation[];
}

/**
 * Who decides for somebody who is away.
 *
 * @internal
 */
export class DelegationService {
  constructor(
    private readonly options: {
      store: DelegationStore;
      transact: Transactor;
      now: () => Date;
    },
  ) {}

  /** What holds for a user, now or later. */
  async of(userRef: string): Promise<DelegationsOf> {
    const { store, now } = this.options;
    const [mine, forMe] = await Promise.all([
      store.of(userRef),
      store.to(userRef, now()),
    ]);
    return { mine: mine && mine.endsAt > now() ? mine : undefined, forMe };
  }

  /** For whom somebody decides now. */
  async representedBy(userRef: string): Promise<string[]> {
    const { store, now } = this.options;
    const active = await store.activeAt(now());
    return active
      .filter(({ toRef }) => toRef === userRef)
      .map(({ fromRef }) => fromRef);
  }

  /**
   * Lets somebody else decide for a user, in place of anybody before.
   *
   * @throws InputError where it is no other user, or no time ahead
   */
  async set(userRef: string, input: SetDelegation): Promise<DelegationsOf> {
    const { store, transact, now } = this.options;
    const at = now();
    const delegation: StoredDelegation = {
      fromRef: userRef,
      toRef: otherUser(input.to, userRef),
      startsAt: input.startsAt ? readTime(input.startsAt, 'startsAt') : at,
      endsAt: readTime(input.endsAt, 'endsAt'),
      reason: input.reason?.trim() || undefined,
    };
    if (delegation.endsAt <= delegation.startsAt || delegation.endsAt <= at) {
      throw new InputError('endsAt must be later than startsAt and than now');
    }
    if (delegation.endsAt > addDays(delegation.startsAt, MOST_DAYS)) {
      throw new InputError('endsAt must be at most a year after startsAt');
    }
    await transact(async tx => {
      const before = await store.of(userRef, tx);
      await store.save(delegation, tx);
      if (before && before.endsAt > at && before.toRef !== delegation.toRef) {
        tx.notices.note(tellDelegate(before, true));
      }
      tx.notices.note(tellDelegate(delegation, false));
      tx.notices.changed('access-request');
      tx.audit.note({
        target: { kind: 'delegation', id: userRef },
        ...(before && { before: view(before) }),
        after: view(delegation),
      });
    });
    return this.of(userRef);
  }

  /** The user decides again. */
  async end(userRef: string): Promise<DelegationsOf> {
    const { store, transact, now } = this.options;
    await transact(async tx => {
      const before = await store.of(userRef, tx);
      if (!before) {
        return;
      }
      await store.delete(userRef, tx);
      if (before.endsAt > now()) {
        tx.notices.note(tellDelegate(before, true));
      }
      tx.notices.changed('access-request');
      tx.audit.note({
        target: { kind: 'delegation', id: userRef },
        before: view(before),
      });
    });
    return this.of(userRef);
  }
}

function otherUser(text: string, userRef: string): string {
  let ref;
  try {
    ref = parseEntityRef(text, {
      defaultKind: 'user',
      defaultNamespace: 'default',
    });
  } catch {
    throw noUser(text);
  }
  const toRef = stringifyEntityRef(ref);
  if (!toRef.startsWith('user:')) {
    throw noUser(text);
  }
  if (toRef === userRef) {
    throw new InputError('Nobody stands in for themselves: name somebody else');
  }
  return toRef;
}

function noUser(text: string): InputError {
  return new InputError(
    `"${text}" is not a user: write one such as user:default/petra`,
  );
}

function view({ toRef, startsAt, endsAt, reason }: StoredDelegation) {
  return {
    to: toRef,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    ...(reason && { reason }),
  };
}
