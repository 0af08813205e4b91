import { CompletionStream } from './completionStream';
import type { ProxiedRequest } from './Protocol';
import {
  badRequest,
  type JsonBody,
  type RequestBody,
  readFlag,
  readRequestBody,
  writeRequestBody,
} from './requestBody';
import { findTopLevelMembers, replaceMembers } from './topLevelMembers';
import { readCompletionUsage } from './usage';
import { items, member, parseJson, word } from './values';

/** Where chat and text completions differ. @internal */
export interface CompletionKind
  extends Pick<
    ProxiedRequest,
    'maxTokens' | 'answers' | 'estimatedInput' | 'countPrompt'
  > {
  /** What was generated, as text. */
  textOfAnswer(answer: unknown): string;
  /** What a chunk of a stream adds to it. */
  textOfChunk(chunk: unknown): string;
}

/**
 * Reads a request for a chat or text completion. A stream is asked for its usage whether
 * the client did or not.
 *
 * @throws GatewayError 400
 * @internal
 */
export function readCompletionRequest(
  bytes: Buffer,
  kindOf: (body: RequestBody) => CompletionKind,
): ProxiedRequest {
  const body = readRequestBody(bytes);
  const streamed = readFlag(body, 'stream');
  const options = readStreamOptions(body);
  const passUsage = readFlag(
    options,
    'include_usage',
    'stream_options.include_usage',
  );
  const kind = kindOf(body);

  // By their names: with spreading, this would be among the dearest parts of a call.
  return {
    estimatedInput: kind.estimatedInput,
    maxTokens: kind.maxTokens,
    answers: kind.answers,
    countPrompt: kind.countPrompt,
    model: body.model,
    streamed,
    bodyFor: modelName =>
      writeRequestBody(
        body,
        modelName,
        streamed && !passUsage ? askForUsage(options) : {},
      ),
    readAnswer(answer) {
      const json = parseJson(answer.toString('utf8'));
      return {
        usage: readCompletionUsage(member(json, 'usage')),
        finishReason: items(member(json, 'choices'))
          .map(choice => word(member(choice, 'finish_reason')))
          .find(reason => reason !== undefined),
        text: () => kind.textOfAnswer(json),
      };
    },
    openStream: () => new CompletionStream(passUsage, kind.textOfChunk),
  };
}

/**
 * The most tokens of all answers together.
 *
 * @param most - of one answer, as the client said it
 * @param answers - how many it wants
 * @returns undefined where one is no such number: that is for the model server to refuse
 * @internal
 */
export function mostTokens(
  most: number | undefined,
  answers: number,
): number | undefined {
  return isPositive(most) && isPositive(answers) ? most * answers : undefined;
}

/**
 * How many answers a client wants.
 *
 * @param answers - of one prompt, as the client said it
 * @param prompts - how many there are
 * @internal
 */
export function answersOf(answers: number | undefined, prompts = 1): number {
  return Math.max(1, (isPositive(answers) ? answers : 1) * prompts);
}

function isPositive(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value > 0;
}

const NO_OPTIONS = Buffer.from('{}');

/** As they stand in the body; none is as good as an empty object. */
function readStreamOptions({ bytes, members }: RequestBody): JsonBody {
  const place = members.get('stream_options');
  const written = place && bytes.subarray(place.start, place.end);
  const options = written && !isNull(written) ? written : NO_OPTIONS;
  const found = findTopLevelMembers(options);
  if (typeof found === 'string') {
    throw badRequest(
      found === 'repeated'
        ? 'The field "stream_options" names one of its fields twice.'
        : 'The field "stream_options" must be an object.',
      'stream_options',
    );
  }
  return { bytes: options, members: found };
}

function isNull(json: Buffer): boolean {
  return json.toString('latin1') === 'null';
}

function askForUsage({ bytes, members }: JsonBody): Record<string, string> {
  return {
    stream_options: replaceMembers(bytes, members, {
      include_usage: 'true',
    }).toString('utf8'),
  };
}
