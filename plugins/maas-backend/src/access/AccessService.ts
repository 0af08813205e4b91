import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type {
  AccessRequestPreview,
  CreateAccessRequest,
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
import type { TeamService } from '../teams/TeamService';
import { tellDeciders } from './accessNotices';
import type {
  AccessStore,
  ListRequestsQuery,
  StoredAccessRequest,
  StoredEvent,
} from './AccessStore';
import type { Deciders } from './Deciders';
import { type FilterOptions, resolveRequestFilter } from './filters';
import type { GrantService } from './GrantService';
import { lockTeam } from './lockTeam';
import {
  type Draft,
  noSuchRequest,
  type RequestDrafts,
  type Requester,
} from './RequestDrafts';
import { noteAudit, type RequestOutcomes } from './RequestOutcomes';
import { requestStateAt } from './states';
import { memberTeam } from './teams';

/** What a service of access requests needs. @internal */
export interface AccessServiceOptions extends FilterOptions {
  store: AccessStore;
  transact: Transactor;
  models: ModelService;
  teams: TeamService;
  deciders: Deciders;
  drafts: RequestDrafts;
  outcomes: RequestOutcomes;
  grants: GrantService;
  keys: Pick<KeyService, 'issue'>;
  now: () => Date;
}

/**
 * Access requests: made, looked at, listed. {@link DecisionService} decides about them.
 *
 * @internal
 */
export class AccessService {
  constructor(private readonly options: AccessServiceOptions) {}

  /**
   * Asks that a team may use models under a plan. Granted at once where no rule speaks
   * against it; otherwise it waits for those who decide.
   *
   * @param idempotencyKey - a repetition with the same key returns the first request
   * @throws InputError, NotAllowedError, NotFoundError, ConflictError
   */
  async create(
    input: CreateAccessRequest,
    requester: Requester,
    idempotencyKey?: string,
  ): Promise<StoredAccessRequest> {
    const { store, transact, drafts } = this.options;
    const teamRef = memberTeam(input.team, requester.claims);
    const requestHash = hashOf(input, teamRef);
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
    const draft = await drafts.draft(input, requester);
    return transact(async tx => {
      await lockTeam(teamRef, tx);
      return (
        (await repetition(tx)) ??
        this.make(draft, { input, idempotencyKey, requestHash }, tx)
      );
    });
  }

  /**
   * What would become of a request, without making it.
   *
   * @throws InputError, NotAllowedError, NotFoundError, ConflictError as making it would
   */
  async preview(
    input: CreateAccessRequest,
    requester: Requester,
  ): Promise<AccessRequestPreview> {
    const { drafts, grants, store, now } = this.options;
    const { request, deciders, judge } = await drafts.draft(input, requester);
    const verdict = await judge();
    const [held, open] = await Promise.all([
      grants.held([request.teamRef], input.models),
      store.openFor(request.teamRef, input.models, now()),
    ]);
    return {
      granted: verdict.needs.length === 0,
      rule: verdict.rule,
      waitsFor: verdict.waitsFor,
      steps: deciders.plan(verdict.needs, request).map(step => ({
        kind: step.kind,
        state: step.state,
        models: step.models,
        deciders: deciders.ofStep(step, request),
      })),
      models: input.models.map(model => ({
        model,
        plan: held.find(grant => grant.modelId === model)?.plan,
        pendingRequestId: open.get(model),
      })),
    };
  }

  /** One page of requests that the criteria let through. */
  async list(
    query: Omit<ListRequestsQuery, 'criteria'> & {
      criteria?: PermissionCriteria<AccessRequestFilter> | 'none';
    },
  ): Promise<PageResult<StoredAccessRequest>> {
    const { criteria, ...rest } = query;
    if (criteria === 'none') {
      return { items: [], totalItems: 0 };
    }
    return this.options.store.list(
      {
        ...rest,
        criteria:
          criteria && (await resolveRequestFilter(criteria, this.options)),
      },
      this.options.now(),
    );
  }

  /** Those of the requests that there are, in no particular order. */
  async find(ids: string[]): Promise<StoredAccessRequest[]> {
    return this.options.store.find(ids);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<StoredAccessRequest> {
    const [request] = await this.options.store.find([id]);
    if (!request) {
      throw noSuchRequest(id);
    }
    return request;
  }

  /** All that happened to a request, oldest first. */
  async timeline(id: string): Promise<StoredEvent[]> {
    return this.options.store.events(id);
  }

  /** The state of a request now: an end that nobody wrote down yet counts. */
  stateOf(request: StoredAccessRequest): StoredAccessRequest['state'] {
    return requestStateAt(request, this.options.now());
  }

  /** What the permission rules know of requests. */
  async resources(
    requests: StoredAccessRequest[],
  ): Promise<AccessRequestResource[]> {
    const { models, teams, deciders } = this.options;
    const ids = [...new Set(requests.flatMap(modelIds))];
    const [owners, approvers, teamOwners, current] = await Promise.all([
      models.ownersOf(ids),
      models.approversOf(ids),
      teams.ownersOf(requests.map(request => request.teamRef)),
      deciders.ofRequests(requests),
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
      teamOwnerRefs: teamOwners.get(request.teamRef) ?? [],
      deciderRefs: current.ofOpenStep(request),
    }));
  }

  private async make(
    { request: drafted, models, deciders, judge }: Draft,
    made: {
      input: CreateAccessRequest;
      idempotencyKey?: string;
      requestHash: string;
    },
    tx: Transaction,
  ): Promise<StoredAccessRequest> {
    const { store, outcomes } = this.options;
    const { input, idempotencyKey, requestHash } = made;
    const { rule, waitsFor, needs } = await judge(tx);
    const request: StoredAccessRequest = {
      ...drafted,
      idempotencyKey,
      requestHash,
      waitsFor,
      steps: deciders.plan(needs, drafted),
      grants: models.map(model => ({
        id: uuid(),
        requestId: drafted.id,
        teamRef: drafted.teamRef,
        modelId: model.id,
        plan: drafted.plan,
        state: 'pending',
        monthlyBudget: drafted.monthlyBudget,
        reminders: 0,
      })),
    };
    await store.insert(request, tx);
    const by = request.requesterRef;
    await outcomes.record(request, { event: 'created', by }, tx);
    if (request.replacesId) {
      await this.replace(request.replacesId, request, tx);
    }
    await this.issueKey(request, input, tx);
    tx.notices.changed('access-request');
    if (needs.length > 0) {
      const told = deciders.ofOpenStep(request);
      tx.notices.note(tellDeciders('opened', request, told));
      noteAudit(tx, undefined, request);
      return request;
    }
    const granted = await outcomes.grant(request, { by: `rule:${rule}` }, tx);
    noteAudit(tx, undefined, granted);
    return granted;
  }

  private async issueKey(
    request: StoredAccessRequest,
    input: CreateAccessRequest,
    tx: Transaction,
  ): Promise<void> {
    if (!request.keyId) {
      return;
    }
    await this.options.keys.issue(
      {
        id: request.keyId,
        teamRef: request.teamRef,
        makerRef: request.requesterRef,
        name: input.keyName?.trim() ?? defaultKeyName(request),
        requestId: request.id,
        createdAt: request.createdAt,
        requestHash: request.requestHash,
      },
      tx,
    );
    tx.notices.changed('api-key');
  }

  private async replace(
    id: string,
    by: StoredAccessRequest,
    tx: Transaction,
  ): Promise<void> {
    const { store, outcomes, drafts } = this.options;
    // It may be another team's.
    const [{ teamRef }] = await store.find([id], tx);
    await lockTeam(teamRef, tx);
    const [old] = await store.find([id], tx);
    drafts.requireRepeatable(old, { userRef: by.requesterRef });
    // Its time may have passed without anybody writing that down.
    await outcomes.save({ ...old, replacedById: by.id }, tx);
  }
}

/** The models that a request is or was about. @internal */
export function modelIds(request: StoredAccessRequest): string[] {
  return request.grants.map(grant => grant.modelId);
}

/** What is left out counts as nothing, so that older requests keep their hashes. */
function hashOf(input: CreateAccessRequest, teamRef: string): string {
  const { monthlyBudget, data, newKey, replaces } = input;
  const more = { monthlyBudget, data, newKey, replaces };
  const given = Object.values(more).some(value => value !== undefined);
  return requestHashOf([
    teamRef,
    input.models,
    input.plan,
    input.purpose.trim(),
    input.expiresInDays ?? null,
    input.keyName?.trim() ?? null,
    ...(given ? [more] : []),
  ]);
}

function defaultKeyName(request: StoredAccessRequest): string {
  const [first, ...rest] = modelIds(request);
  const others = rest.length > 0 ? ` and ${rest.length} more` : '';
  return `${first}${others}, ${request.plan}`.slice(0, 100);
}
