import { isDeepStrictEqual } from 'node:util';
import type {
  Plan,
  PolicyGrant,
  PolicyKey,
  PolicyModel,
  PolicyUpdate,
  ResolvedKey,
} from '@openmaas/backstage-plugin-maas-common';
import type { PolicyPosition } from '../controlPlane/ControlPlane';
import { GrantIndex, type HeldSecret, KeyIndex, ModelIndex } from './indexes';

/** Money and months, as the control plane knows them. @internal */
export type PolicyAccounts = Pick<
  PolicyUpdate,
  'timeZone' | 'currency' | 'planUses' | 'keyUses' | 'budgets'
>;

const NO_ACCOUNTS: PolicyAccounts = {
  timeZone: 'UTC',
  currency: 'USD',
  planUses: [],
  keyUses: [],
  budgets: [],
};

/** A control plane of an earlier version has none of them. */
function accountsOf(update: Partial<PolicyAccounts>): PolicyAccounts {
  const {
    timeZone = NO_ACCOUNTS.timeZone,
    currency = NO_ACCOUNTS.currency,
    planUses = [],
    keyUses = [],
    budgets = [],
  } = update;
  return { timeZone, currency, planUses, keyUses, budgets };
}

/**
 * All that a gateway decides by, in memory. Every look-up takes the same time, however
 * many keys there are. What it hands out must not be changed.
 *
 * @internal
 */
export class Policy {
  private at?: PolicyPosition;
  private plans = new Map<string, Plan>();
  private accounts: PolicyAccounts = NO_ACCOUNTS;
  private modelIndex = new ModelIndex();
  private grantIndex = new GrantIndex();
  private keyIndex = new KeyIndex();

  /** Which policy this is; undefined until there is one. */
  position(): PolicyPosition | undefined {
    return this.at && { ...this.at };
  }

  /** The secret with a hash (SHA-256 of a whole key, in hexadecimal), and its key. */
  keyByHash(hash: string): HeldSecret | undefined {
    return this.keyIndex.hashed(hash);
  }

  /** The key with an id. */
  key(id: string): PolicyKey | undefined {
    return this.keyIndex.withId(id);
  }

  /** The model that a client means by a name. */
  modelByName(name: string): PolicyModel | undefined {
    return this.modelIndex.named(name);
  }

  /** The model with an id. */
  model(id: string): PolicyModel | undefined {
    return this.modelIndex.withId(id);
  }

  /** All models, those that are hidden or off too. */
  models(): PolicyModel[] {
    return this.modelIndex.all();
  }

  plan(id: string): Plan | undefined {
    return this.plans.get(id);
  }

  /** Budgets and what the ledger has of this month; replaced as a whole by each update. */
  account(): PolicyAccounts {
    return this.accounts;
  }

  /** The grant of a team for a model: active or suspended; it may be over by the clock. */
  grant(team: string, modelId: string): PolicyGrant | undefined {
    return this.grantIndex.of(team, modelId);
  }

  /**
   * Takes what the control plane answered: all of it or, where it cannot be right,
   * nothing.
   *
   * @returns whether anything is different now
   * @throws Error where it is no policy, or changes to another one than this
   */
  apply(update: PolicyUpdate): boolean {
    assertUpdate(update);
    const { epoch, revision, full, models, removedModels, grants, keys } =
      update;
    const before = this.at;
    if (full) {
      this.modelIndex = new ModelIndex();
      this.grantIndex = new GrantIndex();
      this.keyIndex = new KeyIndex();
    } else if (before?.epoch !== epoch || before.revision > revision) {
      throw new Error(
        'The control plane answered with changes to another policy than the one this gateway has',
      );
    }
    const plans = new Map(update.plans.map(plan => [plan.id, plan]));
    const changed =
      full ||
      before?.revision !== revision ||
      !isDeepStrictEqual(plans, this.plans);
    this.plans = plans;
    this.accounts = accountsOf(update);
    this.modelIndex.change(models, removedModels);
    this.grantIndex.change(grants);
    this.grantIndex.reached(revision);
    this.keyIndex.change(keys);
    this.at = { epoch, revision };
    return changed;
  }

  /**
   * Takes a key that was looked up by itself, and the grants of its team. An answer may
   * come late, after the policy has moved on: only what is newer than what is held
   * counts. A grant that is not held counts only if it is newer than the policy, or else
   * it has ended since; keys are never dropped, so one that is not held is new.
   *
   * @returns false where it belongs to another epoch, so that nothing of it was taken
   */
  merge(resolved: ResolvedKey): boolean {
    const { at, grantIndex, keyIndex } = this;
    if (!at || resolved.epoch !== at.epoch) {
      return false;
    }
    grantIndex.change(
      resolved.grants.filter(
        ({ id, revision }) =>
          revision > (grantIndex.revisionOf(id) ?? at.revision),
      ),
    );
    const { key } = resolved;
    if (key) {
      keyIndex.change([key]);
    }
    return true;
  }

  /** The whole policy as an update that makes it anew; undefined until there is one. */
  snapshot(): PolicyUpdate | undefined {
    return (
      this.at && {
        ...this.at,
        full: true,
        ...this.accounts,
        plans: [...this.plans.values()],
        models: this.modelIndex.all(),
        removedModels: [],
        grants: this.grantIndex.all(),
        keys: this.keyIndex.all(),
      }
    );
  }
}

function assertUpdate(update: PolicyUpdate): void {
  const { epoch, revision, plans, models, removedModels, grants, keys } =
    update;
  const lists = [plans, models, removedModels, grants, keys];
  const right =
    typeof epoch === 'string' &&
    Number.isSafeInteger(revision) &&
    lists.every(Array.isArray) &&
    models.every(model => Array.isArray(model.names)) &&
    keys.every(key => Array.isArray(key.secrets));
  if (!right) {
    throw new Error(
      'The control plane answered with something else than a policy',
    );
  }
}
