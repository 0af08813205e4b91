import type { ProxiedRequest } from './Protocol';
import {
  assertFewValues,
  estimateInput,
  readMembers,
  readRequestBody,
  writeRequestBody,
} from './requestBody';
import { readInputUsage } from './usage';
import { parseJson } from './values';

/** What a model reads of a request for which it generates nothing. @internal */
export interface ModelInput {
  /** How many tokens came as such. */
  tokens?: number;
  /** Texts, and how many times it reads each. */
  texts: Array<[text: string, times: number]>;
}

/**
 * Reads a request for which a model reads and does not write: its answer comes in one
 * piece and has no text.
 *
 * @throws GatewayError 400
 * @internal
 */
export function readInputRequest(
  bytes: Buffer,
  inputOf: (json: Record<string, unknown>) => ModelInput,
): ProxiedRequest {
  const body = readRequestBody(bytes);
  assertFewValues(body);
  const { tokens = 0, texts } = inputOf(readMembers(body));
  const again = texts.reduce(
    (sum, [text, times]) => sum + text.length * Math.max(0, times - 1),
    0,
  );
  return {
    model: body.model,
    streamed: false,
    estimatedInput: Math.max(estimateInput(body, again), tokens),
    maxTokens: 0,
    bodyFor: modelName => writeRequestBody(body, modelName),
    async countPrompt(countTokens) {
      let sum = tokens;
      for (const [text, times] of texts) {
        sum += (await countTokens(text)) * times;
      }
      return sum;
    },
    readAnswer(answer) {
      return {
        usage: readInputUsage(parseJson(answer.toString('utf8'))),
        text: () => '',
      };
    },
  };
}
