import { setImmediate } from 'node:timers/promises';

/**
 * Characters that are counted in one go. The work grows with the square of a word's length,
 * so this is also what makes a megabyte of one letter no more than a long text.
 */
const PIECE = 512;
/**
 * Characters of a text that are counted; no answer of today's models is longer. What is
 * beyond counts as the rest did, so that nobody can keep the gateway busy with a text.
 */
const COUNTED = 500_000;
/** How long the event loop may be kept, in milliseconds. */
const SLICE_MS = 8;

/** Words whose tokens are remembered: of hostile texts each may take a few kilobytes. */
const REMEMBERED_WORDS = 10_000;

/** Markers of a model's own, such as `<|endoftext|>`, are text like any other here. */
const AS_TEXT = { disallowedSpecial: new Set<string>() };

type Encoding = typeof import('gpt-tokenizer/encoding/o200k_base');

let loaded: Encoding | undefined;

/**
 * Counts tokens where a model server did not, with the vocabulary `o200k_base`: an estimate
 * for any model but those it was made for. It is loaded at first use (150 ms, once).
 *
 * @returns whole tokens, ≥ 0; long texts are cut between words, which may add one now
 *   and then
 * @internal
 */
export async function countTokens(text: string): Promise<number> {
  loaded ??= load();
  let tokens = 0;
  let begun = performance.now();
  for (const piece of pieces(text.slice(0, COUNTED))) {
    tokens += loaded.countTokens(piece, AS_TEXT);
    if (performance.now() - begun > SLICE_MS) {
      await setImmediate();
      begun = performance.now();
    }
  }
  return Math.round(tokens * Math.max(1, text.length / COUNTED));
}

function load(): Encoding {
  const encoding: Encoding = require('gpt-tokenizer/encoding/o200k_base');
  encoding.setMergeCacheSize(REMEMBERED_WORDS);
  return encoding;
}

function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = start + PIECE < text.length ? cut(text, start) : text.length;
    yield text.slice(start, end);
    start = end;
  }
}

/** Before the last space, as tokens begin with theirs; never within a character. */
function cut(text: string, start: number): number {
  const end = start + PIECE;
  const space = Math.max(
    text.lastIndexOf(' ', end),
    text.lastIndexOf('\n', end),
  );
  if (space > start + PIECE / 2) {
    return space;
  }
  const code = text.charCodeAt(end);
  const isSecondHalf = code >= 0xdc00 && code <= 0xdfff;
  return isSecondHalf ? end - 1 : end;
}
