import type { operations } from './generated/openapi';
import {
  type MaasClientOptions,
  type MaasRequestOptions,
  restClient,
  unwrap,
} from './rest';
import type {
  AccessRequest,
  ApiKey,
  CreateAccessRequest,
  CreateKey,
  Gateway,
  Model,
  ModelAllowance,
  ModelChange,
  ModelFacets,
  ModelHealth,
  ModelSourceReport,
  ModelTerms,
  Page,
  Plan,
  RequestReport,
  RevealedKey,
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
  listAccessRequests(
    query?: ListAccessRequestsQuery,
    options?: MaasRequestOptions,
  ): Promise<Page<AccessRequest>>;
  getAccessRequest(
    id: string,
    options?: MaasRequestOptions,
  ): Promise<AccessRequest>;
  approveAccessRequest(
    id: string,
    body?: { reason?: string },
    options?: MaasRequestOptions,
  ): Promise<AccessRequest>;
  denyAccessRequest(
    id: string,
    body?: { reason?: string },
    options?: MaasRequestOptions,
  ): Promise<AccessRequest>;
  withdrawAccessRequest(
    id: string,
    options?: MaasRequestOptions,
  ): Promise<AccessRequest>;
  listKeys(
    query?: ListKeysQuery,
    options?: MaasRequestOptions,
  ): Promise<Page<ApiKey>>;
  createKey(body: CreateKey, options?: MaasRequestOptions): Promise<ApiKey>;
  getKey(id: string, options?: MaasRequestOptions): Promise<ApiKey>;
  revealKey(id: string, options?: MaasRequestOptions): Promise<RevealedKey>;
  revokeKey(id: string, options?: MaasRequestOptions): Promise<ApiKey>;
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

  async approveAccessRequest(
    id: string,
    body: { reason?: string } = {},
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
    body: { reason?: string } = {},
    options?: MaasRequestOptions,
  ) {
    const client = await this.client(options);
    const params = { path: { id } };
    return unwrap(
      client.request('post', '/access-requests/{id}/deny', { params, body }),
    );
  }

  async withdrawAccessRequest(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    const params = { path: { id } };
    return unwrap(
      client.request('post', '/access-requests/{id}/withdraw', { params }),
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

  async revealKey(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    const params = { path: { id } };
    return unwrap(client.request('post', '/keys/{id}/reveal', { params }));
  }

  async revokeKey(id: string, options?: MaasRequestOptions) {
    const client = await this.client(options);
    const params = { path: { id } };
    return unwrap(client.request('post', '/keys/{id}/revoke', { params }));
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
