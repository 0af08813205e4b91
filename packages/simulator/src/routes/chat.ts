import { chatLength, chatTokens } from '../chatTemplate';
import { readJson, sendJson } from '../http';
import { chatRequestSchema, parseRequest, usageOptions } from '../requests';
import { chatUsage, finishReason, messageOf } from './chatMessage';
import { planChat } from './chatPlan';
import { streamChat } from './chatStream';
import { answerId, FINGERPRINT, now, type Route } from './context';

/**
 * `POST /v1/chat/completions`
 *
 * @internal
 */
export const chatCompletions: Route = async context => {
  const { server, signal } = context;
  const request = parseRequest(
    chatRequestSchema,
    await readJson(context.request),
  );
  server.checkKind('chat', 'Chat Completions');
  server.checkModel(request.model);
  const usage = usageOptions(request);
  server.checkLength(chatLength(request.messages));
  const prompt = chatTokens(request.messages, request.tools);
  const answers = planChat(server, request, prompt);
  const head = {
    id: answerId('chatcmpl', context.request),
    created: now(),
    model: server.model.servedModelName,
  };

  if (request.stream) {
    await streamChat({ context, request, prompt, answers, head, usage });
    return;
  }
  const cached = await server.run({
    prompts: [prompt],
    answers,
    signal,
    cacheSalt: request.cache_salt,
  });
  sendJson(context.response, 200, {
    ...head,
    object: 'chat.completion',
    system_fingerprint: FINGERPRINT,
    choices: answers.map((answer, index) => ({
      index,
      message: messageOf(answer, request),
      logprobs: null,
      finish_reason: finishReason(answer, request),
      stop_reason: answer.stopReason,
    })),
    usage: chatUsage(server.model, prompt, answers, cached),
  });
};
