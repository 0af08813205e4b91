import { createHash } from 'node:crypto';
import { type Answer, partText, planAnswer, writeAnswer } from '../answers';
import { EventStream, readForm, send, sendJson } from '../http';
import type { ModelServer } from '../modelServer';
import { seededRandom } from '../random';
import {
  parseRequest,
  type TranscriptionRequest,
  transcriptionRequestSchema,
} from '../requests';
import { secondsOf } from '../sound';
import { tokenize } from '../tokens';
import { usageOf } from '../usage';
import { answerId, type CallContext, now, type Route } from './context';
import { segmentsOf, toSrt, toVtt } from './transcriptText';

/** A call that is understood, and what it will get. */
interface Transcription {
  request: TranscriptionRequest;
  prompt: number[];
  answer: Answer;
  /** of sound */
  seconds: number;
}

/**
 * `POST /v1/audio/transcriptions`: the same file is always heard as the same text.
 *
 * @internal
 */
export const transcriptions: Route = async context => {
  const { server, signal } = context;
  const request = parseRequest(
    transcriptionRequestSchema,
    await readForm(context.request),
  );
  server.checkKind('transcription', 'Transcriptions');
  server.checkModel(request.model);
  server.checkLength(request.prompt.length);
  const prompt = tokenize(request.prompt);
  const file = Buffer.from(await request.file.arrayBuffer());
  const transcription = {
    request,
    prompt,
    answer: hear(server, file, prompt.length),
    seconds: secondsOf(file),
  };
  if (request.stream) {
    await stream(context, transcription);
  } else {
    const { answer } = transcription;
    await server.run({ prompts: [prompt], answers: [answer], signal });
    answerWhole(context, transcription);
  }
};

function hear(server: ModelServer, file: Buffer, promptTokens: number): Answer {
  const { servedModelName: name } = server.model;
  const digest = createHash('sha256').update(file).digest('hex');
  return planAnswer({
    content: writeAnswer(seededRandom(name, digest), name),
    maxTokens: server.outputBudget(promptTokens),
  });
}

function answerWhole(
  { response }: CallContext,
  { request, answer, seconds }: Transcription,
): void {
  const text = partText(answer, 'content') ?? '';
  const segments = segmentsOf(text, seconds);
  switch (request.response_format) {
    case 'text':
      send(response, 200, 'text/plain; charset=utf-8', `${text}\n`);
      break;
    case 'srt':
      send(response, 200, 'text/plain; charset=utf-8', toSrt(segments));
      break;
    case 'vtt':
      send(response, 200, 'text/vtt; charset=utf-8', toVtt(segments));
      break;
    case 'verbose_json':
      sendJson(response, 200, {
        task: 'transcribe',
        language: request.language ?? 'en',
        // vLLM writes it as a text.
        duration: String(seconds),
        text,
        segments: segments.map((segment, id) => ({
          id,
          ...segment,
          seek: 0,
          tokens: tokenize(segment.text),
          temperature: request.temperature,
        })),
      });
      break;
    default:
      sendJson(response, 200, {
        text,
        usage: { type: 'duration', seconds: Math.ceil(seconds) },
      });
  }
}

/** In chunks like those of a chat, as vLLM does. */
async function stream(
  { server, request: received, response, signal }: CallContext,
  { request, prompt, answer }: Transcription,
): Promise<void> {
  const events = new EventStream(response, signal);
  const head = {
    id: answerId('trsc', received),
    object: 'transcription.chunk',
    created: now(),
    model: server.model.servedModelName,
  };
  await server.run({
    prompts: [prompt],
    answers: [answer],
    signal,
    onStart: () => events.open(),
    onToken: async (_, { text }, count) => {
      const last = count === answer.steps.length;
      if (text !== '' || last) {
        await events.send({
          ...head,
          choices: [
            {
              delta: { content: text },
              finish_reason: last ? answer.finishReason : null,
              stop_reason: null,
            },
          ],
        });
      }
    },
  });
  if (request.stream_include_usage) {
    await events.send({
      ...head,
      choices: [],
      usage: usageOf({
        prompt: prompt.length,
        completion: answer.steps.length,
      }),
    });
  }
  await events.close();
}
