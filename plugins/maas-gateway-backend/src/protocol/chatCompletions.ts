import { CompletionStream } from './completionStream';
import type { Protocol, ProxiedRequest } from './Protocol';
import {
  badRequest,
  type JsonBody,
  parseJsonBody,
  readFlag,
  readModelName,
} from './requestBody';
import { findTopLevelMembers, replaceMembers } from './topLevelMembers';
import { items, member, readCompletionUsage } from './usage';

/** Bytes of JSON that make about one token of English. */
const BYTES_PER_TOKEN = 4;

/** `POST /v1/chat/completions`. @internal */
export const chatCompletions: Protocol = {
  path: '/v1/chat/completions',
  upstreamPath: '/chat/completions',
  read: readChatRequest,
};

function readChatRequest(bytes: Buffer): ProxiedRequest {
  const body = parseJsonBody(bytes);
  const model = readModelName(body);
  const streamed = readFlag(body.json, 'stream');
  const options = readStreamOptions(body);
  const passUsage = readFlag(
    options.json,
    'include_usage',
    'stream_options.include_usage',
  );

  return {
    model,
    streamed,
    estimatedInput: Math.ceil(bytes.length / BYTES_PER_TOKEN),
    maxTokens: readMaxTokens(body.json),
    bodyFor(modelName) {
      const changes: Record<string, string> = {};
      if (modelName !== model) {
        changes.model = JSON.stringify(modelName);
      }
      if (streamed && !passUsage) {
        changes.stream_options = replaceMembers(options.text, options.members, {
          include_usage: 'true',
        });
      }
      return Object.keys(changes).length > 0
        ? Buffer.from(replaceMembers(body.text, body.members, changes))
        : bytes;
    },
    promptText: () => promptText(body),
    readAnswer(answer) {
      const json = parseAnswer(answer);
      const finishReason = items(member(json, 'choices'))
        .map(choice => member(choice, 'finish_reason'))
        .find((reason): reason is string => typeof reason === 'string');
      return {
        usage: readCompletionUsage(member(json, 'usage')),
        finishReason: finishReason?.slice(0, 100),
        text: () => textOfChoices(json, 'message'),
      };
    },
    openStream: () =>
      new CompletionStream(passUsage, chunk => textOfChoices(chunk, 'delta')),
  };
}

/** As they stand in the body; none is as good as an empty object. */
function readStreamOptions(body: JsonBody): JsonBody {
  const json = body.json.stream_options ?? {};
  if (typeof json !== 'object' || Array.isArray(json)) {
    throw badRequest(
      'The field "stream_options" must be an object.',
      'stream_options',
    );
  }
  const text = body.json.stream_options ? textOf(body, 'stream_options') : '{}';
  const members = findTopLevelMembers(text);
  if (!members) {
    throw badRequest(
      'The field "stream_options" names one of its fields twice.',
      'stream_options',
    );
  }
  return { text, members, json: json as Record<string, unknown> };
}

/** A member of the body as it was written. */
function textOf({ text, members }: JsonBody, name: string): string {
  const place = members.get(name);
  return place ? text.slice(place.start, place.end) : '';
}

/** Of all choices together. What is no such number is for the model server to refuse. */
function readMaxTokens(json: Record<string, unknown>): number | undefined {
  const most = json.max_completion_tokens ?? json.max_tokens;
  const choices = json.n ?? 1;
  return isPositive(most) && isPositive(choices) ? most * choices : undefined;
}

function isPositive(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function promptText(body: JsonBody): string {
  const messages = items(body.json.messages).flatMap(message => [
    textOfContent(message),
    ...toolCalls(message),
  ]);
  const tools = body.json.tools ? [textOf(body, 'tools')] : [];
  return [...messages, ...tools].join('\n');
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

function textOfContent(message: unknown): string {
  const content = member(message, 'content');
  return typeof content === 'string'
    ? content
    : items(content)
        .map(part => string(member(part, 'text')))
        .join('\n');
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

function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function parseAnswer(answer: Buffer): unknown {
  try {
    return JSON.parse(answer.toString('utf8'));
  } catch {
    // It is passed on as it is; nothing can be read from it.
    return undefined;
  }
}
