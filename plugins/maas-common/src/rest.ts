import { ResponseError } from '@backstage/errors';
import createClient from 'openapi-fetch';
import type { paths } from './generated/openapi';

/** What a client needs from its surroundings, browser or Node. @public */
export interface MaasClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi?: { fetch: typeof fetch };
}

/** Who calls, and whether a repeated call is the same call. @public */
export interface MaasRequestOptions {
  /** A Backstage token; in the browser the fetch API adds the user's own. */
  token?: string;
  /** Makes a repeated create return what the first one made. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/**
 * The control plane's REST API for one call, typed by its OpenAPI definition.
 *
 * @throws ResponseError, from the call, where the answer is no success
 * @internal
 */
export async function restClient(
  { discoveryApi, fetchApi }: MaasClientOptions,
  { token, idempotencyKey, signal }: MaasRequestOptions = {},
) {
  const client = createClient<paths>({
    baseUrl: await discoveryApi.getBaseUrl('maas'),
    fetch: withPlainInput(fetchApi?.fetch ?? fetch, signal),
    headers: {
      authorization: token && `Bearer ${token}`,
      'idempotency-key': idempotencyKey,
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

/**
 * Calls with a URL and a body of text instead of a `Request`: the portal's fetch passes
 * through middleware that reads what it is given more than once, and a body in a
 * `Request` can be read only once. The signal is the caller's own, as the one of a
 * `Request` is silent once that is garbage, which a call that waits long lives to see.
 */
function withPlainInput(call: typeof fetch, signal?: AbortSignal) {
  return async (request: Request): Promise<Response> => {
    const { method, url, headers } = request;
    // Not every browser tells by `request.body` whether there is one.
    const text = await request.text();
    return call(url, { method, headers, body: text || undefined, signal });
  };
}

/** The body of an answer, where every success has one. @internal */
export async function unwrap<T>(call: Promise<{ data?: T }>): Promise<T> {
  // The client throws where the answer is no success.
  return (await call).data as T;
}
