/** Where the value of a member stands in a JSON text. @internal */
export interface MemberPlace {
  /** Index of the value's first byte. */
  start: number;
  /** Index after the value's last byte. */
  end: number;
}

/** The members of a JSON object, by name. @internal */
export type MemberPlaces = Map<string, MemberPlace>;

/** Why members are not found. @internal */
export type NoMembers =
  /** The text is not one JSON object. */
  | 'broken'
  /** Who reads the first and who reads the last would not agree on what was asked. */
  | 'repeated';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Most strings are shorter, in bytes, and a look at each of them is faster than a search. */
const SHORT = 256;
/** So many bytes of the others are searched at once. */
const WINDOW = 4096;

const SPACE = setOf(' \t\n\r');
/** What literals are made of. */
const WORD = setOf(
  '+-.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
);
/** All that is outside of strings in a nested value and neither opens nor closes one. */
const FILLING = setOf(',:', SPACE, WORD);

const LITERAL =
  /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/**
 * Finds the values of an object's own members, so that those of interest can be read or
 * changed, and every other byte left as the client wrote it and not even looked at twice.
 * Strings and brackets have to match all the way down, so that nobody can take a member
 * for something else; what is wrong inside of values is not found.
 *
 * @param json - valid UTF-8
 * @internal
 */
export function findTopLevelMembers(json: Buffer): MemberPlaces | NoMembers {
  const places: MemberPlaces = new Map();
  let at = skipSpace(json, 0);
  if (json[at] !== OPEN) {
    return 'broken';
  }
  at = skipSpace(json, at + 1);
  while (json[at] !== CLOSE || places.size > 0) {
    const nameEnd = json[at] === QUOTE ? endOfString(json, at) : -1;
    const colon = nameEnd === -1 ? -1 : skipSpace(json, nameEnd);
    const name = json[colon] === COLON ? nameAt(json, at, nameEnd) : undefined;
    const start = skipSpace(json, colon + 1);
    const end = name === undefined ? -1 : endOfValue(json, start);
    if (name === undefined || end === -1) {
      return 'broken';
    }
    if (places.has(name)) {
      return 'repeated';
    }
    places.set(name, { start, end });
    at = skipSpace(json, end);
    if (json[at] === CLOSE) {
      break;
    }
    if (json[at] !== COMMA) {
      return 'broken';
    }
    at = skipSpace(json, at + 1);
  }
  return skipSpace(json, at + 1) === json.length ? places : 'broken';
}

/**
 * Writes new values into an object and leaves all else as it stands.
 *
 * @param json - the text that the places were found in
 * @param values - JSON texts by the names of members; one that is missing is added
 * @internal
 */
export function replaceMembers(
  json: Buffer,
  places: MemberPlaces,
  values: Record<string, string>,
): Buffer {
  const names = Object.keys(values);
  const added = names
    .filter(name => !places.has(name))
    .map(name => `${JSON.stringify(name)}:${values[name]}`);
  const open = json.indexOf(OPEN) + 1;
  const pieces: Buffer[] = [json.subarray(0, open)];
  if (added.length > 0) {
    const comma = places.size > 0 ? ',' : '';
    pieces.push(Buffer.from(added.join(',') + comma));
  }
  const changed = names
    .flatMap(name => {
      const place = places.get(name);
      return place ? [{ ...place, value: values[name] }] : [];
    })
    .sort((a, b) => a.start - b.start);
  let copied = open;
  for (const { start, end, value } of changed) {
    pieces.push(json.subarray(copied, start), Buffer.from(value));
    copied = end;
  }
  pieces.push(json.subarray(copied));
  return Buffer.concat(pieces);
}

function nameAt(json: Buffer, start: number, end: number): string | undefined {
  const name = json.toString('utf8', start + 1, end - 1);
  if (!name.includes('\\')) {
    return name;
  }
  try {
    return JSON.parse(`"${name}"`);
  } catch {
    return undefined;
  }
}

function skipSpace(json: Buffer, from: number): number {
  let at = from;
  while (SPACE[json[at]] === 1) {
    at++;
  }
  return at;
}

/** @returns the index after the value that begins there; -1 where none does */
function endOfValue(json: Buffer, from: number): number {
  switch (json[from]) {
    case QUOTE:
      return endOfString(json, from);
    case OPEN:
    case OPEN_LIST:
      return endOfNested(json, from);
    default: {
      let end = from;
      while (WORD[json[end]] === 1) {
        end++;
      }
      return LITERAL.test(json.toString('latin1', from, end)) ? end : -1;
    }
  }
}

/** @param from - index of its first quote */
function endOfString(json: Buffer, from: number): number {
  const near = Math.min(from + SHORT, json.length);
  let at = from + 1;
  while (at < near) {
    const byte = json[at];
    if (byte === QUOTE) {
      return at + 1;
    }
    at += byte === BACKSLASH ? 2 : 1;
  }
  return endOfLongString(json, at);
}

/**
 * Texts are searched several times faster than bytes.
 *
 * @param from - index behind a whole character
 */
function endOfLongString(json: Buffer, from: number): number {
  let at = from;
  while (at < json.length) {
    const start = at;
    const text = json.toString('latin1', start, start + WINDOW);
    let found = text.indexOf('"');
    while (found !== -1) {
      const quote = start + found;
      if (!isEscaped(json, at, quote)) {
        return quote + 1;
      }
      at = quote + 1;
      found = text.indexOf('"', found + 1);
    }
    const end = start + text.length;
    // What is escaped stays with its backslash.
    at = isEscaped(json, at, end) ? end - 1 : end;
    if (at === start) {
      return -1;
    }
  }
  return -1;
}

/**
 * Whether there is an odd number of backslashes before an index.
 *
 * @param from - index behind a whole character
 */
function isEscaped(json: Buffer, from: number, at: number): boolean {
  let first = at;
  while (first > from && json[first - 1] === BACKSLASH) {
    first--;
  }
  return (at - first) % 2 === 1;
}

function endOfNested(json: Buffer, from: number): number {
  /** What closes the values that are open, the innermost last. */
  const closing: number[] = [];
  let at = from;
  do {
    const byte = json[at];
    if (byte === QUOTE) {
      at = endOfString(json, at);
      if (at === -1) {
        return -1;
      }
    } else {
      if (byte === OPEN || byte === OPEN_LIST) {
        closing.push(byte === OPEN ? CLOSE : CLOSE_LIST);
      } else if (byte === CLOSE || byte === CLOSE_LIST) {
        if (closing.pop() !== byte) {
          return -1;
        }
      } else if (FILLING[byte] !== 1) {
        return -1;
      }
      at++;
    }
  } while (closing.length > 0);
  return at;
}

/** By byte: 1 for those of the set. Behind the end of a text there is none of it. */
function setOf(characters: string, ...others: Uint8Array[]): Uint8Array {
  const set = new Uint8Array(256);
  for (const character of characters) {
    set[character.charCodeAt(0)] = 1;
  }
  for (const other of others) {
    other.forEach((has, byte) => {
      set[byte] |= has;
    });
  }
  return set;
}
