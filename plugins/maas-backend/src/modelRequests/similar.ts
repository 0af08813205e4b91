import { sourceKeyOf } from './wantedSource';

/** By what a model or a request is known. @internal */
export interface Known {
  /** Ids, served names, titles. */
  names: string[];
  /** Where the weights are. */
  sources: string[];
}

/** What the word for a family says; others say less. */
const FAMILY = 3;

/** Less than this is chance. */
const THRESHOLD = 0.45;

/** So many of a kind are shown. */
const MOST = 5;

/** Words that many models have, whatever they are. */
const COMMON = new Set(
  'ai base bf16 chat fp16 fp8 ggml gguf gptq awq hf instruct int4 int8 it latest llm model models modelcar nvfp4 preview quantized the w4a16 w8a8'.split(
    ' ',
  ),
);

const SIZE = /^\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)?[bmkt]$/;
const NUMBER = /^v?\d+(?:\.\d+)*$/;

type Weights = Map<string, number>;

/**
 * The words of a name with how much each says: first of all the family, then version and
 * size, and little the owner's prefix and what many models are called.
 *
 * @internal
 */
export function wordsOf(name: string): Weights {
  const path = lower(name)
    .replace(/^[a-z][a-z0-9+.-]*:\/\/(?:[^/]*\.[^/]*\/)?/, '')
    .replace(/[@:](?:latest|main|sha256).*$/, '')
    .split('/')
    .filter(Boolean);
  const weights: Weights = new Map();
  path.forEach((segment, index) => {
    const isPrefix = index < path.length - 1;
    for (const word of split(segment)) {
      const weight = isPrefix ? 0.25 : weightOf(word);
      weights.set(word, Math.max(weight, weights.get(word) ?? 0));
    }
  });
  return weights;
}

/**
 * How similar two names are, from 0 to 1. The last word that was typed may be the
 * beginning of one.
 *
 * @internal
 */
export function similarity(wanted: string, name: string): number {
  return score(wordsOf(wanted), name);
}

/**
 * The things that are similar to what somebody wants, the most similar first.
 *
 * @param wanted - an id, a title or a source of a model
 * @param things - of which some may be
 * @param knownBy - by what they are known
 * @internal
 */
export function mostSimilar<T>(
  wanted: string,
  things: T[],
  knownBy: (thing: T) => Known,
): T[] {
  const typed = wordsOf(wanted);
  const key = sourceKeyOf(wanted);
  return things
    .map(thing => {
      const { names, sources } = knownBy(thing);
      const same = sources.some(source => sourceKeyOf(source) === key);
      const scores = [...names, ...sources].map(name => score(typed, name));
      return { thing, score: same ? 1 : Math.max(...scores) };
    })
    .filter(found => found.score >= THRESHOLD)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ thing }) => thing);
}

function score(typed: Weights, name: string): number {
  // Nearly all there are share nothing, and are not worth more than this look.
  const text = lower(name);
  if (![...typed].some(([word, w]) => w >= FAMILY && text.includes(word))) {
    return 0;
  }
  const words = wordsOf(name);
  const last = [...typed.keys()].at(-1);
  let shared = 0;
  let family = false;
  for (const [word, weight] of typed) {
    const same = words.has(word)
      ? word
      : [...words.keys()].find(
          other => word === last && word.length > 2 && other.startsWith(word),
        );
    const other = same === undefined ? 0 : words.get(same) ?? 0;
    shared += Math.min(weight, other);
    family ||= weight >= FAMILY && other >= FAMILY;
  }
  // One that shares no name of a family has nothing to do with it, whatever its size.
  return family ? (2 * shared) / (sum(typed) + sum(words)) : 0;
}

function weightOf(word: string): number {
  if (COMMON.has(word)) {
    return 0.25;
  }
  return SIZE.test(word) || NUMBER.test(word) ? 1 : FAMILY;
}

/** Words and numbers apart, sizes and versions whole: `llama3.1-8B` is llama 3.1 8b. */
function split(segment: string): string[] {
  return segment
    .split(/[^\p{L}\p{N}.]+/u)
    .flatMap(part =>
      COMMON.has(part) || SIZE.test(part) || NUMBER.test(part)
        ? [part.replace(/^v(?=\d)/, '')]
        : part.match(/\d+(?:\.\d+)*[bmkt](?!\p{L})|\d+(?:\.\d+)*|\p{L}+/gu) ??
          [],
    );
}

function sum(weights: Weights): number {
  return [...weights.values()].reduce((total, weight) => total + weight, 0);
}

function lower(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
