import { callableModel, callableModels } from '../auth/access';
import type { Policy } from '../policy/Policy';
import { listModel } from '../protocol/models';
import { sendJson } from './answers';
import type { Route } from './ClientServer';
import { GatewayError } from './GatewayError';

/** `GET /v1/models` and `GET /v1/models/{id}`: just what the key can call. @internal */
export function modelRoutes(options: {
  policy: Policy;
  /** Milliseconds since 1970. */
  now: () => number;
}): Route[] {
  const { policy, now } = options;
  return [
    {
      method: 'GET',
      path: '/v1/models',
      async handle({ key, response }) {
        const models = callableModels(policy, await key(), now());
        sendJson(response, 200, {
          object: 'list',
          data: models.map(listModel),
        });
      },
    },
    {
      method: 'GET',
      path: '/v1/models/',
      async handle({ key, response, pathId }) {
        const model = callableModel(policy, await key(), pathId ?? '', now());
        if (!model) {
          throw new GatewayError(
            404,
            `There is no model "${pathId}" that this key can call.`,
            { code: 'model_not_found', type: 'not_found_error' },
          );
        }
        sendJson(response, 200, listModel(model));
      },
    },
  ];
}
