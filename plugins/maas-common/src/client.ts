import { ResponseError } from '@backstage/errors';
import createClient from 'openapi-fetch';
import type { operations, paths } from './generated/openapi';
import type {
  AccessRequest,
  ApiKey,
  CreateAccessRequest,
  CreateKey,
  Model,
  Page,
  Plan,
  RevealedKey,
} from './types';

/** The query parameters of an operation of the control plane. @public */
export type QueryOf<T extends keyof operations> = NonNullable<
  operations[T]['parameters']['query']
>;

/** Who calls, and whether a repeated call is the same call. @public */
export interface MaasRequestOptions {
  /** A Backstage token; in the browser the fetch API adds the user's own. */
  token?: string;
  /** Makes a repeated create return what the first one made. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** Which models to list. @public */
export type ListModelsQuery = QueryOf<'ListModels'>;
/** Which access requests to list. @public */
export type ListAccessRequestsQuery = QueryOf<'ListAccessRequests'>;
/** Which keys to list. @public */
export type ListKeysQuery = QueryOf<'ListKeys'>;

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
}

/** What the client needs from its surroundings, browser or Node. @public */
export interface MaasClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi?: { fetch: typeof fetch };
}

/**
 * Calls with a URL and a body of text instead of a `Request`: the portal's fetch passes
 * through middleware that reads what it is given more than once, and a body in a
 * `Request` can be read only once.
 */
function withPlainInput(call: typeof fetch) {
  return async (request: Request): Promise<Response> => {
    const { method, url, headers, signal } = request;
    // Not every browser tells by `request.body` whether there is one.
    const text = await request.text();
    return call(url, { method, headers, body: text || undefined, signal });
  };
}

async function unwrap<T>(call: Promise<{ data?: T }>): Promise<T> {
  // The client throws where the answer is no success, and each success has a body.
  return (await call).data as T;
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

  private async client(options?: MaasRequestOptions) {
    const client = createClient<paths>({
      baseUrl: await this.options.discoveryApi.getBaseUrl('maas'),
      fetch: withPlainInput(this.options.fetchApi?.fetch ?? fetch),
      signal: options?.signal,
      headers: {
        authorization: options?.token && `Bearer ${options.token}`,
        'idempotency-key': options?.idempotencyKey,
      },
    });
    client.use({
      async onResponse({ response }) {
        if (!response.ok) {
          throw await ResponseError.fromResponse(response);
        }
      },
    });
    return client;
  }
}
