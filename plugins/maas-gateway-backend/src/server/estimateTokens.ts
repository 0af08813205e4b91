import type { TokenCounts } from '@openmaas/backstage-plugin-maas-common';
import type { CountTokens, ProxiedRequest } from '../protocol/Protocol';
import { NO_TOKENS } from '../protocol/usage';

/**
 * The tokens of a call whose model server did not report them.
 *
 * @param answer - what has come of the answer; undefined where nothing has
 * @internal
 */
export async function estimateTokens(
  request: Pick<ProxiedRequest, 'countPrompt'>,
  answer: { text(): string } | undefined,
  countTokens: CountTokens,
): Promise<TokenCounts> {
  return {
    ...NO_TOKENS,
    input: await request.countPrompt(countTokens),
    output: answer ? await countTokens(answer.text()) : 0,
  };
}
