/** `; name="value"` or `; name=value`. Backslashes mean different things to different parsers. */
const PARAMETER = /[ \t]*;[ \t]*([\w-]+\*?)=(?:"([^"\\]*)"|([^\s";,\\]+))/gy;

/**
 * Reads the parameters of a header.
 *
 * @param text - what follows the header's value
 * @returns by names in lower case; undefined where they are malformed or one is there twice
 * @internal
 */
export function readParameters(text: string): Map<string, string> | undefined {
  const parameters = new Map<string, string>();
  let end = 0;
  for (const [whole, key, quoted, token] of text.matchAll(PARAMETER)) {
    const name = key.toLowerCase();
    if (parameters.has(name)) {
      return undefined;
    }
    parameters.set(name, quoted ?? token);
    end += whole.length;
  }
  return text.slice(end).trim() === '' ? parameters : undefined;
}
