import type { JsonObject } from '@backstage/types';
import { errorResponses, METERED_ERRORS } from './errors';

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
  'x-maas-model-retires': {
    description:
      'When the model that was called retires, or did, where that is announced',
    schema: { type: 'string', format: 'date-time' },
  },
  deprecation: {
    description: 'The same, as RFC 9745 has it',
    schema: { type: 'string' },
  },
  sunset: {
    description: 'The same, as RFC 8594 has it',
    schema: { type: 'string' },
  },
  link: {
    description: 'With `rel="successor-version"`: its successor here',
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
      'Tokens of this call; a stream says them in its last events instead',
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
    ...errorResponses(['401', '503']),
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
    ...errorResponses(['401', '403', '404', '503']),
  },
};

/** An endpoint whose calls are metered. */
function metered(
  operationId: string,
  tag: string,
  summary: string,
  [asked, answered]: [string, string],
  options: { description?: string; streamed?: string; errors?: string } = {},
): JsonObject {
  const { description = 'The answer', streamed, errors } = options;
  return {
    operationId,
    tags: [tag],
    summary,
    requestBody: { required: true, content: json(asked) },
    responses: {
      '200': {
        description: streamed
          ? `${description} at once, or, with \`stream\`, as server-sent events that end with ${streamed}`
          : description,
        headers: meteredHeaders,
        content: {
          ...json(answered),
          ...(streamed && {
            'text/event-stream': { schema: { type: 'string' } },
          }),
        },
      },
      ...errorResponses(METERED_ERRORS, errors),
    },
  };
}

function json(schema: string): JsonObject {
  return {
    'application/json': { schema: { $ref: `#/components/schemas/${schema}` } },
  };
}

const NO_TOKENS = 'The answer; the call counts as one that used no tokens';
const ANTHROPIC = { errors: 'MessageError' };

/** The gateway's endpoints. @internal */
export const paths: JsonObject = {
  '/v1/models': { get: listModels },
  '/v1/models/{id}': { get: getModel },
  '/v1/chat/completions': {
    post: metered(
      'createChatCompletion',
      'chat',
      'The next message of a conversation',
      ['ChatCompletionRequest', 'ChatCompletion'],
      { description: 'The message', streamed: '`data: [DONE]`' },
    ),
  },
  '/v1/completions': {
    post: metered(
      'createCompletion',
      'chat',
      'How a text goes on',
      ['CompletionRequest', 'Completion'],
      { description: 'The text', streamed: '`data: [DONE]`' },
    ),
  },
  '/v1/responses': {
    post: metered(
      'createResponse',
      'chat',
      "The next step of a conversation, in the newer shape of OpenAI's API",
      ['ResponseRequest', 'Response'],
      {
        description: 'The response',
        streamed:
          '`response.completed`, `response.incomplete` or `response.failed`',
      },
    ),
  },
  '/v1/messages': {
    post: metered(
      'createMessage',
      'chat',
      "The next message of a conversation, in the shape of Anthropic's API",
      ['MessageRequest', 'Message'],
      {
        description: 'The message',
        streamed: '`message_stop`',
        ...ANTHROPIC,
      },
    ),
  },
  '/v1/messages/count_tokens': {
    post: metered(
      'countMessageTokens',
      'tokens',
      'How many tokens a conversation has',
      ['CountTokensRequest', 'TokenCount'],
      { description: NO_TOKENS, ...ANTHROPIC },
    ),
  },
  '/v1/embeddings': {
    post: metered(
      'createEmbeddings',
      'embeddings',
      'Vectors that stand for texts',
      ['EmbeddingRequest', 'Embeddings'],
    ),
  },
  '/v1/rerank': {
    post: metered(
      'rerank',
      'embeddings',
      'Documents in the order in which they fit a query',
      ['RerankRequest', 'Ranking'],
    ),
  },
  '/v1/score': {
    post: metered('score', 'embeddings', 'How well texts fit each other', [
      'ScoreRequest',
      'Scores',
    ]),
  },
  '/tokenize': {
    post: metered(
      'tokenize',
      'tokens',
      'The tokens of a text or a conversation',
      ['TokenizeRequest', 'Tokens'],
      { description: NO_TOKENS },
    ),
  },
  '/detokenize': {
    post: metered(
      'detokenize',
      'tokens',
      'The text of tokens',
      ['DetokenizeRequest', 'Detokenized'],
      { description: NO_TOKENS },
    ),
  },
};
