import type { operations } from './generated/openapi';
import {
  type MaasClientOptions,
  type MaasRequestOptions,
  restClient,
  unwrap,
} from './rest';
import type {
  AccessRequest,
  AccessRequestPreview,
  ApiKey,
  Approval,
  ApproveModelRequest,
  AuditEntry,
  AvailableModelRequest,
  BulkDecision,
  BulkDecisionResult,
  BulkKeyAction,
  BulkKeyActionResult,
  CreateAccessRequest,
  CreateKey,
  CreateModelRequest,
  Delegations,
  Gateway,
  Grant,
  JoinModelRequest,
  Model,
  ModelAllowance,
  ModelChange,
  ModelFacets,
  ModelHealth,
  ModelRequest,
  ModelSourceReport,
  ModelTerms,
  Page,
  Plan,
  RequestReport,
  RevealedKey,
  RotateKey,
  SetDelegation,
  SimilarModels,
  Team,
  UpdateKey,
  UpdateModel,
  UsageEvent,
  UsageReport,
} from './types';

/** The query parameters of an operation of the control plane. @public */
export type QueryOf<T extends keyof operations> = NonNullable<
  operations[T]['parameters']['query']
>;

/** Which models to list. @public */
export type ListModelsQuery = QueryOf<'ListModels'>;
/** Which changes of a model to list. @public */
export type ListModelChangesQuery = QueryOf<'ListModelChanges'>;
/** Which access requests to list. @public */
export type ListAccessRequestsQuery = QueryOf<'ListAccessRequests'>;
/** Which grants to list. @public */
export type ListGrantsQuery = QueryOf<'ListGrants'>;
/** Which model requests to list. @public */
export type ListModelRequestsQuery = QueryOf<'ListModelRequests'>;
/** Which entries of the audit log to list. @public */
export type ListAuditEntriesQuery = QueryOf<'ListAuditEntries'>;
/** Which entries of the audit log to hand out, and how. @public */
export type ExportAuditQuery = QueryOf<'ExportAudit'>;
/** Which keys to list. @public */
export type ListKeysQuery = QueryOf<'ListKeys'>;
/** Which usage to sum, and how. @public */
export type GetUsageQuery = QueryOf<'GetUsage'>;
/** Which usage events to list. @public */
export type ListUsageEventsQuery = QueryOf<'ListUsageEvents'>;

/**
 * REST of the control plane. Every method throws a `ResponseError` of
 * `@backstage/errors` where the answer is not a success.
 *
 * @public
 */
export interface MaasApi {
  listModels(
    query?: ListModelsQuery,
    options?: MaasRequestOptions,
  ): Promise<Page<Model>>;
  getModel(id: string, options?: MaasRequestOptions): Promise<Model>;
  getModelFacets(options?: MaasRequestOptions): Promise<ModelFacets>;
  updateModel(
    id: string,
    body: UpdateModel,
    options?: MaasRequestOptions,
  ): Promise<ModelTerms>;
  stopModel(
    id: string,
    body: { reason: string },
    options?: MaasRequestOptions,
  ): Promise<Model>;
  resumeModel(
    id: string,
    body?: { reason?: string },
    options?: MaasRequestOptions,
  ): Promise<Model>;
  getModelTerms(id: string, options?: MaasRequestOptions): Promise<ModelTerms>;
  listModelChanges(
    id: string,
    query?: ListModelChangesQuery,
    options?: MaasRequestOptions,
  ): Promise<Page<ModelChange>>;
  getModelHealth(
    id: string,
    options?: MaasRequestOptions,
  ): Promise<ModelHealth>;
  listModelAllowances(
    id: string,
    options?: MaasRequestOptions,
  ): Promise<ModelAllowance[]>;
  listModelSources(options?: MaasRequestOptions): Promise<ModelSourceReport[]>;
  listPlans(options?: MaasRequestOptions): Promise<Plan[]>;
  createAccessRequest(
    body: CreateAccessRequest,
    options?: MaasRequestOptions,
  ): Promise<AccessRequest>;
  previewAccessRequest(
    body: CreateAccessRequest,
    options?: MaasRequestOptions,
  ): Promise<AccessRequestPreview>;
  listAccessRequests(
    query?: ListAccessRequestsQuery,
    options?: MaasRequestOptions,
  ): Promise<Page<AccessRequest>>;
  getAccessRequest(
    id: string,
    options?: MaasRequestOptions,
  ): Promise<AccessRequest>;
  decideAccessRequests(
    body: BulkDecision,
    options?: MaasRequestOptions,
  ): Promise<BulkDecisionResult>;
  approveAccessRequest(
    id: string,
    body?: Approval,
    options?: MaasRequestOptions,
  ): Promise<AccessRequest>;
  denyAccessRequest(
    id: string,
    body: { reason: string },
    options?: MaasRequestOptions,
  ): Promise<AccessRequest>;
  askBackAccessRequest(
    id: string,
    body: { text: string },
    options?: MaasRequestOptions,
  ): Promise<AccessRequest>;
  answerAccessRequest(
    id: string,
    body: { text: string },
    options?: MaasRequestOptions,
  ): Promise<AccessRequest>;
  commentAccessRequest(
    id: string,
    body: { text: string },
    options?: MaasRequestOptions,
  ): Promise<AccessRequest>;
  withdrawAccessRequest(
    id: string,
    options?: MaasRequestOptions,
  ): Promise<AccessRequest>;
  getDelegations(options?: MaasRequestOptions): Promise<Delegations>;
  setDelegation(
    body: SetDelegation,
    options?: MaasRequestOptions,
  ): Promise<Delegations>;
  endDelegation(options?: MaasRequestOptions): Promise<Delegations>;
  listGrants(
    query?: ListGrantsQuery,
    options?: MaasRequestOptions,
  ): Promise<Page<Grant>>;
  suspendGrant(
    id: string,
    body: { reason: string },
    options?: MaasRequestOptions,
  ): Promise<Grant>;
  resumeGrant(
    id: string,
    body?: { reason?: string },
    options?: MaasRequestOptions,
  ): Promise<Grant>;
  revokeGrant(
    id: string,
    body: { reason: string },
    options?: MaasRequestOptions,
  ): Promise<Grant>;
  listModelRequests(
    query?: ListModelRequestsQuery,
    options?: MaasRequestOptions,
  ): Promise<Page<ModelRequest>>;
  createModelRequest(
    body: CreateModelRequest,
    options?: MaasRequestOptions,
  ): Promise<ModelRequest>;
  findSimilarModels(
    query: { to: string },
    options?: MaasRequestOptions,
  ): Promise<SimilarModels>;
  getModelRequest(
    id: string,
    options?: MaasRequestOptions,
  ): Promise<ModelRequest>;
  joinModelRequest(
    id: string,
    body: JoinModelRequest,
    options?: MaasRequestOptions,
  ): Promise<ModelRequest>;
  leaveModelRequest(
    id: string,
    options?: MaasRequestOptions,
  ): Promise<ModelRequest>;
  reviewModelRequest(
    id: string,
    body?: { reason?: string },
    options?: MaasRequestOptions,
  ): Promise<ModelRequest>;
  approveModelRequest(
    id: string,
    body?: ApproveModelRequest,
    options?: MaasRequestOptions,
  ): Promise<ModelRequest>;
  declineModelRequest(
    id: string,
    body: { reason: string },
    options?: MaasRequestOptions,
  ): Promise<ModelRequest>;
  deployingModelRequest(
    id: string,
    body?: { reason?: string },
    options?: MaasRequestOptions,
  ): Promise<ModelRequest>;
  availableModelRequest(
    id: string,
    body: AvailableModelRequest,
    options?: MaasRequestOptions,
  ): Promise<ModelRequest>;
  withdrawModelRequest(
    id: string,
    options?: MaasRequestOptions,
  ): Promise<ModelRequest>;
  commentModelRequest(
    id: string,
    body: { text: string },
    options?: MaasRequestOptions,
  ): Promise<ModelRequest>;
  listKeys(
    query?: ListKeysQuery,
    options?: MaasRequestOptions,
  ): Promise<Page<ApiKey>>;
  createKey(body: CreateKey, options?: MaasRequestOptions): Promise<ApiKey>;
  getKey(id: string, options?: MaasRequestOptions): Promise<ApiKey>;
  updateKey(
    id: string,
    body: UpdateKey,
    options?: MaasRequestOptions,
  ): Promise<ApiKey>;
  revealKey(id: string, options?: MaasRequestOptions): Promise<RevealedKey>;
  rotateKey(
    id: string,
    body?: RotateKey,
    options?: MaasRequestOptions,
  ): Promise<RevealedKey>;
  suspendKey(
    id: string,
    body?: { reason?: string },
    options?: MaasRequestOptions,
  ): Promise<ApiKey>;
  resumeKey(
    id: string,
    body?: { reason?: string },
    options?: MaasRequestOptions,
  ): Promise<ApiKey>;
  revokeKey(
    id: string,
    body?: { reason?: string },
    options?: MaasRequestOptions,
  ): Promise<ApiKey>;
  actOnKeys(
    body: BulkKeyAction,
    options?: MaasRequestOptions,
  ): Promise<BulkKeyActionResult>;
  listTeams(options?: MaasRequestOptions): Promise<Team[]>;
  listAuditEntries(
    query?: ListAuditEntriesQuery,
    options?: MaasRequestOptions,
  ): Promise<Page<AuditEntry>>;
  /** All entries that fit, as a file. */
  exportAudit(
    query?: ExportAuditQuery,
    options?: MaasRequestOptions,
  ): Promise<Blob>;
  getUsage(
    query?: GetUsageQuery,
    options?: MaasRequestOptions,
  ): Promise<UsageReport>;
  listUsageEvents(
    query?: ListUsageEventsQuery,
    options?: MaasRequestOptions,
  ): Promise<Page<UsageEvent>>;
  getRequestReport(
    id: string,
    options?: MaasRequestOptions,
  ): Promise<RequestReport>;
  listGateways(options?: MaasRequestOptions): Promise<Gateway[]>;
}

/**
 * {@link MaasApi} over HTTP.
 *
 * @public
 */
export class MaasClient implements MaasApi {
  constructor(private readonly options: MaasClientOptions) {}

  async listModels(query?: ListModelsQuery, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(client.request('get', '/models', { params: { query } }));
  }

  async getModel(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(
      client.request('get', '/models/{id}', { params: { path: { id } } }),
    );
  }

  async getModelFacets(options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(client.request('get', '/models/facets'));
  }

  async updateModel(
    id: string,
    body: UpdateModel,
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    const params = { path: { id } };
    return unwrap(client.request('patch', '/models/{id}', { params, body }));
  }

  async stopModel(
    id: string,
    body: { reason: string },
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/models/{id}/stop', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async resumeModel(
    id: string,
    body: { reason?: string } = {},
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/models/{id}/resume', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async getModelTerms(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    const params = { path: { id } };
    return unwrap(client.request('get', '/models/{id}/terms', { params }));
  }

  async listModelChanges(
    id: string,
    query?: ListModelChangesQuery,
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    const params = { path: { id }, query };
    return unwrap(client.request('get', '/models/{id}/history', { params }));
  }

  async getModelHealth(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    const params = { path: { id } };
    return unwrap(client.request('get', '/models/{id}/health', { params }));
  }

  async listModelAllowances(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    const params = { path: { id } };
    const call = client.request('get', '/models/{id}/allowances', { params });
    return (await unwrap(call)).items;
  }

  async listModelSources(options?: MaasRequestOptions) {
    const client = await this.client(options);
    return (await unwrap(client.request('get', '/model-sources'))).items;
  }

  async listPlans(options?: MaasRequestOptions) {
    const client = await this.client(options);
    return (await unwrap(client.request('get', '/plans'))).items;
  }

  async createAccessRequest(
    body: CreateAccessRequest,
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(client.request('post', '/access-requests', { body }));
  }

  async previewAccessRequest(
    body: CreateAccessRequest,
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(client.request('post', '/access-requests/preview', { body }));
  }

  async listAccessRequests(
    query?: ListAccessRequestsQuery,
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('get', '/access-requests', { params: { query } }),
    );
  }

  async getAccessRequest(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(
      client.request('get', '/access-requests/{id}', {
        params: { path: { id } },
      }),
    );
  }

  async decideAccessRequests(body: BulkDecision, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/access-requests/decisions', { body }),
    );
  }

  async approveAccessRequest(
    id: string,
    body: Approval = {},
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    const params = { path: { id } };
    return unwrap(
      client.request('post', '/access-requests/{id}/approve', { params, body }),
    );
  }

  async denyAccessRequest(
    id: string,
    body: { reason: string },
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    const params = { path: { id } };
    return unwrap(
      client.request('post', '/access-requests/{id}/deny', { params, body }),
    );
  }

  async askBackAccessRequest(
    id: string,
    body: { text: string },
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/access-requests/{id}/ask-back', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async answerAccessRequest(
    id: string,
    body: { text: string },
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/access-requests/{id}/answer', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async commentAccessRequest(
    id: string,
    body: { text: string },
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/access-requests/{id}/comments', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async withdrawAccessRequest(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    const params = { path: { id } };
    return unwrap(
      client.request('post', '/access-requests/{id}/withdraw', { params }),
    );
  }

  async getDelegations(options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(client.request('get', '/delegations'));
  }

  async setDelegation(body: SetDelegation, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(client.request('put', '/delegations', { body }));
  }

  async endDelegation(options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(client.request('delete', '/delegations'));
  }

  async listGrants(query?: ListGrantsQuery, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(client.request('get', '/grants', { params: { query } }));
  }

  async suspendGrant(
    id: string,
    body: { reason: string },
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/grants/{id}/suspend', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async resumeGrant(
    id: string,
    body: { reason?: string } = {},
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/grants/{id}/resume', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async revokeGrant(
    id: string,
    body: { reason: string },
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/grants/{id}/revoke', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async listModelRequests(
    query?: ListModelRequestsQuery,
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('get', '/model-requests', { params: { query } }),
    );
  }

  async createModelRequest(
    body: CreateModelRequest,
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(client.request('post', '/model-requests', { body }));
  }

  async findSimilarModels(query: { to: string }, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(
      client.request('get', '/model-requests/similar', { params: { query } }),
    );
  }

  async getModelRequest(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(
      client.request('get', '/model-requests/{id}', {
        params: { path: { id } },
      }),
    );
  }

  async joinModelRequest(
    id: string,
    body: JoinModelRequest,
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/model-requests/{id}/join', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async leaveModelRequest(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/model-requests/{id}/leave', {
        params: { path: { id } },
      }),
    );
  }

  async reviewModelRequest(
    id: string,
    body: { reason?: string } = {},
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/model-requests/{id}/review', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async approveModelRequest(
    id: string,
    body: ApproveModelRequest = {},
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/model-requests/{id}/approve', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async declineModelRequest(
    id: string,
    body: { reason: string },
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/model-requests/{id}/decline', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async deployingModelRequest(
    id: string,
    body: { reason?: string } = {},
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/model-requests/{id}/deploying', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async availableModelRequest(
    id: string,
    body: AvailableModelRequest,
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/model-requests/{id}/available', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async withdrawModelRequest(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/model-requests/{id}/withdraw', {
        params: { path: { id } },
      }),
    );
  }

  async commentModelRequest(
    id: string,
    body: { text: string },
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/model-requests/{id}/comments', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async listKeys(query?: ListKeysQuery, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(client.request('get', '/keys', { params: { query } }));
  }

  async createKey(body: CreateKey, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(client.request('post', '/keys', { body }));
  }

  async getKey(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(
      client.request('get', '/keys/{id}', { params: { path: { id } } }),
    );
  }

  async updateKey(id: string, body: UpdateKey, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(
      client.request('patch', '/keys/{id}', { params: { path: { id } }, body }),
    );
  }

  async revealKey(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    const params = { path: { id } };
    return unwrap(client.request('post', '/keys/{id}/reveal', { params }));
  }

  async rotateKey(
    id: string,
    body: RotateKey = {},
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/keys/{id}/rotate', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async suspendKey(
    id: string,
    body: { reason?: string } = {},
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/keys/{id}/suspend', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async resumeKey(
    id: string,
    body: { reason?: string } = {},
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('post', '/keys/{id}/resume', {
        params: { path: { id } },
        body,
      }),
    );
  }

  async revokeKey(
    id: string,
    body: { reason?: string } = {},
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    const params = { path: { id } };
    return unwrap(
      client.request('post', '/keys/{id}/revoke', { params, body }),
    );
  }

  async actOnKeys(body: BulkKeyAction, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(client.request('post', '/keys/actions', { body }));
  }

  async listTeams(options?: MaasRequestOptions) {
    const client = await this.client(options);
    return (await unwrap(client.request('get', '/teams'))).items;
  }

  async listAuditEntries(
    query?: ListAuditEntriesQuery,
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(client.request('get', '/audit', { params: { query } }));
  }

  async exportAudit(query?: ExportAuditQuery, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap<Blob>(
      client.request('get', '/audit/export', {
        params: { query },
        parseAs: 'blob',
      }),
    );
  }

  async getUsage(query?: GetUsageQuery, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(client.request('get', '/usage', { params: { query } }));
  }

  async listUsageEvents(
    query?: ListUsageEventsQuery,
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    return unwrap(
      client.request('get', '/usage/events', { params: { query } }),
    );
  }

  async getRequestReport(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    return unwrap(
      client.request('get', '/usage/requests/{id}', {
        params: { path: { id } },
      }),
    );
  }

  async listGateways(options?: MaasRequestOptions) {
    const client = await this.client(options);
    return (await unwrap(client.request('get', '/gateways'))).items;
  }

  private async client(options?: MaasRequestOptions) {
    return restClient(this.options, options);
  }
}
