import { z } from 'zod';
import { badRequest, invalidRequest } from './errors';
import { formatPath } from './validation';

const positiveInt = z.int().min(1);
const stop = z.union([z.string().min(1), z.array(z.string().min(1)).max(16)]);
const tokenIds = z.array(z.int().min(0)).min(1);

/** Fields that every generating endpoint knows. */
const generation = {
  model: z.string().nullish(),
  max_tokens: positiveInt.nullish(),
  n: positiveInt.max(128).nullish(),
  stop: stop.nullish(),
  stream: z.boolean().nullish(),
  stream_options: z
    .looseObject({
      include_usage: z.boolean().nullish(),
      continuous_usage_stats: z.boolean().nullish(),
    })
    .nullish(),
  temperature: z.number().min(0).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  seed: z.int().nullish(),
  ignore_eos: z.boolean().nullish(),
  cache_salt: z.string().min(1).nullish(),
};

const messageSchema = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z
    .union([
      z.string(),
      z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
    ])
    .nullish(),
  name: z.string().max(256).optional(),
  tool_calls: z
    .array(
      z.looseObject({
        function: z.looseObject({ name: z.string(), arguments: z.string() }),
      }),
    )
    .nullish(),
});

const toolSchema = z.looseObject({
  type: z.literal('function'),
  function: z.looseObject({
    name: z.string().min(1),
    description: z.string().nullish(),
    parameters: z.unknown().optional(),
  }),
});

/**
 * Body of `POST /v1/chat/completions`; fields that are not simulated are let through.
 *
 * @internal
 */
export const chatRequestSchema = z.looseObject({
  ...generation,
  messages: z.array(messageSchema).min(1),
  max_completion_tokens: positiveInt.nullish(),
  tools: z.array(toolSchema).nullish(),
  tool_choice: z
    .union([
      z.enum(['none', 'auto', 'required']),
      z.looseObject({
        type: z.literal('function'),
        function: z.looseObject({ name: z.string() }),
      }),
    ])
    .nullish(),
  response_format: z
    .looseObject({
      type: z.enum(['text', 'json_object', 'json_schema']),
      json_schema: z.looseObject({ schema: z.unknown() }).nullish(),
    })
    .nullish(),
  reasoning_effort: z.string().nullish(),
  include_reasoning: z.boolean().nullish(),
});

/**
 * Body of `POST /v1/completions`.
 *
 * @internal
 */
export const completionRequestSchema = z.looseObject({
  ...generation,
  prompt: z.union([
    z.string(),
    z.array(z.string()).min(1),
    tokenIds,
    z.array(tokenIds).min(1),
  ]),
  echo: z.boolean().nullish(),
});

/**
 * Body of `POST /v1/embeddings`.
 *
 * @internal
 */
export const embeddingRequestSchema = z.looseObject({
  model: z.string().nullish(),
  input: z.union([
    z.string(),
    z.array(z.string()).min(1),
    tokenIds,
    z.array(tokenIds).min(1),
  ]),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: positiveInt.nullish(),
});

/** What a form says of a flag; vLLM's web framework takes more words. */
const flag = z
  .enum(['true', 'false', 'True', 'False', '1', '0'])
  .transform(word => /^(true|1)$/i.test(word));

/**
 * Form of `POST /v1/audio/transcriptions`.
 *
 * @internal
 */
export const transcriptionRequestSchema = z.looseObject({
  file: z.instanceof(File),
  model: z.string().nullish(),
  language: z.string().optional(),
  prompt: z.string().default(''),
  response_format: z
    .enum(['json', 'text', 'srt', 'verbose_json', 'vtt'])
    .default('json'),
  temperature: z.coerce.number().min(0).max(1).default(0),
  stream: flag.default(false),
  stream_include_usage: flag.default(false),
});

/**
 * Body of `POST /tokenize`: a text, or messages as for a chat.
 *
 * @internal
 */
export const tokenizeRequestSchema = z
  .looseObject({
    model: z.string().nullish(),
    prompt: z.string().optional(),
    messages: z.array(messageSchema).min(1).optional(),
    tools: z.array(toolSchema).nullish(),
    return_token_strs: z.boolean().nullish(),
  })
  .refine(
    body => (body.prompt === undefined) !== (body.messages === undefined),
    'either prompt (a text) or messages (a list) is required',
  );

/**
 * Body of `POST /detokenize`.
 *
 * @internal
 */
export const detokenizeRequestSchema = z.looseObject({
  model: z.string().nullish(),
  tokens: z.array(z.int().min(0)),
});

/**
 * A checked chat call.
 *
 * @internal
 */
export type ChatRequest = z.output<typeof chatRequestSchema>;
/**
 * One message of a chat.
 *
 * @internal
 */
export type ChatMessage = z.output<typeof messageSchema>;
/**
 * A tool that a chat call offers.
 *
 * @internal
 */
export type Tool = z.output<typeof toolSchema>;
/**
 * A checked completion call.
 *
 * @internal
 */
export type CompletionRequest = z.output<typeof completionRequestSchema>;

/**
 * A checked call for a transcription.
 *
 * @internal
 */
export type TranscriptionRequest = z.output<typeof transcriptionRequestSchema>;

/**
 * Checks a body against its schema.
 *
 * @throws ApiError 400 that names every wrong field
 * @internal
 */
export function parseRequest<S extends z.ZodType>(
  schema: S,
  body: unknown,
): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) {
    return result.data;
  }
  const { issues } = result.error;
  throw invalidRequest(
    issues
      .map(({ path, message }) => `${formatPath(path) || 'body'}: ${message}`)
      .join('; '),
    formatPath(issues[0].path) || undefined,
  );
}

/**
 * What is wanted of a stream's usage.
 *
 * @throws ApiError 400 when there are stream options without a stream
 * @internal
 */
export function usageOptions(
  request: Pick<ChatRequest, 'stream' | 'stream_options'>,
) {
  const { stream, stream_options: options } = request;
  if (options && !stream) {
    throw badRequest(
      'Stream options can only be defined when `stream=True`.',
      'stream_options',
    );
  }
  const atEnd = options?.include_usage === true;
  return {
    atEnd,
    // As in vLLM, running figures come only together with the final ones.
    running: atEnd && options?.continuous_usage_stats === true,
  };
}
