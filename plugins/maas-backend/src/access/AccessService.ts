import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type {
  CreateAccessRequest,
  Plan,
} from '@openmaas/backstage-plugin-maas-common';
import type {
  AccessRequestFilter,
  AccessRequestResource,
} from '@openmaas/backstage-plugin-maas-node';
import { v7 as uuid } from 'uuid';
import type { Transaction, Transactor } from '../database/database';
import { repetitionOf, requestHashOf } from '../http/idempotency';
import type { PageResult } from '../http/page';
import type { KeyService } from '../keys/KeyService';
import type { ModelService } from '../models/ModelService';
import type { StoredModel } from '../models/ModelStore';
import type { Actor } from '../permissions/Actor';
import type { PlanService } from '../plans/PlanService';
import type { AccessRules } from './AccessRules';
import type {
  AccessStore,
  ListRequestsQuery,
  StoredAccessRequest,
} from './AccessStore';
import { addDays, type ExpiryPolicy } from './expiry';
import { resolveModels } from './filters';
import type { GrantService } from './GrantService';
import { type AccessRequestEvent, nextRequestState } from './states';
import { memberTeam } from './teams';

/** What a service of access needs. @internal */
export interface AccessServiceOptions {
  store: AccessStore;
  transact: Transactor;
  models: ModelService;
  plans: PlanService;
  rules: AccessRules;
  grants: GrantService;
  keys: KeyService;
  expiry: ExpiryPolicy;
  now: () => Date;
}

type Requester = Pick<Actor, 'userRef' | 'claims'>;

/**
 * Who may use what: access requests, their decisions, and the grants that come of them.
 *
 * @internal
 */
export class AccessService {
  constructor(private readonly options: AccessServiceOptions) {}

  /**
   * Asks that a team may use models under a plan. Granted at once where the plan needs
   * no approval and nothing else speaks against it; otherwise it waits. Either all of
   * its models are granted or none.
   *
   * @param idempotencyKey - a repetition with the same key returns the first request
   * @throws InputError, NotAllowedError, NotFoundError, ConflictError
   */
  async create(
    input: CreateAccessRequest,
    requester: Requester,
    idempotencyKey?: string,
  ): Promise<StoredAccessRequest> {
    const { store, transact, plans, expiry, rules } = this.options;
    const teamRef = memberTeam(input.team, requester.claims);
    const requestHash = requestHashOf([
      teamRef,
      input.models,
      input.plan,
      input.purpose.trim(),
      input.expiresInDays ?? null,
      input.keyName?.trim() ?? null,
    ]);
    const repetition = async (tx?: Transaction) =>
      idempotencyKey
        ? repetitionOf(
            await store.getByIdempotencyKey(
              requester.userRef,
              idempotencyKey,
              tx,
            ),
            requestHash,
          )
        : undefined;
    // Before anything is checked: what was made stays made, whatever has changed since.
    const repeated = await repetition();
    if (repeated) {
      return repeated;
    }
    const plan = plans.get(input.plan);
    const expiresInDays = expiry.days(input.expiresInDays);
    const models = await rules.modelsUnder(input.models, plan);

    return transact(async tx => {
      await store.lockTeam(teamRef, tx);
      const overtaken = await repetition(tx);
      if (overtaken) {
        return overtaken;
      }
      const id = uuid();
      const now = this.options.now();
      const waitsFor = await rules.reasonToWait(teamRef, models, plan, tx);
      const expiresAt = addDays(now, expiresInDays);
      const request: StoredAccessRequest = {
        id,
        teamRef,
        requesterRef: requester.userRef,
        plan: plan.id,
        purpose: input.purpose.trim(),
        expiresInDays,
        state: 'pending',
        waitsFor,
        keyId: uuid(),
        createdAt: now,
        idempotencyKey,
        requestHash,
        grants: models.map(model => ({
          id: uuid(),
          requestId: id,
          teamRef,
          modelId: model.id,
          plan: plan.id,
          state: 'pending',
        })),
      };
      await store.insert(request, tx);
      await this.options.keys.issue(
        {
          id: request.keyId,
          teamRef,
          makerRef: requester.userRef,
          name: input.keyName?.trim() ?? defaultKeyName(models, plan),
          requestId: id,
          createdAt: now,
          requestHash,
        },
        tx,
      );
      if (!waitsFor) {
        const by = `rule:plan/${plan.id}`;
        await this.approveIn(tx, request, { by, at: now, expiresAt });
      }
      return this.require(id, tx);
    });
  }

  /** One page of requests that the criteria let through, newest first. */
  async list(
    query: Omit<ListRequestsQuery, 'criteria'> & {
      criteria?: PermissionCriteria<AccessRequestFilter> | 'none';
    },
  ): Promise<PageResult<StoredAccessRequest>> {
    const { criteria, ...rest } = query;
    if (criteria === 'none') {
      return { items: [], totalItems: 0 };
    }
    return this.options.store.list({
      ...rest,
      criteria:
        criteria && (await resolveModels(criteria, this.options.models)),
    });
  }

  /** Those of the requests that there are, in no particular order. */
  async find(ids: string[]): Promise<StoredAccessRequest[]> {
    return this.options.store.find(ids);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<StoredAccessRequest> {
    return this.require(id);
  }

  /** What the permission rules know of requests. */
  async resources(
    requests: StoredAccessRequest[],
  ): Promise<AccessRequestResource[]> {
    const { models } = this.options;
    const ids = [...new Set(requests.flatMap(modelIds))];
    const [owners, approvers] = await Promise.all([
      models.ownersOf(ids),
      models.approversOf(ids),
    ]);
    const refsOf = (
      request: StoredAccessRequest,
      refs: Map<string, string>,
    ) => [...new Set(modelIds(request).flatMap(id => refs.get(id) ?? []))];
    return requests.map(request => ({
      teamRef: request.teamRef,
      requesterRef: request.requesterRef,
      modelOwnerRefs: refsOf(request, owners),
      modelApproverRefs: refsOf(request, approvers),
    }));
  }

  /**
   * Grants everything that a pending request asks for; grants that the team has for
   * the same models are superseded.
   *
   * @throws NotFoundError, NotAllowedError for an own request, ConflictError where it
   *   is decided already, or asks for what is not offered any more
   */
  async approve(
    id: string,
    decider: Pick<Actor, 'userRef'>,
    reason?: string,
  ): Promise<StoredAccessRequest> {
    await this.options.rules.requireOffered(await this.get(id));
    return this.decide(id, 'approve', async (request, tx) => {
      notOwn(request, decider);
      const at = this.options.now();
      await this.approveIn(tx, request, {
        by: decider.userRef,
        at,
        reason,
        expiresAt: addDays(at, request.expiresInDays),
      });
    });
  }

  /**
   * Refuses a pending request.
   *
   * @throws NotFoundError, NotAllowedError for an own request, ConflictError where it
   *   is decided already
   */
  async deny(
    id: string,
    decider: Pick<Actor, 'userRef'>,
    reason?: string,
  ): Promise<StoredAccessRequest> {
    return this.decide(id, 'deny', async (request, tx) => {
      notOwn(request, decider);
      await this.closeIn(tx, request, 'deny', decider.userRef, reason);
    });
  }

  /**
   * Takes a pending request back.
   *
   * @throws NotFoundError, NotAllowedError for somebody else's, ConflictError where it
   *   is decided already
   */
  async withdraw(
    id: string,
    requester: Pick<Actor, 'userRef'>,
  ): Promise<StoredAccessRequest> {
    return this.decide(id, 'withdraw', async (request, tx) => {
      if (request.requesterRef !== requester.userRef) {
        throw new NotAllowedError(
          'Only the one who made a request can withdraw it',
        );
      }
      await this.closeIn(tx, request, 'withdraw', requester.userRef);
    });
  }

  private async require(
    id: string,
    tx?: Transaction,
  ): Promise<StoredAccessRequest> {
    const [request] = await this.options.store.find([id], tx);
    if (!request) {
      throw new NotFoundError(`There is no access request ${id}`);
    }
    return request;
  }

  private async decide(
    id: string,
    event: AccessRequestEvent,
    work: (request: StoredAccessRequest, tx: Transaction) => Promise<void>,
  ): Promise<StoredAccessRequest> {
    return this.options.transact(async tx => {
      const { teamRef } = await this.require(id, tx);
      await this.options.store.lockTeam(teamRef, tx);
      const request = await this.require(id, tx);
      if (!nextRequestState(request.state, event)) {
        throw new ConflictError(
          `The request is ${request.state} already: it cannot be changed any more`,
        );
      }
      await work(request, tx);
      return this.require(id, tx);
    });
  }

  private async approveIn(
    tx: Transaction,
    request: StoredAccessRequest,
    decision: { by: string; at: Date; reason?: string; expiresAt: Date },
  ): Promise<void> {
    const { store, keys, grants } = this.options;
    await grants.activate(request, decision, tx);
    await store.updateRequest(
      request.id,
      {
        state: nextRequestState(request.state, 'approve'),
        decidedAt: decision.at,
        decidedBy: decision.by,
        decisionReason: decision.reason,
      },
      tx,
    );
    await keys.ready(request.keyId, decision, tx);
  }

  private async closeIn(
    tx: Transaction,
    request: StoredAccessRequest,
    event: 'deny' | 'withdraw',
    by: string,
    reason?: string,
  ): Promise<void> {
    const at = this.options.now();
    const { store, grants, keys } = this.options;
    await grants.close(request, event === 'deny' ? 'deny' : 'cancel', at, tx);
    await store.updateRequest(
      request.id,
      {
        state: nextRequestState(request.state, event),
        decidedAt: at,
        decidedBy: by,
        decisionReason: reason,
      },
      tx,
    );
    await keys.cancel(request.keyId, by, at, tx);
  }
}

function modelIds(request: StoredAccessRequest): string[] {
  return request.grants.map(grant => grant.modelId);
}

function notOwn(
  request: StoredAccessRequest,
  decider: Pick<Actor, 'userRef'>,
): void {
  if (request.requesterRef === decider.userRef) {
    throw new NotAllowedError(
      'Nobody decides about an own request: somebody else has to',
    );
  }
}

function defaultKeyName(models: StoredModel[], plan: Plan): string {
  const [first, ...rest] = models;
  const others = rest.length > 0 ? ` and ${rest.length} more` : '';
  return `${first.id}${others}, ${plan.id}`.slice(0, 100);
}
