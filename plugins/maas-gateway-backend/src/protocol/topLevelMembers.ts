/** Where the value of a member stands in a JSON text. @internal */
export interface MemberPlace {
  /** Index of the value's first character. */
  start: number;
  /** Index after the value's last character. */
  end: number;
}

/** The members of a JSON object, by name. @internal */
export type MemberPlaces = Map<string, MemberPlace>;

// Sticky, so that each starts just where the one before ended.
const SPACE = /[ \t\n\r]*/y;
/** Everything in a nested value that neither opens, closes nor quotes. */
const FILLING = /[^[\]{}"]*/y;
/** A number, true, false or null. */
const LITERAL = /[^,}\] \t\n\r]+/y;

/**
 * Finds the values of an object's own members, so that one can be changed and every
 * other character left as the client wrote it.
 *
 * @param json - a text that `JSON.parse` reads as an object
 * @returns undefined where a name occurs twice: who reads the first and who reads the
 *   last would not agree on what was asked
 * @internal
 */
export function findTopLevelMembers(json: string): MemberPlaces | undefined {
  const places: MemberPlaces = new Map();
  let at = skip(SPACE, json, 0) + 1;
  at = skip(SPACE, json, at);
  while (json[at] !== '}') {
    const nameEnd = skipString(json, at);
    const name: string = JSON.parse(json.slice(at, nameEnd));
    if (places.has(name)) {
      return undefined;
    }
    at = skip(SPACE, json, skip(SPACE, json, nameEnd) + 1);
    const end = skipValue(json, at);
    places.set(name, { start: at, end });
    at = skip(SPACE, json, end);
    if (json[at] === ',') {
      at = skip(SPACE, json, at + 1);
    }
  }
  return places;
}

/**
 * Writes new values into an object and leaves all else as it stands.
 *
 * @param json - the text that the places were found in
 * @param values - JSON texts by the names of members; one that is missing is added
 * @internal
 */
export function replaceMembers(
  json: string,
  places: MemberPlaces,
  values: Record<string, string>,
): string {
  const found = Object.keys(values)
    .flatMap(name => {
      const place = places.get(name);
      return place ? [{ ...place, value: values[name] }] : [];
    })
    .sort((a, b) => a.start - b.start);
  let text = '';
  let copied = 0;
  for (const { start, end, value } of found) {
    text += json.slice(copied, start) + value;
    copied = end;
  }
  text += json.slice(copied);

  const added = Object.keys(values)
    .filter(name => !places.has(name))
    .map(name => `${JSON.stringify(name)}:${values[name]}`);
  if (added.length === 0) {
    return text;
  }
  const open = text.indexOf('{') + 1;
  const comma = places.size > 0 ? ',' : '';
  return `${text.slice(0, open)}${added.join(',')}${comma}${text.slice(open)}`;
}

function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return from + (pattern.exec(text)?.[0].length ?? 0);
}

/** Not a pattern: those run out of stack in strings of some megabytes, as images are. */
function skipString(json: string, from: number): number {
  let end = from;
  let isEscaped: boolean;
  do {
    end = json.indexOf('"', end + 1);
    let slashes = 0;
    while (json[end - 1 - slashes] === '\\') {
      slashes++;
    }
    isEscaped = slashes % 2 === 1;
  } while (isEscaped);
  return end + 1;
}

function skipValue(json: string, from: number): number {
  if (json[from] === '"') {
    return skipString(json, from);
  }
  if (json[from] !== '{' && json[from] !== '[') {
    return skip(LITERAL, json, from);
  }
  let depth = 0;
  let at = from;
  do {
    at = skip(FILLING, json, at);
    const char = json[at];
    if (char === '"') {
      at = skipString(json, at);
    } else {
      depth += char === '{' || char === '[' ? 1 : -1;
      at++;
    }
  } while (depth > 0);
  return at;
}
