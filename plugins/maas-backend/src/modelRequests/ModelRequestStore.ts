import type {
  ModelRequestState,
  TimelineEntry,
} from '@openmaas/backstage-plugin-maas-common';
import type { Transaction } from '../database/database';
import type { PageResult } from '../http/page';
import type { KnownSource } from './wantedSource';

/** Somebody who wants the same model. @internal */
export interface StoredJoin {
  userRef: string;
  teamRef: string;
  joinedAt: Date;
  reason?: string;
  tokensPerMonth?: number;
}

/** A request for a model as it is remembered. @internal */
export interface StoredModelRequest {
  id: string;
  state: ModelRequestState;
  modelId: string;
  title: string;
  source: KnownSource;
  teamRef: string;
  requesterRef: string;
  payerRef: string;
  reason: string;
  expectedUse: string;
  /** What the requester alone expects. */
  tokensPerMonth?: number;
  createdAt: Date;
  decidedAt?: Date;
  decidedBy?: string;
  decisionReason?: string;
  idempotencyKey?: string;
  /** SHA-256 of what was asked for, to tell a repetition from another request. */
  requestHash: string;
  /** Oldest first; without the requester. */
  joins: StoredJoin[];
}

/** Something that happened to a request. @internal */
export interface StoredEvent {
  id: string;
  requestId: string;
  at: Date;
  /** An entity reference, or `system`. */
  actor: string;
  event: TimelineEntry['event'];
  text?: string;
  details?: TimelineEntry['details'];
}

/** By what requests are sorted; a dash before it turns the order around. @internal */
export type ModelRequestSort = 'created' | '-created' | 'wanted' | '-wanted';

/** Which requests to list. @internal */
export interface ListModelRequests {
  limit: number;
  cursor?: string;
  sort: ModelRequestSort;
  /** Made or joined by this user. */
  ofUser?: string;
  states?: ModelRequestState[];
  /** Words that all have to occur, in any case. */
  search?: string;
}

/** What became of a request last. @internal */
export interface Decision {
  state: ModelRequestState;
  /** Where it is another one than before. */
  modelId?: string;
  decidedAt: Date;
  /** An entity reference, or `system`. */
  decidedBy: string;
  decisionReason?: string;
}

/** What is remembered of requests for models. @internal */
export interface ModelRequestStore {
  insert(request: StoredModelRequest, tx: Transaction): Promise<void>;
  /** In no particular order; unknown ids are left out. */
  find(ids: string[], tx?: Transaction): Promise<StoredModelRequest[]>;
  /** One request, held against other changes until the end of the transaction. */
  hold(id: string, tx: Transaction): Promise<StoredModelRequest | undefined>;
  getByIdempotencyKey(
    requesterRef: string,
    idempotencyKey: string,
    tx?: Transaction,
  ): Promise<StoredModelRequest | undefined>;
  /** The open request for a model of this id, or of this source. */
  findOpen(
    wanted: { modelId: string; sourceKey?: string },
    tx: Transaction,
  ): Promise<StoredModelRequest | undefined>;
  /** All that are in one of these states, newest first, by what they are known. */
  names(
    states: ModelRequestState[],
  ): Promise<
    Array<{ id: string; modelId: string; title: string; uri: string }>
  >;
  /** @throws InputError where the cursor is of another list or order */
  list(query: ListModelRequests): Promise<PageResult<StoredModelRequest>>;
  /** Writes what was decided, and by whom. */
  decide(id: string, decision: Decision, tx: Transaction): Promise<void>;
  addJoin(id: string, join: StoredJoin, tx: Transaction): Promise<void>;
  removeJoin(id: string, userRef: string, tx: Transaction): Promise<void>;
  addEvent(event: StoredEvent, tx: Transaction): Promise<void>;
  /** Oldest first. */
  events(id: string): Promise<StoredEvent[]>;
}
