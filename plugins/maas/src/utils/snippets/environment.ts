import { shellQuote } from './quote';

/**
 * The line that gives the key to the snippets.
 *
 * @param value - the secret, or a placeholder
 * @internal
 */
export function exportLine(value: string): string {
  return `export OPENAI_API_KEY=${shellQuote(value)}`;
}

/**
 * The variables that OpenAI's clients, and most programs built on them, read by
 * themselves.
 *
 * @param baseUrl - ends in `/v1`
 * @param key - the secret, or a placeholder
 * @internal
 */
export function exportLines(baseUrl: string, key: string): string {
  return [
    exportLine(key),
    `export OPENAI_BASE_URL=${shellQuote(baseUrl)}`,
  ].join('\n');
}
