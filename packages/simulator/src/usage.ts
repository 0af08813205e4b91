import type { Answer } from './answers';

/**
 * Token figures in the OpenAI API's shape, as vLLM fills it.
 *
 * @internal
 */
export interface Usage {
  prompt_tokens: number;
  total_tokens: number;
  completion_tokens: number;
  prompt_tokens_details?: { cached_tokens: number };
  completion_tokens_details?: { reasoning_tokens: number };
}

/**
 * What is known when usage is written; without `cached` there are no details of the prompt.
 *
 * @internal
 */
export interface UsageFigures {
  prompt: number;
  completion: number;
  cached?: number;
  /** only for reasoning models */
  reasoning?: number;
}

/**
 * Puts figures into the API's shape.
 *
 * @internal
 */
export function usageOf(figures: UsageFigures): Usage {
  const { prompt, completion, cached, reasoning } = figures;
  return {
    prompt_tokens: prompt,
    total_tokens: prompt + completion,
    completion_tokens: completion,
    ...(cached !== undefined && {
      prompt_tokens_details: { cached_tokens: cached },
    }),
    ...(reasoning !== undefined && {
      completion_tokens_details: { reasoning_tokens: reasoning },
    }),
  };
}

/**
 * Tokens of several answers together.
 *
 * @internal
 */
export function countAnswers(answers: readonly Answer[]) {
  return {
    completion: answers.reduce((sum, { steps }) => sum + steps.length, 0),
    reasoning: answers.reduce((sum, answer) => sum + answer.reasoningTokens, 0),
  };
}
