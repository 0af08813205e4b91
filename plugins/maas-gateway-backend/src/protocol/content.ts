import { member, string } from './values';

/** The text of a message whose content is one, or a list of parts. @internal */
export function textOfContent(message: unknown): string {
  return textOfParts(member(message, 'content'));
}

/** A text, or the texts of a list of parts; images and sounds among them have none. @internal */
export function textOfParts(parts: unknown): string {
  if (typeof parts === 'string') {
    return parts;
  }
  // Of the many that a hostile list may hold, most have none.
  return Array.isArray(parts)
    ? lines(parts.map(part => string(member(part, 'text'))))
    : '';
}

/** Texts that may be missing, one below the other. @internal */
export function lines(texts: string[]): string {
  return texts.filter(text => text !== '').join('\n');
}

/** Whether a prompt, or an item of a list of prompts, is a list of tokens. @internal */
export function isTokens(value: unknown): value is number[] {
  return Array.isArray(value) && typeof value[0] === 'number';
}

/** A prompt or several, each a text or a list of tokens, as the fields of OpenAI's API have them. @internal */
export interface Prompts {
  /** All texts together. */
  text: string;
  /** How many tokens came as such. */
  tokens: number;
  /** How many prompts there are, at least 1. */
  count: number;
}

/** Reads a prompt or several. @internal */
export function readPrompts(value: unknown): Prompts {
  const prompts = Array.isArray(value) && !isTokens(value) ? value : [value];
  return {
    text: lines(prompts.map(string)),
    tokens: prompts
      .filter(isTokens)
      .reduce((sum, { length }) => sum + length, 0),
    count: Math.max(1, prompts.length),
  };
}
