import {
  type Answer,
  type AnswerPlan,
  planAnswer,
  writeAnswer,
  writeEndless,
  writeThoughts,
} from '../answers';
import { exampleOf } from '../jsonExample';
import type { ModelServer } from '../modelServer';
import { type Random, seededRandom } from '../random';
import type { ChatRequest } from '../requests';
import { chooseTool, makeToolCall } from '../toolCalls';

/**
 * Decides what a chat call will get: one answer per choice, the same for the
 * same model, prompt, seed and choice.
 *
 * @throws ApiError 400 when the call does not fit into the context or asks for
 * tools that there are not
 * @internal
 */
export function planChat(
  server: ModelServer,
  request: ChatRequest,
  prompt: readonly number[],
): Answer[] {
  const { model } = server;
  const maxTokens = server.outputBudget(
    prompt.length,
    request.max_completion_tokens ?? request.max_tokens,
  );
  const tool = chooseTool(request, model.tools);
  return Array.from({ length: request.n ?? 1 }, (_, choice) => {
    const random = seededRandom(
      model.servedModelName,
      prompt.join(),
      request.seed ?? 0,
      choice,
    );
    const plan: AnswerPlan = {
      reasoning: model.reasoning
        ? writeThoughts(random, request.reasoning_effort)
        : undefined,
      content: '',
      stop: [request.stop ?? []].flat(),
      maxTokens,
    };
    return planAnswer(
      tool
        ? { ...plan, toolCall: makeToolCall(tool, random) }
        : {
            ...plan,
            content: writeContent(
              model.servedModelName,
              request,
              random,
              maxTokens,
            ),
          },
    );
  });
}

function writeContent(
  modelName: string,
  { response_format: format, ignore_eos: endless }: ChatRequest,
  random: Random,
  maxTokens: number,
): string {
  if (format?.type === 'json_schema') {
    return JSON.stringify(exampleOf(format.json_schema?.schema, random));
  }
  if (format?.type === 'json_object') {
    return JSON.stringify({
      simulated: true,
      answer: writeAnswer(random, modelName),
    });
  }
  return endless
    ? writeEndless(random, modelName, maxTokens)
    : writeAnswer(random, modelName);
}
