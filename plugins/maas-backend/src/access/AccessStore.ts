import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type {
  AccessRequestState,
  GrantState,
} from '@openmaas/backstage-plugin-maas-common';
import type { Transaction } from '../database/database';
import type { PageQuery, PageResult } from '../http/page';

/** A grant as it is remembered. @internal */
export interface StoredGrant {
  id: string;
  requestId: string;
  teamRef: string;
  modelId: string;
  plan: string;
  state: GrantState;
  activatedAt?: Date;
  expiresAt?: Date;
  endedAt?: Date;
}

/** An access request as it is remembered. @internal */
export interface StoredAccessRequest {
  id: string;
  teamRef: string;
  requesterRef: string;
  plan: string;
  purpose: string;
  expiresInDays: number;
  state: AccessRequestState;
  waitsFor?: string;
  keyId: string;
  createdAt: Date;
  decidedAt?: Date;
  decidedBy?: string;
  decisionReason?: string;
  idempotencyKey?: string;
  /** SHA-256 of what was asked for, to tell a repetition from another request. */
  requestHash: string;
  grants: StoredGrant[];
}

/** A condition that a store can query access requests by. @internal */
export interface StoredRequestFilter {
  key: 'team' | 'requester' | 'onlyModels';
  values: string[];
}

/** Which access requests to list. @internal */
export interface ListRequestsQuery extends PageQuery {
  criteria?: PermissionCriteria<StoredRequestFilter>;
  requesterRef?: string;
  /** Not the ones of this user. */
  notRequesterRef?: string;
  state?: AccessRequestState;
}

/** What is remembered of access requests and grants. @internal */
export interface AccessStore {
  /** Holds a team's access against other changes until the end of the transaction. */
  lockTeam(teamRef: string, tx: Transaction): Promise<void>;
  insert(request: StoredAccessRequest, tx: Transaction): Promise<void>;
  /** In no particular order; unknown ids are left out. */
  find(ids: string[], tx?: Transaction): Promise<StoredAccessRequest[]>;
  getByIdempotencyKey(
    requesterRef: string,
    idempotencyKey: string,
    tx?: Transaction,
  ): Promise<StoredAccessRequest | undefined>;
  /** Newest first. */
  list(query: ListRequestsQuery): Promise<PageResult<StoredAccessRequest>>;
  updateRequest(
    id: string,
    change: Partial<
      Pick<
        StoredAccessRequest,
        'state' | 'decidedAt' | 'decidedBy' | 'decisionReason'
      >
    >,
    tx: Transaction,
  ): Promise<void>;
  updateGrant(
    id: string,
    change: Partial<
      Pick<StoredGrant, 'state' | 'activatedAt' | 'expiresAt' | 'endedAt'>
    >,
    tx: Transaction,
  ): Promise<void>;
  /** Grants in some states; of some teams or models where these are given. */
  grants(
    query: { teamRefs?: string[]; modelIds?: string[]; states: GrantState[] },
    tx?: Transaction,
  ): Promise<StoredGrant[]>;
  /** In no particular order; unknown ids are left out. */
  findGrants(ids: string[]): Promise<StoredGrant[]>;
}
