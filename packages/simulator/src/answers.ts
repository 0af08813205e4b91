import { pick, type Random, sample } from './random';
import { CLOSINGS, OPENINGS, REMARKS, THOUGHTS } from './sentences';
import { tokenize, tokenTexts } from './tokens';
import type { ToolCall } from './toolCalls';

/** In tokens. */
const SHORTEST_REMARK = 8;

/**
 * One generated token and the text it adds where.
 *
 * @internal
 */
export interface Step {
  part: 'reasoning' | 'content' | 'toolName' | 'toolArguments';
  /** may be empty: half a character, or text that a stop string swallowed */
  text: string;
}

/**
 * A whole answer, decided before its first token is sent.
 *
 * @internal
 */
export interface Answer {
  /** one per token, so that their number is the answer's usage */
  steps: Step[];
  /** how many of the steps are reasoning; they come first */
  reasoningTokens: number;
  finishReason: 'stop' | 'length';
  /** the stop string that ended it */
  stopReason: string | null;
  toolCall?: ToolCall;
}

/**
 * What an answer is to be made of.
 *
 * @internal
 */
export interface AnswerPlan {
  reasoning?: string;
  content: string;
  toolCall?: ToolCall;
  /** strings that end the content */
  stop?: readonly string[];
  /** most tokens, reasoning included */
  maxTokens: number;
}

/**
 * Turns texts into tokens and ends them where a stop string or the limit says.
 *
 * As in vLLM the tokens of a stop string count as generated although its text is
 * not given, and the end-of-sequence token is not counted here.
 *
 * @internal
 */
export function planAnswer(plan: AnswerPlan): Answer {
  const { toolCall, maxTokens } = plan;
  const reasoning = stepsOf('reasoning', plan.reasoning ?? '');
  const content = applyStop(stepsOf('content', plan.content), plan.stop ?? []);
  const rest = toolCall
    ? [
        ...stepsOf('toolName', toolCall.name),
        ...stepsOf('toolArguments', toolCall.arguments),
      ]
    : content.steps;
  const steps = reasoning.concat(rest);
  const cut = steps.length > maxTokens;
  return {
    steps: cut ? steps.slice(0, maxTokens) : steps,
    reasoningTokens: Math.min(reasoning.length, maxTokens),
    finishReason: cut ? 'length' : 'stop',
    stopReason: cut || toolCall ? null : content.stopReason,
    toolCall,
  };
}

/**
 * The text of one part of an answer, or null when nothing of it was generated.
 *
 * @internal
 */
export function partText(answer: Answer, part: Step['part']): string | null {
  const steps = answer.steps.filter(step => step.part === part);
  return steps.length > 0 ? steps.map(step => step.text).join('') : null;
}

/**
 * A short text that says that it is simulated: 20 to 150 tokens.
 *
 * @internal
 */
export function writeAnswer(random: Random, modelName: string): string {
  const remarks = sample(random, REMARKS, 1 + Math.floor(random() * 4));
  const opening = pick(random, OPENINGS).replace('{model}', () => modelName);
  return [opening, ...remarks, pick(random, CLOSINGS)].join(' ');
}

/**
 * A text of at least so many tokens, for callers that want no end (`ignore_eos`).
 *
 * @internal
 */
export function writeEndless(
  random: Random,
  modelName: string,
  tokens: number,
): string {
  const parts = [writeAnswer(random, modelName)];
  // No remark has fewer tokens than this.
  for (let length = 0; length < tokens; length += SHORTEST_REMARK) {
    parts.push(pick(random, REMARKS));
  }
  return parts.join(' ');
}

/**
 * What a reasoning model thinks before it answers.
 *
 * @param effort - OpenAI's `reasoning_effort`; anything unknown counts as medium
 * @internal
 */
export function writeThoughts(random: Random, effort?: string | null): string {
  const count = { minimal: 1, low: 2, high: 7 }[effort ?? ''] ?? 4;
  return sample(random, THOUGHTS, count).join(' ');
}

function stepsOf(part: Step['part'], text: string): Step[] {
  return tokenTexts(tokenize(text)).map(piece => ({ part, text: piece }));
}

function applyStop(steps: Step[], stop: readonly string[]) {
  if (stop.length === 0) {
    return { steps, stopReason: null };
  }
  const longest = Math.max(...stop.map(string => string.length));
  // Only an end of the text so far can hold a stop string that was not found before.
  let tail = '';
  let tailStart = 0;
  for (let index = 0; index < steps.length; index += 1) {
    tail += steps[index].text;
    const found = findIn(tail, stop);
    if (found !== undefined) {
      return {
        steps: clip(steps.slice(0, index + 1), tailStart + tail.indexOf(found)),
        stopReason: found,
      };
    }
    const done = Math.max(tail.length - longest + 1, 0);
    tail = tail.slice(done);
    tailStart += done;
  }
  return { steps, stopReason: null };
}

function findIn(text: string, strings: readonly string[]): string | undefined {
  return strings.find(string => text.includes(string));
}

/** Keeps all steps, but only the first so many characters of their text. */
function clip(steps: Step[], characters: number): Step[] {
  let left = characters;
  return steps.map(step => {
    const text = step.text.slice(0, left);
    left -= text.length;
    return { ...step, text };
  });
}
