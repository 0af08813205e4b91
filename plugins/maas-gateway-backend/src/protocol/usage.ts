import type { TokenCounts } from '@openmaas/backstage-plugin-maas-common';
import { count, member } from './values';

/** Of a call in which the model neither reads nor writes. @internal */
export const NO_TOKENS: TokenCounts = {
  input: 0,
  cachedInput: 0,
  output: 0,
  reasoning: 0,
};

/**
 * Reads the `usage` of a chat or text completion. Any field can be null or missing, by
 * model server and version.
 *
 * @returns undefined where prompt or answer were not counted
 * @internal
 */
export function readCompletionUsage(usage: unknown): TokenCounts | undefined {
  return tokenCounts({
    input: count(usage, 'prompt_tokens'),
    cached: count(member(usage, 'prompt_tokens_details'), 'cached_tokens'),
    output: count(usage, 'completion_tokens'),
    reasoning: count(
      member(usage, 'completion_tokens_details'),
      'reasoning_tokens',
    ),
  });
}

/** Reads the `usage` of a response, in the same way. @internal */
export function readResponseUsage(usage: unknown): TokenCounts | undefined {
  return tokenCounts({
    input: count(usage, 'input_tokens'),
    cached: count(member(usage, 'input_tokens_details'), 'cached_tokens'),
    output: count(usage, 'output_tokens'),
    reasoning: count(
      member(usage, 'output_tokens_details'),
      'reasoning_tokens',
    ),
  });
}

/** Reads the `usage` of a message, in the same way. @internal */
export function readMessageUsage(usage: unknown): TokenCounts | undefined {
  const uncached = count(usage, 'input_tokens');
  const cached = count(usage, 'cache_read_input_tokens') ?? 0;
  const written = count(usage, 'cache_creation_input_tokens') ?? 0;
  return tokenCounts({
    // Other than the rest of the world, Anthropic leaves out what the cache had or got.
    input: uncached === undefined ? undefined : uncached + cached + written,
    cached,
    output: count(usage, 'output_tokens'),
  });
}

/**
 * Reads the usage of an answer for which nothing is generated: embeddings and scores.
 * Some servers know only a total, and some only the units that they bill.
 *
 * @param answer - the whole of it
 * @internal
 */
export function readInputUsage(answer: unknown): TokenCounts | undefined {
  const usage = member(answer, 'usage');
  const billed = member(member(answer, 'meta'), 'billed_units');
  return tokenCounts({
    input:
      count(usage, 'prompt_tokens') ??
      count(usage, 'total_tokens') ??
      count(billed, 'input_tokens') ??
      count(billed, 'total_tokens'),
    output: 0,
  });
}

function tokenCounts({
  input,
  cached = 0,
  output,
  reasoning = 0,
}: {
  input: number | undefined;
  cached?: number;
  output: number | undefined;
  reasoning?: number;
}): TokenCounts | undefined {
  if (input === undefined || output === undefined) {
    return undefined;
  }
  return {
    input,
    // A part is never more than its whole, whatever a server says.
    cachedInput: Math.min(cached, input),
    output,
    reasoning: Math.min(reasoning, output),
  };
}
