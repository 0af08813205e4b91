import {
  answersOf,
  mostTokens,
  readCompletionRequest,
} from './completionRequest';
import { lines, readPrompts } from './content';
import type { Protocol } from './Protocol';
import {
  assertFewValues,
  estimateInput,
  readLargest,
  readMember,
} from './requestBody';
import { items, member, string } from './values';

/** `POST /v1/completions`. @internal */
export const completions: Protocol = {
  path: '/v1/completions',
  read: bytes =>
    readCompletionRequest(bytes, body => {
      assertFewValues(body);
      const { text, tokens, count } = readPrompts(readMember(body, 'prompt'));
      const suffix = readMember(body, 'suffix');
      const answers = readLargest(body, 'n', 'best_of');
      const most = mostTokens(readLargest(body, 'max_tokens'), answers ?? 1);
      return {
        estimatedInput: Math.max(estimateInput(body), tokens),
        // Each prompt has answers of its own.
        maxTokens: most && most * count,
        answers: answersOf(answers, count),
        countPrompt: async countTokens =>
          tokens + (await countTokens(lines([text, string(suffix)]))),
        textOfAnswer: textOfChoices,
        textOfChunk: textOfChoices,
      };
    }),
};

function textOfChoices(json: unknown): string {
  return items(member(json, 'choices'))
    .map(choice => string(member(choice, 'text')))
    .join('');
}
