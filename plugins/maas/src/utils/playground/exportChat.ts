import { quote, shellQuote } from '../snippets';
import type { ChatRequest } from './types';

/** What a conversation can be exported as. @internal */
export const EXPORT_LANGUAGES = ['curl', 'python', 'node'] as const;

/** What a conversation is exported as. @internal */
export type ExportLanguage = (typeof EXPORT_LANGUAGES)[number];

/** A JSON value as Python writes it: texts are the same there. */
function pythonOf(value: unknown, indent: string): string {
  const inner = `${indent}    `;
  if (Array.isArray(value)) {
    const items = value.map(item => `${inner}${pythonOf(item, inner)},\n`);
    return items.length > 0 ? `[\n${items.join('')}${indent}]` : '[]';
  }
  if (typeof value === 'object' && value !== null) {
    const items = Object.entries(value).map(
      ([key, item]) => `${inner}${quote(key)}: ${pythonOf(item, inner)},\n`,
    );
    return items.length > 0 ? `{\n${items.join('')}${indent}}` : '{}';
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  return value === null ? 'None' : JSON.stringify(value);
}

const EXPORTS: Record<
  ExportLanguage,
  (baseUrl: string, request: ChatRequest) => string[]
> = {
  curl: (baseUrl, request) => [
    `curl ${shellQuote(`${baseUrl}/chat/completions`)} \\`,
    '  -H "Authorization: Bearer $OPENAI_API_KEY" \\',
    "  -H 'Content-Type: application/json' \\",
    // Through standard input, as an argument could be too long with images in it. Inside
    // of JSON no line can be just END.
    "  -d @- <<'END'",
    JSON.stringify(request, null, 2),
    'END',
  ],
  python: (baseUrl, request) => [
    '# pip install openai; the key is read from OPENAI_API_KEY',
    'from openai import OpenAI',
    '',
    `client = OpenAI(base_url=${quote(baseUrl)})`,
    'answer = client.chat.completions.create(',
    ...Object.entries(request).map(
      ([name, value]) => `    ${name}=${pythonOf(value, '    ')},`,
    ),
    ')',
    'print(answer.choices[0].message)',
  ],
  node: (baseUrl, request) => [
    '// call.mjs: npm install openai; the key is read from OPENAI_API_KEY',
    "import OpenAI from 'openai';",
    '',
    `const client = new OpenAI({ baseURL: ${quote(baseUrl)} });`,
    'const answer = await client.chat.completions.create(',
    `  ${JSON.stringify(request, null, 2).replaceAll('\n', '\n  ')},`,
    ');',
    'console.log(answer.choices[0].message);',
  ],
};

/**
 * A program that sends a conversation once more. The key comes from the environment
 * variable `OPENAI_API_KEY`, never from the program's text.
 *
 * @param baseUrl - of the gateway, ending in `/v1`
 * @internal
 */
export function exportChat(
  language: ExportLanguage,
  baseUrl: string,
  request: ChatRequest,
): string {
  return EXPORTS[language](baseUrl, request).join('\n');
}
