import type { TokenCounts } from '@openmaas/backstage-plugin-maas-common';
import type { Random } from './Random';

/** What is billed of a call. */
export type Units = TokenCounts & { audioMs?: number };

/** Of a call in which no model reads or writes. */
export const NONE: TokenCounts = {
  input: 0,
  cachedInput: 0,
  output: 0,
  reasoning: 0,
};

const completionUsage = (tokens: TokenCounts) => ({
  prompt_tokens: tokens.input,
  completion_tokens: tokens.output,
  total_tokens: tokens.input + tokens.output,
  prompt_tokens_details: { cached_tokens: tokens.cachedInput },
  completion_tokens_details: { reasoning_tokens: tokens.reasoning },
});

const WRITERS: Record<string, (tokens: TokenCounts) => object> = {
  '/v1/chat/completions': completionUsage,
  '/v1/completions': completionUsage,
  '/v1/responses': tokens => ({
    input_tokens: tokens.input,
    input_tokens_details: { cached_tokens: tokens.cachedInput },
    output_tokens: tokens.output,
    output_tokens_details: { reasoning_tokens: tokens.reasoning },
  }),
  '/v1/messages': tokens => ({
    // What the cache had is not part of it.
    input_tokens: tokens.input - tokens.cachedInput,
    cache_read_input_tokens: tokens.cachedInput,
    cache_creation_input_tokens: 0,
    output_tokens: tokens.output,
  }),
};

/** Tokens as an endpoint may have used them. */
export function drawTokens(path: string, random: Random): TokenCounts {
  const input = random.between(1, 5000);
  if (!WRITERS[path]) {
    return { ...NONE, input };
  }
  const output = random.between(1, 500);
  return {
    input,
    cachedInput: random.between(0, input),
    output,
    // Anthropic's shape does not know it.
    reasoning: path === '/v1/messages' ? 0 : random.between(0, output),
  };
}

/** `usage` as an endpoint writes it that generates something. */
export function usageFor(path: string, tokens: TokenCounts): object {
  return WRITERS[path](tokens);
}

/** Usage as those say it that only read, each in a way of its own. */
export function inputUsage(input: number, random: Random): object {
  return random.pick([
    { usage: { prompt_tokens: input, total_tokens: input } },
    { usage: { total_tokens: input } },
    { meta: { billed_units: { input_tokens: input } } },
  ]);
}

/** What a transcription says it used: tokens, or the time of the sound, in either place. */
export function drawSoundUsage(random: Random): { said: object; units: Units } {
  const input = random.between(1, 900);
  const output = random.between(1, 90);
  const audioMs = random.between(1, 60_000);
  const seconds = audioMs / 1000;
  return random.pick([
    {
      said: {
        usage: {
          type: 'tokens',
          input_tokens: input,
          output_tokens: output,
          total_tokens: input + output,
        },
      },
      units: { ...NONE, input, output },
    },
    {
      said: { usage: { type: 'duration', seconds } },
      units: { ...NONE, audioMs },
    },
    { said: { duration: seconds }, units: { ...NONE, audioMs } },
  ]);
}

/** In a form that can be compared and read. */
export function wordsOf(units: Units): string {
  const { input, cachedInput, output, reasoning, audioMs } = units;
  const tokens = [input, cachedInput, output, reasoning].join('/');
  return audioMs === undefined ? tokens : `${tokens} and ${audioMs} ms`;
}
