import { send, sendJson } from '../http';
import type { Route } from './context';

/**
 * `GET /v1/models`
 *
 * @internal
 */
export const listModels: Route = ({ server, response }) => {
  const { servedModelName, contextLength } = server.model;
  sendJson(response, 200, {
    object: 'list',
    data: [
      {
        id: servedModelName,
        object: 'model',
        created: server.created,
        owned_by: 'vllm',
        root: servedModelName,
        parent: null,
        max_model_len: contextLength,
        permission: [],
      },
    ],
  });
};

/**
 * `GET /health`: an empty answer, as vLLM gives it.
 *
 * @internal
 */
export const health: Route = ({ response }) => {
  response.writeHead(200, { 'content-length': 0 });
  response.end();
};

/**
 * `GET /version`
 *
 * @internal
 */
export const version: Route = ({ response }) => {
  // No version of vLLM runs here, and nobody should think so.
  sendJson(response, 200, { version: '0.0.0+simulated' });
};

/**
 * `GET /metrics`
 *
 * @internal
 */
export const metrics: Route = async ({ server, response }) => {
  send(
    response,
    200,
    server.metrics.contentType,
    await server.metrics.expose(),
  );
};
