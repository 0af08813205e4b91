import { mostTokens } from './completionRequest';
import { lines, textOfContent, textOfParts } from './content';
import { MessageStream } from './messageStream';
import type { Protocol, ProxiedRequest } from './Protocol';
import {
  countPromptText,
  estimateInput,
  type RequestBody,
  readFlag,
  readLargest,
  readRequestBody,
  textOfMember,
  writeRequestBody,
} from './requestBody';
import { readMessageUsage } from './usage';
import { items, member, parseJson, string, word, wordsOf } from './values';

/** `POST /v1/messages`, in the shape of Anthropic's API. @internal */
export const messages: Protocol = {
  path: '/v1/messages',
  read: readMessageRequest,
};

function readMessageRequest(bytes: Buffer): ProxiedRequest {
  const body = readRequestBody(bytes);
  return {
    model: body.model,
    streamed: readFlag(body, 'stream'),
    estimatedInput: estimateInput(body),
    maxTokens: mostTokens(readLargest(body, 'max_tokens'), 1),
    bodyFor: modelName => writeRequestBody(body, modelName),
    countPrompt: countTokens =>
      countPromptText(body, countTokens, () => promptText(body)),
    readAnswer(answer) {
      const json = parseJson(answer.toString('utf8'));
      return {
        usage: readMessageUsage(member(json, 'usage')),
        finishReason: word(member(json, 'stop_reason')),
        text: () => textOfMessage(json),
      };
    },
    openStream: () => new MessageStream(),
  };
}

function promptText(body: RequestBody): string {
  return lines([
    textOfParts(parseJson(textOfMember(body, 'system'))),
    ...items(parseJson(textOfMember(body, 'messages'))).map(textOfMessage),
    textOfMember(body, 'tools'),
  ]);
}

function textOfMessage(message: unknown): string {
  const blocks = items(member(message, 'content'));
  return lines([textOfContent(message), ...blocks.map(textOfBlock)]);
}

/** Thoughts, the call of a tool or what it returned; plain text is read already. */
function textOfBlock(block: unknown): string {
  const input = member(block, 'input');
  return lines([
    string(member(block, 'thinking')),
    string(member(block, 'name')),
    input === undefined ? '' : wordsOf(input),
    textOfContent(block),
  ]);
}
