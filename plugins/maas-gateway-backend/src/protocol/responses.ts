import { lines, textOfContent, textOfParts } from './content';
import { codeOf } from './eventStream';
import type { AnswerFigures, Protocol, ProxiedRequest } from './Protocol';
import {
  badRequest,
  countPromptText,
  estimateInput,
  type RequestBody,
  readFlag,
  readLargest,
  readRequestBody,
  textOfMember,
  writeRequestBody,
} from './requestBody';
import { ResponseStream } from './responseStream';
import { mostTokens } from './completionRequest';
import { readResponseUsage } from './usage';
import { items, member, parseJson, string, word } from './values';

/** `POST /v1/responses`. @internal */
export const responses: Protocol = {
  path: '/v1/responses',
  read: readResponseRequest,
};

function readResponseRequest(bytes: Buffer): ProxiedRequest {
  const body = readRequestBody(bytes);
  if (readFlag(body, 'background')) {
    // It would go on after its call has ended, and nobody would count it.
    throw badRequest(
      'Responses in the background are not possible here: leave the field "background" out.',
      'background',
    );
  }
  return {
    model: body.model,
    streamed: readFlag(body, 'stream'),
    estimatedInput: estimateInput(body),
    maxTokens: mostTokens(readLargest(body, 'max_output_tokens'), 1),
    bodyFor: modelName => writeRequestBody(body, modelName),
    countPrompt: countTokens =>
      countPromptText(body, countTokens, () => promptText(body)),
    readAnswer(answer) {
      const json = parseJson(answer.toString('utf8'));
      return {
        ...figuresOf(json),
        text: () => lines(items(member(json, 'output')).map(textOfItem)),
      };
    },
    openStream: () => new ResponseStream(figuresOf),
  };
}

/** What a response says of itself, alone or in the event that ends its stream. */
function figuresOf(response: unknown): AnswerFigures {
  const status = member(response, 'status');
  const details = member(response, 'incomplete_details');
  return {
    usage: readResponseUsage(member(response, 'usage')),
    finishReason: word(member(details, 'reason')) ?? word(status),
    errorCode:
      status === 'failed' ? codeOf(member(response, 'error')) : undefined,
  };
}

function promptText(body: RequestBody): string {
  const input = parseJson(textOfMember(body, 'input'));
  return lines([
    string(parseJson(textOfMember(body, 'instructions'))),
    string(input),
    ...items(input).map(textOfItem),
    textOfMember(body, 'tools'),
  ]);
}

/** A message, the call of a tool, what it returned, or thoughts. */
function textOfItem(item: unknown): string {
  return lines([
    textOfContent(item),
    textOfParts(member(item, 'summary')),
    ...['name', 'arguments', 'input'].map(name => string(member(item, name))),
    textOfParts(member(item, 'output')),
  ]);
}
