import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import type {
  AccessRequestState,
  DataClass,
  GrantState,
  RequestStep,
  StepKind,
  TimelineEntry,
} from '@openmaas/backstage-plugin-maas-common';
import type { Transaction } from '../database/database';
import type { PageResult } from '../http/page';

/** A grant as it is remembered. @internal */
export interface StoredGrant {
  id: string;
  /** undefined: configuration gives it. */
  requestId?: string;
  teamRef: string;
  modelId: string;
  plan: string;
  state: GrantState;
  /** Most that the team may spend on the model in a month, in nano-units. */
  monthlyBudget?: bigint;
  activatedAt?: Date;
  expiresAt?: Date;
  endedAt?: Date;
  suspendedBy?: string;
  /** Why it is suspended, or was revoked. */
  reason?: string;
  /** How often people were told of its end. */
  reminders: number;
}

/** One of the decisions that a request needs, as it is remembered. @internal */
export interface StoredStep {
  kind: StepKind;
  state: RequestStep['state'];
  /** The models that it is about. */
  models: string[];
  decidedBy?: string;
  /** For whom it was decided. */
  onBehalfOf?: string;
  decidedAt?: Date;
  reason?: string;
}

/**
 * An access request as it is remembered. Its plan, days and budget are what was asked
 * for; its grants have the plan and budget that were agreed to so far.
 *
 * @internal
 */
export interface StoredAccessRequest {
  id: string;
  teamRef: string;
  requesterRef: string;
  plan: string;
  purpose: string;
  expiresInDays: number;
  /** Nano-units a model and month. */
  monthlyBudget?: bigint;
  /** Agreed to so far, where that is less than expiresInDays. */
  agreedDays?: number;
  data?: DataClass;
  state: AccessRequestState;
  waitsFor?: string;
  /** What the requester has to answer. */
  question?: string;
  /** undefined: no key was wanted. */
  keyId?: string;
  createdAt: Date;
  /** When it expires unless somebody decides. */
  decideBy: Date;
  /** How often its deciders were reminded. */
  reminders: number;
  decidedAt?: Date;
  decidedBy?: string;
  decisionReason?: string;
  replacesId?: string;
  replacedById?: string;
  idempotencyKey?: string;
  /** SHA-256 of what was asked for, to tell a repetition from another request. */
  requestHash: string;
  grants: StoredGrant[];
  /** In the order in which they are decided; none where a rule granted it. */
  steps: StoredStep[];
}

/** Something that happened to a request, as it is remembered. @internal */
export interface StoredEvent {
  id: string;
  requestId: string;
  at: Date;
  /** An entity reference, `rule:<name>` or `system`. */
  actor: string;
  onBehalfOf?: string;
  event: TimelineEntry['event'];
  text?: string;
  details?: JsonObject;
}

/** A condition that a store can query access requests by. @internal */
export type StoredRequestFilter =
  | { key: 'team' | 'requester' | 'onlyModels'; values: string[] }
  | {
      /** The open step is one of these. */
      key: 'openStep';
      /** A step of a model's owner whose models are all in one of these lists. */
      approvals: string[][];
      /** A step of the owner of one of these teams. */
      teams: string[];
      /** A step of the platform team. */
      platform: boolean;
      /** Not of this requester. */
      notRequester?: string;
    };

/** What requests can be ordered by. @internal */
export type RequestOrder = 'created' | 'decideBy' | 'team' | 'state';

/** Which access requests to list. @internal */
export interface ListRequestsQuery {
  limit: number;
  cursor?: string;
  /** A dash before it turns the order around. */
  sort: RequestOrder | `-${RequestOrder}`;
  criteria?: PermissionCriteria<StoredRequestFilter>;
  requesterRef?: string;
  /** Not the ones of these users. */
  notRequesterRefs?: string[];
  /** In one of these states now. */
  states?: AccessRequestState[];
  teamRef?: string;
  modelId?: string;
  /** Text that occurs in what is asked for, for whom, by whom or why. */
  search?: string;
}

/** What is remembered of access requests. @internal */
export interface AccessStore {
  /** With its grants and steps. */
  insert(request: StoredAccessRequest, tx: Transaction): Promise<void>;
  /** In no particular order; unknown ids are left out. */
  find(ids: string[], tx?: Transaction): Promise<StoredAccessRequest[]>;
  getByIdempotencyKey(
    requesterRef: string,
    idempotencyKey: string,
    tx?: Transaction,
  ): Promise<StoredAccessRequest | undefined>;
  /** @param now - what was to be decided before it has expired */
  list(
    query: ListRequestsQuery,
    now: Date,
  ): Promise<PageResult<StoredAccessRequest>>;
  /** Writes a request as it is now with its steps, which stay as many; not its grants. */
  save(request: StoredAccessRequest, tx: Transaction): Promise<void>;
  addEvent(event: StoredEvent, tx: Transaction): Promise<void>;
  /** Oldest first. */
  events(requestId: string, tx?: Transaction): Promise<StoredEvent[]>;
  /**
   * Ids of open requests after one, in their order: those to be decided before a time,
   * or all.
   */
  openIds(query: {
    after?: string;
    decideBefore?: Date;
    limit: number;
  }): Promise<string[]>;
  /** An open request for each of these models of a team that there is one for. */
  openFor(
    teamRef: string,
    modelIds: string[],
    now: Date,
  ): Promise<Map<string, string>>;
}
