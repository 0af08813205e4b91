import { typedEvents } from '../protocol/__testUtils__/streams';
import { DONE, usageOf } from './FakeUpstream';

/** No tokens. */
export const NONE = { input: 0, cachedInput: 0, output: 0, reasoning: 0 };
/** A text of four tokens. */
export const ONE_TO_FOUR = 'One two three four';

/** An endpoint: what is asked, and the answers of a server that counts and of one that does not. */
export interface Endpoint {
  path: string;
  ask: object;
  answer: object;
  tokens: typeof NONE;
  uncounted: object;
  /** Where nothing was counted, by the texts. */
  estimate: { input: number; output: number };
  stream?: {
    /** Ends an answer of which four words have come. */
    begin: string;
    end: string;
    /** What goes to the client of both. */
    passed?: string;
    tokens: typeof NONE;
    /** Of what has come when the client leaves before the end. */
    broken: { input: number; output: number };
  };
}

/** Server-Sent Events without names. */
export const sse = (...chunks: object[]) =>
  chunks.map(chunk => `data: ${JSON.stringify(chunk)}\n\n`).join('');

/** A chunk of a text completion. */
export const textChunk = sse({ choices: [{ index: 0, text: ONE_TO_FOUR }] });
/** Usage of a response. */
export const responseUsage = {
  input_tokens: 9,
  input_tokens_details: { cached_tokens: 4 },
  output_tokens: 5,
  output_tokens_details: { reasoning_tokens: 2 },
  total_tokens: 14,
};
/** A whole response. */
export const responseOf = (text: string, usage: unknown) => ({
  id: 'resp_1',
  object: 'response',
  status: 'completed',
  output: [
    {
      type: 'message',
      role: 'assistant',
      content: [{ type: 'output_text', text, annotations: [] }],
    },
  ],
  usage,
});
const messageOf = (text: string, usage: unknown) => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  content: [{ type: 'text', text }],
  stop_reason: 'end_turn',
  usage,
});
const messageUsage = {
  input_tokens: 3,
  cache_read_input_tokens: 4,
  cache_creation_input_tokens: 2,
  output_tokens: 1,
};
const onlyInput = (input: number) => ({ ...NONE, input });
/** Usage of a call for which nothing is generated. */
export const inputUsage = { prompt_tokens: 7, total_tokens: 7 };

/** The endpoints with tokens, but for the chat. */
export const ENDPOINTS: Endpoint[] = [
  {
    path: '/v1/completions',
    ask: { prompt: 'Hello there' },
    answer: { choices: [{ text: 'Hi' }], usage: usageOf(20, 7, 4) },
    tokens: { input: 20, cachedInput: 4, output: 7, reasoning: 0 },
    uncounted: { choices: [{ text: ONE_TO_FOUR }], usage: null },
    estimate: { input: 2, output: 4 },
    stream: {
      begin: textChunk,
      end: sse({ choices: [], usage: usageOf(11, 3) }) + DONE,
      passed: textChunk + DONE,
      tokens: { ...NONE, input: 11, output: 3 },
      broken: { input: 2, output: 4 },
    },
  },
  {
    path: '/v1/responses',
    ask: { input: 'Hello there' },
    answer: responseOf('Hi', responseUsage),
    tokens: { input: 9, cachedInput: 4, output: 5, reasoning: 2 },
    uncounted: responseOf(ONE_TO_FOUR, null),
    estimate: { input: 2, output: 4 },
    stream: {
      begin: typedEvents(
        { type: 'response.created', response: { usage: null } },
        { type: 'response.output_text.delta', delta: ONE_TO_FOUR },
      ),
      end: typedEvents({
        type: 'response.completed',
        response: responseOf(ONE_TO_FOUR, responseUsage),
      }),
      tokens: { input: 9, cachedInput: 4, output: 5, reasoning: 2 },
      broken: { input: 2, output: 4 },
    },
  },
  {
    path: '/v1/messages',
    ask: { messages: [{ role: 'user', content: 'Hello there' }] },
    answer: messageOf('Hi', { ...messageUsage, output_tokens: 5 }),
    tokens: { input: 9, cachedInput: 4, output: 5, reasoning: 0 },
    uncounted: messageOf(ONE_TO_FOUR, null),
    estimate: { input: 2, output: 4 },
    stream: {
      begin: typedEvents(
        { type: 'message_start', message: messageOf('', messageUsage) },
        {
          type: 'content_block_delta',
          delta: { type: 'text_delta', text: ONE_TO_FOUR },
        },
      ),
      end: typedEvents(
        { type: 'message_delta', delta: {}, usage: { output_tokens: 5 } },
        { type: 'message_stop' },
      ),
      tokens: { input: 9, cachedInput: 4, output: 5, reasoning: 0 },
      // The server says at once what it has read.
      broken: { input: 9, output: 4 },
    },
  },
  {
    path: '/v1/embeddings',
    ask: { input: ['Hello', 'there'] },
    answer: { data: [{ index: 0, embedding: [0.5] }], usage: inputUsage },
    tokens: onlyInput(7),
    uncounted: { data: [] },
    estimate: { input: 3, output: 0 },
  },
  {
    path: '/v1/rerank',
    ask: { query: 'Hello', documents: [' there', ' here'] },
    answer: { results: [], meta: { billed_units: { input_tokens: 7 } } },
    tokens: onlyInput(7),
    uncounted: { results: [], meta: { billed_units: { search_units: 1 } } },
    estimate: { input: 5, output: 0 },
  },
  {
    path: '/v1/score',
    ask: { text_1: 'Hello', text_2: ' there' },
    answer: { data: [{ index: 0, score: 0.5 }], usage: inputUsage },
    tokens: onlyInput(7),
    uncounted: { data: [] },
    estimate: { input: 2, output: 0 },
  },
];

/** The endpoints without tokens. */
export const FREE = [
  {
    path: '/v1/messages/count_tokens',
    ask: { messages: [{ role: 'user', content: 'Hello there' }] },
    answer: { input_tokens: 2 },
  },
  {
    path: '/tokenize',
    ask: { prompt: 'Hello there' },
    answer: { count: 2, max_model_len: 9, tokens: [1, 2] },
  },
  {
    path: '/detokenize',
    ask: { tokens: [1, 2] },
    answer: { prompt: 'Hello there' },
  },
];

/** Those whose answers come as streams too. */
export const STREAMED = ENDPOINTS.flatMap(endpoint =>
  endpoint.stream ? [{ ...endpoint, stream: endpoint.stream }] : [],
);
