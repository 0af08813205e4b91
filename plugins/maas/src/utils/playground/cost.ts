import {
  type BilledPrice,
  costOf,
  type Model,
  type Plan,
  TOKEN_CLASSES,
  type TokenCounts,
} from '@openmaas/backstage-plugin-maas-common';
import { priceOf } from '../models';
import type { Answer, Entry } from './types';

/** Characters of a usual text that make a token, where nobody has counted. */
const CHARACTERS_PER_TOKEN = 4;

/** What an answer took. @internal */
export interface AnswerFigures {
  tokens: TokenCounts;
  /** The model server has not counted: tokens and cost are about right at best. */
  estimated: boolean;
  /** Tokens of the answer per second, from its first piece on. */
  tokensPerSecond?: number;
  /** Undefined where the model has no prices, or the plan is not known. */
  cost?: { nanos: string; currency: string };
}

/**
 * What an answer took and what it costs, as the ledger will have it where the model
 * server has counted.
 *
 * @param promptCharacters - of all that was sent
 * @param plan - the team's for this model
 * @internal
 */
export function figuresOf(
  answer: Answer,
  model: Pick<Model, 'prices'> | undefined,
  plan: Pick<Plan, 'priceFactor'> | undefined,
  promptCharacters: number,
): AnswerFigures {
  const tokens = answer.usage ?? guessedTokens(answer, promptCharacters);
  const { firstTokenMs, totalMs } = answer;
  const streamedMs =
    firstTokenMs !== undefined && totalMs !== undefined
      ? totalMs - firstTokenMs
      : 0;
  const currency = model?.prices[0]?.currency;
  return {
    tokens,
    estimated: !answer.usage,
    tokensPerSecond:
      streamedMs > 0 ? (tokens.output / streamedMs) * 1000 : undefined,
    cost:
      model && plan && currency
        ? { nanos: costOf(tokens, billed(model, plan)).toString(), currency }
        : undefined,
  };
}

function billed(
  model: Pick<Model, 'prices'>,
  plan: Pick<Plan, 'priceFactor'>,
): BilledPrice {
  const prices = TOKEN_CLASSES.map(tokenClass => [
    tokenClass,
    priceOf(model, tokenClass)?.nanosPerMillion,
  ]);
  return { ...Object.fromEntries(prices), factor: plan.priceFactor };
}

function guessedTokens(
  { content, reasoning, toolCalls }: Answer,
  promptCharacters: number,
): TokenCounts {
  const tokensOf = (characters: number) =>
    Math.ceil(characters / CHARACTERS_PER_TOKEN);
  const called = toolCalls.map(call => call.name + call.arguments).join('');
  const thought = tokensOf(reasoning.length);
  return {
    input: tokensOf(promptCharacters),
    cachedInput: 0,
    output: thought + tokensOf(content.length + called.length),
    reasoning: thought,
  };
}

/** How long what was said is, images left out. @internal */
export function charactersOf(entries: Entry[]): number {
  const texts = entries.flatMap(entry => {
    switch (entry.kind) {
      case 'user':
        return entry.text;
      case 'tools':
        return entry.results.map(({ content }) => content);
      default:
        return entry.answer.content;
    }
  });
  return texts.reduce((sum, text) => sum + text.length, 0);
}
