import type { JsonObject } from '@backstage/types';
import { errorResponses } from './errors';

const requestId: JsonObject = {
  description: 'Names this call, also in the logs and in the ledger',
  schema: { type: 'string' },
};

/** Headers of an answer whose tokens are counted. */
const meteredHeaders: JsonObject = {
  'x-request-id': requestId,
  'x-maas-model': {
    description: 'Id of the model that answered',
    schema: { type: 'string' },
  },
  'x-tokens-limit': {
    description: 'Tokens that the limit closest to being reached allows',
    schema: { type: 'integer' },
  },
  'x-tokens-remaining': {
    description: 'Tokens that are left of that limit',
    schema: { type: 'integer' },
  },
  'x-tokens-used': {
    description:
      'Tokens of this call; a stream says them in its usage chunk instead',
    schema: { type: 'integer' },
  },
};

const listModels: JsonObject = {
  operationId: 'listModels',
  tags: ['models'],
  summary: 'The models that this key can call now',
  responses: {
    '200': {
      description: 'Exactly the models that a call with this key would reach',
      headers: { 'x-request-id': requestId },
      content: {
        'application/json': {
          schema: { $ref: '#/components/schemas/ModelList' },
        },
      },
    },
    ...errorResponses('401', '503'),
  },
};

const getModel: JsonObject = {
  operationId: 'getModel',
  tags: ['models'],
  summary: 'One of the models that this key can call now',
  parameters: [
    {
      name: 'id',
      in: 'path',
      required: true,
      description: 'Served name or alias of the model',
      schema: { type: 'string' },
    },
  ],
  responses: {
    '200': {
      description: 'The model',
      headers: { 'x-request-id': requestId },
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/Model' } },
      },
    },
    ...errorResponses('401', '403', '404', '503'),
  },
};

const createChatCompletion: JsonObject = {
  operationId: 'createChatCompletion',
  tags: ['chat'],
  summary: 'The next message of a conversation',
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/ChatCompletionRequest' },
      },
    },
  },
  responses: {
    '200': {
      description:
        'The message at once, or, with `stream`, as server-sent events that end with `data: [DONE]`',
      headers: meteredHeaders,
      content: {
        'application/json': {
          schema: { $ref: '#/components/schemas/ChatCompletion' },
        },
        'text/event-stream': { schema: { type: 'string' } },
      },
    },
    ...errorResponses(
      '400',
      '401',
      '403',
      '404',
      '413',
      '429',
      '502',
      '503',
      '504',
    ),
  },
};

/** The gateway's endpoints. @internal */
export const paths: JsonObject = {
  '/v1/models': { get: listModels },
  '/v1/models/{id}': { get: getModel },
  '/v1/chat/completions': { post: createChatCompletion },
};
