import { ConflictError, NotFoundError } from '@backstage/errors';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import type {
  GrantFilter,
  GrantResource,
} from '@openmaas/backstage-plugin-maas-node';
import type { Transaction, Transactor } from '../database/database';
import type { PageResult } from '../http/page';
import type { ModelService } from '../models/ModelService';
import type { TeamService } from '../teams/TeamService';
import { type GrantNews, tellOfGrant } from './accessNotices';
import type { AccessStore, StoredGrant } from './AccessStore';
import { type FilterOptions, resolveGrantFilter } from './filters';
import type { GrantService } from './GrantService';
import type { GrantStore, ListGrantsQuery } from './GrantStore';
import { lockTeam } from './lockTeam';
import type { GrantEvent } from './states';

/** What the actions on grants need. @internal */
export interface GrantActionsOptions extends FilterOptions {
  store: GrantStore;
  requests: Pick<AccessStore, 'find'>;
  transact: Transactor;
  grants: GrantService;
  models: ModelService;
  teams: TeamService;
}

/**
 * What people see of grants, and do about them: suspend, resume, revoke.
 *
 * @internal
 */
export class GrantActions {
  constructor(private readonly options: GrantActionsOptions) {}

  /** One page of grants that the criteria let through, newest first. */
  async list(
    query: Omit<ListGrantsQuery, 'criteria'> & {
      criteria?: PermissionCriteria<GrantFilter> | 'none';
    },
  ): Promise<PageResult<StoredGrant>> {
    const { criteria, ...rest } = query;
    if (criteria === 'none') {
      return { items: [], totalItems: 0 };
    }
    return this.options.store.list(
      {
        ...rest,
        criteria:
          criteria && (await resolveGrantFilter(criteria, this.options)),
      },
      this.options.now(),
    );
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<StoredGrant> {
    const [grant] = await this.options.store.find([id]);
    if (!grant) {
      throw noSuchGrant(id);
    }
    return grant;
  }

  /** What the permission rules know of grants. */
  async resources(grants: StoredGrant[]): Promise<GrantResource[]> {
    const { models, teams } = this.options;
    const [owners, approvers] = await Promise.all([
      teams.ownersOf(grants.map(grant => grant.teamRef)),
      models.approversOf([...new Set(grants.map(grant => grant.modelId))]),
    ]);
    return grants.map(grant => ({
      teamRef: grant.teamRef,
      teamOwnerRefs: owners.get(grant.teamRef) ?? [],
      modelApproverRef: approvers.get(grant.modelId) ?? '',
    }));
  }

  /**
   * Stops the use of a model by a team for now.
   *
   * @throws NotFoundError, ConflictError where it is not in use
   */
  async suspend(id: string, by: string, reason: string): Promise<StoredGrant> {
    const change = { suspendedBy: by, reason: reason.trim() };
    return this.change(id, 'suspend', 'suspended', by, change);
  }

  /**
   * Lets a suspended grant be used again.
   *
   * @throws NotFoundError, ConflictError where it is not suspended
   */
  async resume(id: string, by: string, reason?: string): Promise<StoredGrant> {
    const change = { suspendedBy: undefined, reason: undefined };
    return this.change(id, 'resume', 'resumed', by, change, reason?.trim());
  }

  /**
   * Ends the use of a model by a team for good.
   *
   * @throws NotFoundError, ConflictError where it has ended, or configuration gives it
   */
  async revoke(id: string, by: string, reason: string): Promise<StoredGrant> {
    const change = { reason: reason.trim(), endedAt: this.options.now() };
    return this.change(id, 'revoke', 'revoked', by, change);
  }

  /** Whom a grant concerns: the owners of its team, and who asked for it. */
  async involved({ teamRef, requestId }: StoredGrant): Promise<string[]> {
    const { requests, teams } = this.options;
    const [owners, asked] = await Promise.all([
      teams.ownersOf([teamRef]),
      requests.find(requestId ? [requestId] : []),
    ]);
    return [
      ...new Set([
        ...(owners.get(teamRef) ?? []),
        ...asked.map(({ requesterRef }) => requesterRef),
      ]),
    ];
  }

  private async change(
    id: string,
    event: GrantEvent,
    news: GrantNews,
    by: string,
    change: Partial<StoredGrant>,
    reason?: string,
  ): Promise<StoredGrant> {
    const { store, transact, grants } = this.options;
    const seen = await this.get(id);
    const recipients = await this.involved(seen);
    const { teamRef } = seen;
    return transact(async tx => {
      await lockTeam(teamRef, tx);
      const [before] = await store.find([id], tx);
      if (event === 'revoke' && before.requestId === undefined) {
        throw new ConflictError(
          'Configuration gives this access: take it out of maas.grants, and suspend it to stop it at once',
        );
      }
      if (grants.stateOf(before) === 'expired') {
        throw new ConflictError('The access has expired already');
      }
      const after = await grants.move({ ...before, ...change }, event, tx);
      tx.notices.note(
        tellOfGrant(
          news,
          reason ? { ...after, reason } : after,
          recipients,
          by,
        ),
      );
      noteGrantAudit(tx, before, after, reason);
      return after;
    });
  }
}

/** What the audit log is to say of what was done to a grant. @internal */
export function noteGrantAudit(
  tx: Transaction,
  before: StoredGrant | undefined,
  after: StoredGrant,
  reason?: string,
): void {
  tx.audit.note({
    target: { kind: 'grant', id: after.id, name: after.modelId },
    team: after.teamRef,
    ...(before && { before: view(before) }),
    after: { ...view(after), ...(reason && { reason }) },
  });
}

/** That there is no such grant. @internal */
export function noSuchGrant(id: string): NotFoundError {
  return new NotFoundError(`There is no grant ${id}`);
}

function view(grant: StoredGrant): JsonObject {
  return {
    state: grant.state,
    plan: grant.plan,
    ...(grant.monthlyBudget !== undefined && {
      monthlyBudget: grant.monthlyBudget.toString(),
    }),
    ...(grant.expiresAt && { expiresAt: grant.expiresAt.toISOString() }),
    ...(grant.reason && { reason: grant.reason }),
  };
}
