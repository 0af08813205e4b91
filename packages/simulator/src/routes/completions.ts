import {
  type Answer,
  partText,
  planAnswer,
  writeAnswer,
  writeEndless,
} from '../answers';
import { EventStream, readJson, sendJson } from '../http';
import type { ModelServer } from '../modelServer';
import { promptTokens } from '../prompts';
import { seededRandom } from '../random';
import {
  type CompletionRequest,
  completionRequestSchema,
  parseRequest,
  usageOptions,
} from '../requests';
import { detokenize } from '../tokens';
import { countAnswers, usageOf } from '../usage';
import { answerId, FINGERPRINT, now, type Route } from './context';

/** vLLM's default for this endpoint. */
const DEFAULT_MAX_TOKENS = 16;

/**
 * `POST /v1/completions`
 *
 * @internal
 */
export const completions: Route = async context => {
  const { server, response, signal } = context;
  const request = parseRequest(
    completionRequestSchema,
    await readJson(context.request),
  );
  server.checkKind('chat', 'Completions');
  server.checkModel(request.model);
  const wanted = usageOptions(request);
  const prompts = promptTokens(server, request.prompt, 'prompt');
  const choices = planChoices(server, request, prompts);
  const answers = choices.map(choice => choice.answer);
  const job = { prompts, answers, signal, cacheSalt: request.cache_salt };
  const prompt = prompts.reduce((sum, { length }) => sum + length, 0);
  const { completion } = countAnswers(answers);
  const head = {
    id: answerId('cmpl', context.request),
    object: 'text_completion',
    created: now(),
    model: server.model.servedModelName,
    system_fingerprint: FINGERPRINT,
  };

  if (!request.stream) {
    const cached = await server.run(job);
    sendJson(response, 200, {
      ...head,
      choices: choices.map(({ answer, echo }, index) => ({
        index,
        text: echo + (partText(answer, 'content') ?? ''),
        logprobs: null,
        finish_reason: answer.finishReason,
        stop_reason: answer.stopReason,
      })),
      usage: usageOf({ prompt, completion, cached }),
    });
    return;
  }

  const stream = new EventStream(response, signal);
  const cached = await server.run({
    ...job,
    onStart: () => stream.open(),
    onToken: async (index, { text }, count) => {
      const { answer, echo } = choices[index];
      const last = count === answer.steps.length;
      const shown = count === 1 ? echo + text : text;
      if (shown === '' && !last) {
        return;
      }
      await stream.send({
        ...head,
        choices: [
          {
            index,
            text: shown,
            logprobs: null,
            finish_reason: last ? answer.finishReason : null,
            stop_reason: last ? answer.stopReason : null,
          },
        ],
        ...(wanted.running && {
          usage: usageOf({
            prompt: choices[index].promptTokens,
            completion: count,
          }),
        }),
      });
    },
  });
  if (wanted.atEnd) {
    await stream.send({
      ...head,
      choices: [],
      usage: usageOf({ prompt, completion, cached }),
    });
  }
  await stream.close();
};

interface Choice {
  answer: Answer;
  /** tokens of this choice's prompt */
  promptTokens: number;
  /** the prompt again, if it is to stand before the answer */
  echo: string;
}

function planChoices(
  server: ModelServer,
  request: CompletionRequest,
  prompts: readonly (readonly number[])[],
): Choice[] {
  const { servedModelName: name } = server.model;
  return prompts.flatMap(prompt => {
    const maxTokens = server.outputBudget(
      prompt.length,
      request.max_tokens ?? DEFAULT_MAX_TOKENS,
    );
    return Array.from({ length: request.n ?? 1 }, (_, choice) => {
      const random = seededRandom(
        name,
        prompt.join(),
        request.seed ?? 0,
        choice,
      );
      return {
        answer: planAnswer({
          content: request.ignore_eos
            ? writeEndless(random, name, maxTokens)
            : writeAnswer(random, name),
          stop: [request.stop ?? []].flat(),
          maxTokens,
        }),
        promptTokens: prompt.length,
        echo: request.echo ? detokenize(prompt) : '',
      };
    });
  });
}
