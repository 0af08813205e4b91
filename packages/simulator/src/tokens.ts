import {
  decode,
  decodeGenerator,
  encode,
  vocabularySize,
} from 'gpt-tokenizer/encoding/o200k_base';

/** Marks that frame a message in the chat template; not reachable from text. */
const MARKS = new Map([
  [200006, '<|start|>'],
  [200007, '<|end|>'],
  [200008, '<|message|>'],
]);

/**
 * Token ids of the chat template's marks.
 *
 * @internal
 */
export const MARK = { start: 200006, end: 200007, message: 200008 } as const;

/** Longest run of non-space (or of space) that is tokenized in one piece, in characters. */
const LONGEST_RUN = 256;

/** No token of the vocabulary stands for more characters than this. */
const LONGEST_TOKEN = 128;

/**
 * Text to token ids (o200k_base). Text that looks like a special token is
 * ordinary text, so that no prompt can forge the frame of a message.
 *
 * Time grows with the square of a run without a break, so that a long one is
 * cut every 256 characters; this adds at most one token per cut.
 *
 * @internal
 */
export function tokenize(text: string): number[] {
  const cut = new RegExp(`(\\S{${LONGEST_RUN}}|\\s{${LONGEST_RUN}})`, 'u');
  const tokens: number[] = [];
  for (const part of text.split(cut)) {
    for (const token of encode(part, { disallowedSpecial: new Set() })) {
      tokens.push(token);
    }
  }
  return tokens;
}

/**
 * The number of tokens of a text.
 *
 * @internal
 */
export function countTokens(text: string): number {
  return tokenize(text).length;
}

/**
 * The fewest tokens a text of this length can have. It says without
 * tokenizing that a huge text cannot fit.
 *
 * @internal
 */
export function fewestTokens(characters: number): number {
  return Math.ceil(characters / LONGEST_TOKEN);
}

/**
 * Whether an id stands for a token, of text or of the template.
 *
 * @internal
 */
export function isToken(id: number): boolean {
  return MARKS.has(id) || (id >= 0 && id < vocabularySize && canDecode(id));
}

function canDecode(id: number): boolean {
  try {
    decode([id]);
    return true;
  } catch {
    // The vocabulary has a few holes between text and special tokens.
    return false;
  }
}

/**
 * Token ids to text; marks of the template appear as they are written.
 *
 * @throws Error for an id that is no token
 * @internal
 */
export function detokenize(tokens: readonly number[]): string {
  let text = '';
  let run: number[] = [];
  for (const token of tokens) {
    const mark = MARKS.get(token);
    if (mark === undefined) {
      run.push(token);
    } else {
      text += decode(run) + mark;
      run = [];
    }
  }
  return text + decode(run);
}

/**
 * The text that each token adds when they arrive one by one. A token that ends
 * in the middle of a character adds nothing; the next one brings the whole character.
 *
 * @internal
 */
export function tokenTexts(tokens: readonly number[]): string[] {
  const texts = tokens.map(() => '');
  let taken = 0;
  function* source() {
    for (const token of tokens) {
      taken += 1;
      yield token;
    }
  }
  for (const text of decodeGenerator(source())) {
    texts[taken - 1] += text;
  }
  return texts;
}
