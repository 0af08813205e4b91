/** NUL, or half of what UTF-16 writes in two: no engine but SQLite takes these. */
const NO_TEXT = /\0|\p{Surrogate}/gu;

/**
 * Text that every engine takes, for what is only there to be read: rather than refuse it.
 *
 * @internal
 */
export function asText(text: string): string {
  return text.replace(NO_TEXT, '\ufffd');
}
