import type { Answer } from '../answers';
import { EventStream } from '../http';
import type { ChatRequest } from '../requests';
import { usageOf } from '../usage';
import { chatUsage, deltaOf, finishReason } from './chatMessage';
import { type CallContext, FINGERPRINT } from './context';

/**
 * A chat call whose answer is to be streamed.
 *
 * @internal
 */
export interface ChatStream {
  context: CallContext;
  request: ChatRequest;
  prompt: readonly number[];
  answers: readonly Answer[];
  head: { id: string; created: number; model: string };
  /** when usage is wanted: at the end, and in every chunk */
  usage: { atEnd: boolean; running: boolean };
}

/**
 * Generates the answers and sends one chunk per token that adds something.
 *
 * @internal
 */
export async function streamChat(call: ChatStream): Promise<void> {
  const { context, request, prompt, answers, usage } = call;
  const { server, response, signal } = context;
  const stream = new EventStream(response, signal);
  const head = {
    ...call.head,
    object: 'chat.completion.chunk',
    system_fingerprint: FINGERPRINT,
  };
  const runningUsage = (answer: Answer, count: number) =>
    usage.running && {
      usage: usageOf({
        prompt: prompt.length,
        completion: count,
        reasoning: server.model.reasoning
          ? Math.min(count, answer.reasoningTokens)
          : undefined,
      }),
    };
  const sendChoice = (index: number, count: number, choice: object) =>
    stream.send({
      ...head,
      choices: [{ index, logprobs: null, finish_reason: null, ...choice }],
      ...runningUsage(answers[index], count),
    });

  const cached = await server.run({
    prompts: [prompt],
    answers,
    signal,
    cacheSalt: request.cache_salt,
    onStart: async () => {
      stream.open();
      for (const index of answers.keys()) {
        await sendChoice(index, 0, {
          delta: { role: 'assistant', content: '' },
        });
      }
    },
    onToken: async (index, step, count) => {
      const answer = answers[index];
      const delta = deltaOf(answer, step, count, request);
      if (count === answer.steps.length) {
        await sendChoice(index, count, {
          delta: delta ?? {},
          finish_reason: finishReason(answer, request),
          stop_reason: answer.stopReason,
        });
      } else if (delta) {
        await sendChoice(index, count, { delta });
      }
    },
  });
  if (usage.atEnd) {
    await stream.send({
      ...head,
      choices: [],
      usage: chatUsage(server.model, prompt, answers, cached),
    });
  }
  await stream.close();
}
