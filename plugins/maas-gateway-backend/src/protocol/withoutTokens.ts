import type { Protocol } from './Protocol';
import { readRequestBody, writeRequestBody } from './requestBody';
import { NO_TOKENS } from './usage';

/**
 * Endpoints that answer about tokens and use none: no model reads anything. Such a call
 * counts as a request and is an event with 0 tokens, whatever becomes of it.
 *
 * @internal
 */
export const withoutTokens: Protocol[] = [
  '/v1/messages/count_tokens',
  '/tokenize',
  '/detokenize',
].map(path => ({ path, read }));

function read(bytes: Buffer) {
  const body = readRequestBody(bytes);
  return {
    model: body.model,
    streamed: false,
    estimatedInput: 0,
    maxTokens: 0,
    bodyFor: (modelName: string) => writeRequestBody(body, modelName),
    countPrompt: async () => 0,
    readAnswer: () => ({ usage: NO_TOKENS, text: () => '' }),
  };
}
