import type { Random } from './Random';
import { streamOf } from './streams';
import {
  drawSoundUsage,
  drawTokens,
  inputUsage,
  NONE,
  type Units,
  usageFor,
} from './usages';

/** A place in an answer up to which it says what was used. */
export interface Statement {
  units: Units;
  /** Bytes of the body after which a reader may know. */
  from: number;
  /** Bytes of the body after which it must; Infinity: once it knows that these are all. */
  by: number;
}

/** What a model server has to say. */
export interface Answer {
  status: number;
  contentType: string;
  body: Buffer;
  /** In their order; each takes the place of the one before. */
  statements: Statement[];
}

/** An endpoint of the API, as a client asks it. */
export interface Endpoint {
  path: string;
  /** It can be asked for a stream. */
  streams?: boolean;
  /** It takes a form with a file instead of JSON. */
  form?: boolean;
  /** Nothing is read or written by a model. */
  free?: boolean;
  /** The fields of a request, but for model and stream. */
  ask(random: Random): object;
  /** The fields of an answer in one piece, but for the usage. */
  answer(random: Random): object;
}

const turns = (random: Random) => [
  { role: 'user', content: random.words(random.between(1, 60)) },
];
const texts = (random: Random) =>
  Array.from({ length: random.between(1, 5) }, () => random.words(4));

/** All endpoints that are metered. */
export const ENDPOINTS: Endpoint[] = [
  {
    path: '/v1/chat/completions',
    streams: true,
    ask: random => ({ messages: turns(random) }),
    answer: random => ({
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: random.words(20) },
          finish_reason: 'stop',
        },
      ],
    }),
  },
  {
    path: '/v1/completions',
    streams: true,
    ask: random => ({ prompt: random.words(20) }),
    answer: random => ({ choices: [{ index: 0, text: random.words(20) }] }),
  },
  {
    path: '/v1/responses',
    streams: true,
    ask: random => ({ input: random.words(20) }),
    answer: random => ({
      object: 'response',
      status: 'completed',
      output: [
        {
          type: 'message',
          content: [{ type: 'output_text', text: random.words(20) }],
        },
      ],
    }),
  },
  {
    path: '/v1/messages',
    streams: true,
    ask: random => ({ max_tokens: 100, messages: turns(random) }),
    answer: random => ({
      type: 'message',
      content: [{ type: 'text', text: random.words(20) }],
      stop_reason: 'end_turn',
    }),
  },
  {
    path: '/v1/embeddings',
    ask: random => ({ input: texts(random) }),
    answer: () => ({ data: [{ index: 0, embedding: [0.25, -1] }] }),
  },
  {
    path: '/v1/rerank',
    ask: random => ({ query: random.words(3), documents: texts(random) }),
    answer: () => ({ results: [{ index: 0, relevance_score: 0.5 }] }),
  },
  {
    path: '/v1/score',
    ask: random => ({ text_1: random.words(3), text_2: texts(random) }),
    answer: () => ({ data: [{ index: 0, score: 0.5 }] }),
  },
  {
    path: '/v1/audio/transcriptions',
    streams: true,
    form: true,
    ask: random => ({ language: random.pick(['de', 'en']) }),
    answer: random => ({ text: random.words(12) }),
  },
  {
    path: '/v1/messages/count_tokens',
    free: true,
    ask: random => ({ messages: turns(random) }),
    answer: () => ({ input_tokens: 7 }),
  },
  {
    path: '/tokenize',
    free: true,
    ask: random => ({ prompt: random.words(9) }),
    answer: () => ({ count: 2, max_model_len: 9, tokens: [1, 2] }),
  },
  {
    path: '/detokenize',
    free: true,
    ask: () => ({ tokens: [1, 2] }),
    answer: random => ({ prompt: random.words(2) }),
  },
];

/** Statuses with which a model server refuses. */
const REFUSALS = [400, 401, 404, 408, 409, 422, 429, 500, 502, 503, 504];

/** What a model server has to say to a request: mostly what was asked for. */
export function answerTo(
  endpoint: Endpoint,
  streamed: boolean,
  random: Random,
): Answer {
  if (random.chance(0.04)) {
    return json(random.pick(REFUSALS), { error: { message: 'No', code: 'x' } });
  }
  if (streamed) {
    return {
      status: 200,
      contentType: 'text/event-stream; charset=utf-8',
      ...streamOf(endpoint.path, random),
    };
  }
  return inOnePiece(endpoint, random);
}

function inOnePiece(endpoint: Endpoint, random: Random): Answer {
  const answer = endpoint.answer(random);
  if (endpoint.free) {
    // What is not used needs no word of the server.
    const { statements, ...free } = json(200, answer, NONE);
    return { ...free, statements: statements.map(s => ({ ...s, from: 0 })) };
  }
  const { said, units } = usageOf(endpoint, random);
  switch (random.between(1, 20)) {
    case 1:
      return json(200, { ...answer, usage: null });
    case 2:
      return json(200, answer);
    case 3:
      return json(200, { ...answer, usage: {} });
    case 4:
      return { ...json(200, answer), body: Buffer.from('{"choices": [') };
    default:
      return json(200, { ...answer, ...said }, units);
  }
}

/** What an answer in one piece says of its usage. */
function usageOf(endpoint: Endpoint, random: Random) {
  if (endpoint.form) {
    return drawSoundUsage(random);
  }
  const units = drawTokens(endpoint.path, random);
  const said = endpoint.streams
    ? { usage: usageFor(endpoint.path, units) }
    : inputUsage(units.input, random);
  return { said, units };
}

function json(status: number, content: object, units?: Units): Answer {
  const body = Buffer.from(JSON.stringify(content));
  return {
    status,
    contentType: 'application/json',
    body,
    statements: units ? [{ units, from: body.length, by: Infinity }] : [],
  };
}
