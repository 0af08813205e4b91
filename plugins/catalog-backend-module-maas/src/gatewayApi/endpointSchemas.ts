import type { JsonObject } from '@backstage/types';

/** A request: what the gateway itself reads of it. All else goes to the model server. */
function request(
  required: string[],
  properties: JsonObject,
  example: JsonObject,
): JsonObject {
  return {
    type: 'object',
    required: ['model', ...required],
    additionalProperties: true,
    properties: {
      model: {
        type: 'string',
        description: 'Served name or alias of the model',
      },
      ...properties,
    },
    example: { model: 'mistral-3-int4', ...example },
  };
}

/** An answer, as far as the gateway reads it. */
function answer(properties: JsonObject): JsonObject {
  return { type: 'object', additionalProperties: true, properties };
}

function counts(...names: string[]): JsonObject {
  return answer(
    Object.fromEntries(names.map(name => [name, { type: 'integer' }])),
  );
}

const listOf = (items: JsonObject): JsonObject => ({ type: 'array', items });
const schemaOf = (name: string): JsonObject => ({
  $ref: `#/components/schemas/${name}`,
});

const text: JsonObject = { type: 'string' };
const object: JsonObject = { type: 'object' };
const integers = listOf({ type: 'integer' });
const textOrTexts: JsonObject = { oneOf: [text, listOf(text)] };
const textsOrTokens: JsonObject = {
  description: 'A text, several, token ids, or several lists of them',
  oneOf: [text, listOf(text), integers, listOf(integers)],
};
const textOrParts: JsonObject = { oneOf: [text, listOf(object)] };
const stream: JsonObject = {
  type: 'boolean',
  default: false,
  description: 'Send the answer while it is being made',
};
const most: JsonObject = {
  type: 'integer',
  minimum: 1,
  description: 'Most tokens of the answer',
};

/** Schemas of the endpoints besides chat completions. @internal */
export const endpointSchemas: JsonObject = {
  CompletionRequest: request(
    ['prompt'],
    {
      prompt: textsOrTokens,
      n: { type: 'integer', minimum: 1, description: 'How many answers' },
      max_tokens: most,
      stream,
    },
    { prompt: 'Once upon a time' },
  ),
  Completion: answer({
    choices: listOf(answer({ text })),
    usage: schemaOf('Usage'),
  }),
  ResponseRequest: request(
    ['input'],
    {
      input: textOrParts,
      instructions: text,
      max_output_tokens: most,
      stream,
      background: {
        type: 'boolean',
        enum: [false],
        description: 'Not possible here',
      },
    },
    { input: 'Say hello.' },
  ),
  Response: answer({
    status: text,
    output: listOf(object),
    usage: counts('input_tokens', 'output_tokens', 'total_tokens'),
  }),
  MessageRequest: request(
    ['messages', 'max_tokens'],
    {
      messages: listOf(schemaOf('ChatMessage')),
      system: textOrParts,
      max_tokens: most,
      stream,
    },
    { max_tokens: 100, messages: [{ role: 'user', content: 'Say hello.' }] },
  ),
  Message: answer({
    content: listOf(object),
    stop_reason: { type: 'string', nullable: true },
    usage: counts(
      'input_tokens',
      'cache_read_input_tokens',
      'cache_creation_input_tokens',
      'output_tokens',
    ),
  }),
  CountTokensRequest: request(
    ['messages'],
    { messages: listOf(schemaOf('ChatMessage')), system: textOrParts },
    { messages: [{ role: 'user', content: 'Say hello.' }] },
  ),
  TokenCount: counts('input_tokens'),
  EmbeddingRequest: request(
    ['input'],
    { input: textsOrTokens },
    { model: 'bge-m3', input: 'Hello' },
  ),
  Embeddings: answer({
    data: listOf(object),
    usage: counts('prompt_tokens', 'total_tokens'),
  }),
  RerankRequest: request(
    ['query', 'documents'],
    { query: text, documents: listOf({}) },
    { model: 'bge-reranker', query: 'Hello', documents: ['Hi', 'Bye'] },
  ),
  Ranking: answer({
    results: listOf(object),
    usage: counts('prompt_tokens', 'total_tokens'),
  }),
  ScoreRequest: request(
    ['text_1', 'text_2'],
    { text_1: textOrTexts, text_2: textOrTexts },
    { model: 'bge-reranker', text_1: 'Hello', text_2: ['Hi', 'Bye'] },
  ),
  Scores: answer({
    data: listOf(object),
    usage: counts('prompt_tokens', 'total_tokens'),
  }),
  TokenizeRequest: request(
    [],
    { prompt: text, messages: listOf(schemaOf('ChatMessage')) },
    { prompt: 'Hello' },
  ),
  Tokens: answer({ count: { type: 'integer' }, tokens: integers }),
  DetokenizeRequest: request(
    ['tokens'],
    { tokens: integers },
    { tokens: [1, 2] },
  ),
  Detokenized: answer({ prompt: text }),
};
