import type { JsonObject } from '@backstage/types';

/** Schemas of models. @internal */
export const modelSchemas: JsonObject = {
  Model: {
    type: 'object',
    required: ['id', 'object', 'created', 'owned_by'],
    properties: {
      id: { type: 'string', description: 'What to send as `model`' },
      object: { type: 'string', enum: ['model'] },
      created: { type: 'integer', description: 'Unix time in seconds' },
      owned_by: { type: 'string' },
    },
  },
  ModelList: {
    type: 'object',
    required: ['object', 'data'],
    properties: {
      object: { type: 'string', enum: ['list'] },
      data: { type: 'array', items: { $ref: '#/components/schemas/Model' } },
    },
  },
};

/** Schemas of chat completions: what the gateway itself reads or promises. @internal */
export const chatSchemas: JsonObject = {
  ChatCompletionRequest: {
    type: 'object',
    required: ['model', 'messages'],
    additionalProperties: true,
    properties: {
      model: {
        type: 'string',
        description: 'Served name or alias of the model',
      },
      messages: {
        type: 'array',
        minItems: 1,
        items: { $ref: '#/components/schemas/ChatMessage' },
      },
      n: { type: 'integer', minimum: 1, description: 'How many answers' },
      max_tokens: {
        type: 'integer',
        minimum: 1,
        description: 'Most tokens of an answer',
      },
      max_completion_tokens: {
        type: 'integer',
        minimum: 1,
        description: 'The same under its newer name',
      },
      stream: {
        type: 'boolean',
        default: false,
        description: 'Send the answer while it is being made',
      },
      stream_options: {
        type: 'object',
        properties: {
          include_usage: {
            type: 'boolean',
            default: false,
            description: 'End the stream with a chunk that holds the usage',
          },
        },
      },
    },
    example: {
      model: 'mistral-3-int4',
      messages: [{ role: 'user', content: 'Say hello.' }],
    },
  },
  ChatMessage: {
    type: 'object',
    required: ['role'],
    additionalProperties: true,
    properties: {
      role: {
        type: 'string',
        description: 'Such as `system`, `user`, `assistant` or `tool`',
      },
      content: {
        nullable: true,
        description: 'Text, or parts such as text and images',
        oneOf: [
          { type: 'string' },
          { type: 'array', items: { type: 'object' } },
        ],
      },
    },
  },
  ChatCompletion: {
    type: 'object',
    required: ['id', 'object', 'created', 'model', 'choices'],
    additionalProperties: true,
    properties: {
      id: { type: 'string' },
      object: { type: 'string', enum: ['chat.completion'] },
      created: { type: 'integer', description: 'Unix time in seconds' },
      model: { type: 'string' },
      choices: {
        type: 'array',
        items: {
          type: 'object',
          required: ['index', 'message'],
          properties: {
            index: { type: 'integer' },
            message: { $ref: '#/components/schemas/ChatMessage' },
            finish_reason: {
              type: 'string',
              nullable: true,
              description: 'Such as `stop`, `length` or `tool_calls`',
            },
          },
        },
      },
      usage: { $ref: '#/components/schemas/Usage' },
    },
  },
  Usage: {
    type: 'object',
    required: ['prompt_tokens', 'completion_tokens', 'total_tokens'],
    additionalProperties: true,
    properties: {
      prompt_tokens: { type: 'integer' },
      completion_tokens: { type: 'integer' },
      total_tokens: { type: 'integer' },
      prompt_tokens_details: {
        type: 'object',
        nullable: true,
        properties: {
          cached_tokens: {
            type: 'integer',
            nullable: true,
            description: 'Part of the prompt that the server still knew',
          },
        },
      },
      completion_tokens_details: {
        type: 'object',
        nullable: true,
        properties: {
          reasoning_tokens: {
            type: 'integer',
            nullable: true,
            description: 'Part of the answer that was thinking',
          },
        },
      },
    },
  },
};
