import { badRequest } from './errors';
import type { ModelServer } from './modelServer';
import { isToken, tokenize } from './tokens';

/**
 * A prompt or input as the API takes it: one or several, as text or as token ids.
 *
 * @internal
 */
export type PromptInput = string | string[] | number[] | number[][];

/**
 * Turns a prompt or input into token ids, one list each.
 *
 * @param field - its name in the request, for errors
 * @throws ApiError 400 for too long a text or an id that is no token
 * @internal
 */
export function promptTokens(
  server: ModelServer,
  input: PromptInput,
  field: string,
): number[][] {
  return splitPrompts(input).map(prompt => {
    if (typeof prompt === 'string') {
      server.checkLength(prompt.length);
      return tokenize(prompt);
    }
    const unknown = prompt.find(id => !isToken(id));
    if (unknown !== undefined) {
      throw badRequest(`Token id ${unknown} is out of vocabulary`, field);
    }
    return prompt;
  });
}

function splitPrompts(input: PromptInput): (string | number[])[] {
  if (typeof input === 'string') {
    return [input];
  }
  return typeof input[0] === 'number'
    ? [input as number[]]
    : (input as string[] | number[][]);
}
