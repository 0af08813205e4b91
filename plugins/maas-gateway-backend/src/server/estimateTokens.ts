import type { TokenCounts } from '@openmaas/backstage-plugin-maas-common';

/** Of a call that nobody pays for. @internal */
export const NO_TOKENS: TokenCounts = {
  input: 0,
  cachedInput: 0,
  output: 0,
  reasoning: 0,
};

/**
 * The tokens of a call whose model server did not report them.
 *
 * @param answer - what has come of the answer; undefined where nothing has
 * @internal
 */
export async function estimateTokens(
  request: { promptText(): string },
  answer: { text(): string } | undefined,
  countTokens: (text: string) => Promise<number>,
): Promise<TokenCounts> {
  return {
    ...NO_TOKENS,
    input: await countTokens(request.promptText()),
    output: answer ? await countTokens(answer.text()) : 0,
  };
}
