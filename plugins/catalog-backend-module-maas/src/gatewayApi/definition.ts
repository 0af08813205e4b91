import type { JsonObject } from '@backstage/types';
import { endpointSchemas } from './endpointSchemas';
import { errorSchemas } from './errors';
import { paths } from './paths';
import { chatSchemas, modelSchemas } from './schemas';

/**
 * OpenAPI 3.0 definition of the gateway, as far as every client can rely on it.
 *
 * @param baseUrl - where clients reach the gateway, without `/v1`
 * @internal
 */
export function createGatewayDefinition(baseUrl: string): JsonObject {
  return {
    openapi: '3.0.3',
    info: {
      title: 'LLM gateway',
      version: '1.0.0',
      description: [
        'One address for every model. Any client of the OpenAI API works: set its base',
        'URL to the address below followed by `/v1`, and its API key to the key that you',
        'revealed in the portal. Clients of the Anthropic API take the address as it is. A',
        'field that is not described here goes to the model server as it is, and whether a',
        'model answers at a path is for its server to say.',
      ].join(' '),
    },
    servers: [{ url: baseUrl }],
    security: [
      { bearer: [] },
      { authorizationApiKey: [] },
      { xApiKey: [] },
      { apiKey: [] },
    ],
    tags: ['models', 'chat', 'embeddings', 'tokens'].map(name => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description:
            'The API key as a bearer token, as OpenAI clients send it',
        },
        authorizationApiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`APIKEY` followed by a space and the API key',
        },
        xApiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        apiKey: { type: 'apiKey', in: 'header', name: 'api-key' },
      },
      schemas: {
        ...modelSchemas,
        ...chatSchemas,
        ...endpointSchemas,
        ...errorSchemas,
      },
    },
  };
}
