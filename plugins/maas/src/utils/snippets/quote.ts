/**
 * Quotes a text for a POSIX shell, which then takes every character as it stands.
 *
 * @internal
 */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Quotes a text for JavaScript, Python or JSON: what JSON escapes, all three read alike.
 *
 * @internal
 */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/**
 * Quotes a text for YAML, where JSON's texts are texts as well. Continue fills in
 * `${{ … }}` before it reads the file, so that no name may hold such a mark.
 *
 * @internal
 */
export function yamlQuote(text: string): string {
  return quote(text).replaceAll('{{', '{\\x7b');
}
