import {
  answersOf,
  mostTokens,
  readCompletionRequest,
} from './completionRequest';
import { lines, textOfContent } from './content';
import type { Protocol } from './Protocol';
import {
  countPromptText,
  estimateInput,
  type RequestBody,
  readLargest,
  textOfMember,
} from './requestBody';
import { items, member, parseJson, string } from './values';

/** `POST /v1/chat/completions`. @internal */
export const chatCompletions: Protocol = {
  path: '/v1/chat/completions',
  read: bytes =>
    readCompletionRequest(bytes, body => {
      const answers = readLargest(body, 'n', 'best_of');
      return {
        estimatedInput: estimateInput(body),
        maxTokens: mostTokens(
          readLargest(body, 'max_completion_tokens', 'max_tokens'),
          answers ?? 1,
        ),
        answers: answersOf(answers),
        countPrompt: countTokens =>
          countPromptText(body, countTokens, () => promptText(body)),
        textOfAnswer: answer => textOfChoices(answer, 'message'),
        textOfChunk: chunk => textOfChoices(chunk, 'delta'),
      };
    }),
};

function promptText(body: RequestBody): string {
  const messages = items(parseJson(textOfMember(body, 'messages'))).flatMap(
    message => [textOfContent(message), ...toolCalls(message)],
  );
  return lines([...messages, textOfMember(body, 'tools')]);
}

function textOfChoices(json: unknown, part: 'message' | 'delta'): string {
  return items(member(json, 'choices'))
    .map(choice => member(choice, part))
    .flatMap(message => [
      string(member(message, 'reasoning_content')) ||
        string(member(message, 'reasoning')),
      textOfContent(message),
      string(member(message, 'refusal')),
      ...toolCalls(message),
    ])
    .join('');
}

function toolCalls(message: unknown): string[] {
  return items(member(message, 'tool_calls')).flatMap(call => {
    const called = member(call, 'function');
    return [
      string(member(called, 'name')),
      string(member(called, 'arguments')),
    ];
  });
}
