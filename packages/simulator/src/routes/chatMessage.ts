import { type Answer, partText, type Step } from '../answers';
import type { ModelConfig } from '../config';
import type { ChatRequest } from '../requests';
import { countAnswers, usageOf } from '../usage';

/**
 * Usage over all choices of a call.
 *
 * @param cached - prompt tokens that came from the prefix cache
 * @internal
 */
export function chatUsage(
  model: ModelConfig,
  prompt: readonly number[],
  answers: readonly Answer[],
  cached: number,
) {
  const { completion, reasoning } = countAnswers(answers);
  return usageOf({
    prompt: prompt.length,
    completion,
    cached,
    reasoning: model.reasoning ? reasoning : undefined,
  });
}

/**
 * The API's word for how an answer ended. A call that the model chose itself
 * ends with `tool_calls`, one that the request named with `stop`, as in vLLM.
 *
 * @internal
 */
export function finishReason(answer: Answer, request: ChatRequest): string {
  const named = typeof request.tool_choice === 'object' && request.tool_choice;
  return answer.toolCall && !named && answer.finishReason === 'stop'
    ? 'tool_calls'
    : answer.finishReason;
}

/**
 * A whole message.
 *
 * @internal
 */
export function messageOf(answer: Answer, request: ChatRequest) {
  const { toolCall } = answer;
  const reasoning = partText(answer, 'reasoning');
  const called = toolCall && partText(answer, 'toolName') === toolCall.name;
  return {
    role: 'assistant',
    content: partText(answer, 'content'),
    refusal: null,
    ...(reasoning !== null && reasoningFields(reasoning, request)),
    ...(called && {
      tool_calls: [
        {
          id: toolCall.id,
          type: 'function',
          function: {
            name: toolCall.name,
            arguments: partText(answer, 'toolArguments') ?? '',
          },
        },
      ],
    }),
  };
}

/**
 * What one token adds to a message; nothing for a token without a text of its own.
 *
 * @param count - the token's number in the answer, from 1
 * @internal
 */
export function deltaOf(
  answer: Answer,
  step: Step,
  count: number,
  request: ChatRequest,
): object | undefined {
  const { part, text } = step;
  const { toolCall } = answer;
  if (part === 'toolName') {
    // The name goes out whole, with its last token.
    const next = answer.steps[count]?.part;
    const complete = partText(answer, 'toolName') === toolCall?.name;
    return next === 'toolName' || !complete
      ? undefined
      : {
          tool_calls: [
            {
              index: 0,
              id: toolCall?.id,
              type: 'function',
              function: { name: toolCall?.name, arguments: '' },
            },
          ],
        };
  }
  if (text === '') {
    return undefined;
  }
  switch (part) {
    case 'toolArguments':
      return { tool_calls: [{ index: 0, function: { arguments: text } }] };
    case 'reasoning':
      return reasoningFields(text, request);
    default:
      return { content: text };
  }
}

/** vLLM's name for it today, and the one it had before that clients still read. */
function reasoningFields(text: string, request: ChatRequest) {
  return request.include_reasoning === false
    ? undefined
    : { reasoning: text, reasoning_content: text };
}
