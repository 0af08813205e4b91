import type {
  PolicyUpdate,
  ResolvedKey,
} from '@openmaas/backstage-plugin-maas-common';
import type { AccountService } from '../accounts/AccountService';
import type { StoredGrant } from '../access/AccessStore';
import type { GrantService } from '../access/GrantService';
import type { KeyService } from '../keys/KeyService';
import type { RevealedKey } from '../keys/KeyStore';
import type { ModelService } from '../models/ModelService';
import type { StoredModel } from '../models/ModelStore';
import type { PlanService } from '../plans/PlanService';
import type { PolicyKind } from './PolicyChanges';
import { toPolicyGrant, toPolicyKey, toPolicyModel } from './policyItems';
import type { PolicyRevisions } from './PolicyRevisions';
import type { PolicyChange, PolicyPosition } from './RevisionStore';

/** What a service of the policy needs. @internal */
export interface PolicyServiceOptions {
  revisions: PolicyRevisions;
  models: ModelService;
  grants: GrantService;
  keys: KeyService;
  plans: PlanService;
  accounts: AccountService;
  /** Address of the portal, without a slash at its end. */
  portalUrl: string;
  /** ISO 4217 */
  currency: string;
  /** IANA zone of months. */
  timeZone: string;
}

/** Rows for a policy, and when they changed. */
interface Rows {
  models: StoredModel[];
  grants: StoredGrant[];
  keys: RevealedKey[];
  changes: PolicyChange[];
}

const NOTHING: Rows = { models: [], grants: [], keys: [], changes: [] };

/**
 * What gateways decide by.
 *
 * The position is always read before the rows. So a row may be newer than the position
 * that it is sent with, and then comes again with the next one; it is never older. So
 * it is with the accounts, which every answer has as a whole.
 *
 * @internal
 */
export class PolicyService {
  constructor(private readonly options: PolicyServiceOptions) {}

  /**
   * What changed since a position, or everything where that position is unknown here.
   *
   * @param have - the position that the gateway has; undefined: none
   * @param waitMs - milliseconds to wait at most where nothing changed yet
   * @param signal - the gateway is gone: waiting is of no use
   */
  async update(
    have: PolicyPosition | undefined,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<PolicyUpdate> {
    const { revisions } = this.options;
    const now = have
      ? await revisions.positionAfter(have, waitMs, signal)
      : await revisions.position();
    // After a backup was restored, a gateway may be ahead.
    if (have?.epoch !== now.epoch || have.revision > now.revision) {
      return this.present(now, true, await this.everything());
    }
    const rows =
      have.revision === now.revision
        ? NOTHING
        : await this.changedSince(have.revision);
    return this.present(now, false, rows);
  }

  /**
   * A key and the live grants of its team.
   *
   * @param hash - SHA-256 of the whole key, in hexadecimal
   * @returns neither key nor grants where no key has that hash
   */
  async resolve(hash: string): Promise<ResolvedKey> {
    const { revisions, keys, grants } = this.options;
    const now = await revisions.position();
    const key = await keys.findBySecret(hash);
    if (!key) {
      return { epoch: now.epoch, grants: [] };
    }
    const held = await grants.held([key.teamRef]);
    const changes = [
      ...(await revisions.of('key', [key.id])),
      ...(await revisions.of(
        'grant',
        held.map(grant => grant.id),
      )),
    ];
    const policy = this.presentRows(now, {
      ...NOTHING,
      keys: [key],
      grants: held,
      changes,
    });
    return { epoch: now.epoch, key: policy.keys[0], grants: policy.grants };
  }

  private async everything(): Promise<Rows> {
    const { revisions, models, grants, keys } = this.options;
    return {
      changes: await revisions.since(0),
      models: await models.served(),
      grants: await grants.allHeld(),
      keys: await keys.revealed(),
    };
  }

  private async changedSince(revision: number): Promise<Rows> {
    const { revisions, models, grants, keys } = this.options;
    const changes = await revisions.since(revision);
    const ids = (kind: PolicyKind) =>
      changes.filter(change => change.kind === kind).map(({ id }) => id);
    return {
      changes,
      models: await models.served(ids('model')),
      grants: await grants.find(ids('grant')),
      keys: await keys.revealed(ids('key')),
    };
  }

  private async present(
    now: PolicyPosition,
    full: boolean,
    rows: Rows,
  ): Promise<PolicyUpdate> {
    const { plans, accounts, currency, timeZone } = this.options;
    const served = new Set(rows.models.map(({ id }) => id));
    return {
      ...now,
      full,
      timeZone,
      currency,
      ...(await accounts.since(now)),
      plans: plans.list(),
      ...this.presentRows(now, rows),
      removedModels: full
        ? []
        : rows.changes
            .filter(({ kind, id }) => kind === 'model' && !served.has(id))
            .map(({ id }) => id),
    };
  }

  private presentRows(
    now: PolicyPosition,
    { changes, models, grants, keys }: Rows,
  ): Pick<PolicyUpdate, 'models' | 'grants' | 'keys'> {
    const { portalUrl } = this.options;
    const changed = new Map(
      changes.map(({ kind, id, revision }) => [`${kind}/${id}`, revision]),
    );
    // Of a later change it is not known whether the row has it, so it does not count.
    const revisionOf = (kind: PolicyKind, id: string) =>
      Math.min(changed.get(`${kind}/${id}`) ?? 0, now.revision);
    return {
      models: models.map(model =>
        toPolicyModel(model, revisionOf('model', model.id), portalUrl),
      ),
      grants: grants.map(grant =>
        toPolicyGrant(
          grant,
          this.options.grants.stateOf(grant),
          revisionOf('grant', grant.id),
        ),
      ),
      keys: keys.map(key => toPolicyKey(key, revisionOf('key', key.id))),
    };
  }
}
