import { describeError } from '../errors';
import type { Answer, AnswerError, ToolCall } from './types';

/** What is wrong with a stream that nobody says more of. */
const BROKEN_STREAM = 'upstream_error';

/** An answer of which nothing has come yet. @internal */
export function newAnswer(model: string, team?: string): Answer {
  return {
    model,
    team,
    state: 'waiting',
    content: '',
    reasoning: '',
    toolCalls: [],
  };
}

/** Whether more of it is to come. @internal */
export function isRunning({ state }: Answer): boolean {
  return state === 'waiting' || state === 'streaming';
}

/** A piece of a stream, as far as it is read; any part may be missing or null. */
interface Chunk {
  choices?: Array<{
    delta?: {
      content?: string | null;
      reasoning?: string | null;
      reasoning_content?: string | null;
      tool_calls?: ToolCallPiece[] | null;
    };
    finish_reason?: string | null;
  }>;
  usage?: {
    prompt_tokens?: number | null;
    completion_tokens?: number | null;
    prompt_tokens_details?: { cached_tokens?: number | null } | null;
    completion_tokens_details?: { reasoning_tokens?: number | null } | null;
  } | null;
  error?: { message?: string; code?: unknown } | null;
}

interface ToolCallPiece {
  index?: number;
  id?: string | null;
  function?: { name?: string | null; arguments?: string | null };
}

/**
 * Adds a piece of a stream to an answer, which fails with one that cannot be read.
 *
 * @param data - of one server-sent event, not `[DONE]`
 * @param elapsedMs - since the prompt was sent
 * @internal
 */
export function withChunk(
  answer: Answer,
  data: string,
  elapsedMs: number,
): Answer {
  let chunk: Chunk;
  try {
    chunk = JSON.parse(data);
  } catch (thrown) {
    return brokenOff(answer, describeError(thrown).message);
  }
  const { choices, usage, error } = chunk;
  if (error) {
    const { code } = error;
    return failed(answer, {
      code: typeof code === 'string' ? code : BROKEN_STREAM,
      message: error.message ?? data,
    });
  }
  const [choice] = choices ?? [];
  const delta = choice?.delta;
  const content = delta?.content ?? '';
  const reasoning = delta?.reasoning_content ?? delta?.reasoning ?? '';
  const toolCalls = delta?.tool_calls ?? [];
  const says = content !== '' || reasoning !== '' || toolCalls.length > 0;
  return {
    ...answer,
    state: says ? 'streaming' : answer.state,
    firstTokenMs: answer.firstTokenMs ?? (says ? elapsedMs : undefined),
    content: answer.content + content,
    reasoning: answer.reasoning + reasoning,
    toolCalls: toolCalls.reduce(withToolCall, answer.toolCalls),
    finishReason: choice?.finish_reason ?? answer.finishReason,
    // Some servers put a running total on every piece: the last one counts.
    usage: usage ? countsOf(usage) : answer.usage,
  };
}

/** The answer, once nothing more can come. @internal */
export function failed(answer: Answer, error: AnswerError): Answer {
  return { ...answer, state: 'failed', error };
}

/** The answer, where its end will not come. @internal */
export function brokenOff(answer: Answer, message?: string): Answer {
  return failed(answer, { code: BROKEN_STREAM, message });
}

function withToolCall(calls: ToolCall[], piece: ToolCallPiece): ToolCall[] {
  const index = piece.index ?? calls.length;
  const before = calls[index];
  const after = [...calls];
  after[index] = {
    id: piece.id || before?.id || `call_${index}`,
    name: (before?.name ?? '') + (piece.function?.name ?? ''),
    arguments: (before?.arguments ?? '') + (piece.function?.arguments ?? ''),
  };
  return after;
}

/** Parts are never larger than their whole, whatever a server says. */
function countsOf(usage: NonNullable<Chunk['usage']>): Answer['usage'] {
  const input = usage.prompt_tokens ?? 0;
  const output = usage.completion_tokens ?? 0;
  return {
    input,
    cachedInput: Math.min(
      usage.prompt_tokens_details?.cached_tokens ?? 0,
      input,
    ),
    output,
    reasoning: Math.min(
      usage.completion_tokens_details?.reasoning_tokens ?? 0,
      output,
    ),
  };
}
