/** A member of something that may be no object at all. @internal */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** The members of something that may be no array at all. @internal */
export function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text, or an empty one where it is none. @internal */
export function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A member that is a whole number from 0 on; undefined where it is not. @internal */
export function count(value: unknown, name: string): number | undefined {
  const number = member(value, name);
  return Number.isSafeInteger(number) && (number as number) >= 0
    ? (number as number)
    : undefined;
}

/** What a server said in one word, as short as the ledger takes it. @internal */
export function word(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, 100) : undefined;
}

/** JSON of a model server; undefined where it is none. @internal */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It is passed on as it is; nothing can be read from it.
    return undefined;
  }
}

/**
 * All that is written in a value, its names too. Not by recursion, nor by
 * `JSON.stringify`, which is one: what clients send may be nested as deeply as it is long.
 *
 * @internal
 */
export function wordsOf(value: unknown): string {
  const words: string[] = [];
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === 'object' && next !== null) {
      for (const [name, inner] of Object.entries(next)) {
        if (!Array.isArray(next)) {
          left.push(name);
        }
        left.push(inner);
      }
    } else {
      words.push(String(next));
    }
  }
  return words.reverse().join(' ');
}
