/** Languages that snippets are shown in. @internal */
export const SNIPPET_LANGUAGES = ['curl', 'python', 'node'] as const;

/** A language that a snippet is shown in. @internal */
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number];

/** What a snippet calls. @internal */
export interface SnippetTarget {
  /** Base URL for OpenAI clients, ending in `/v1`. */
  baseUrl: string;
  /** What is sent as `model`. */
  servedName: string;
  /** What the model can do; a model that only embeds gets another call. */
  capabilities?: string[];
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * The line that gives the key to the snippets.
 *
 * @param value - the secret, or a placeholder
 * @internal
 */
export function exportLine(value: string): string {
  return `export OPENAI_API_KEY=${shellQuote(value)}`;
}

function embedsOnly(capabilities: string[] = []): boolean {
  return (
    capabilities.some(name => /^embeddings?$/.test(name)) &&
    !capabilities.includes('chat')
  );
}

const BUILDERS: Record<
  SnippetLanguage,
  (target: SnippetTarget, embeds: boolean) => string
> = {
  curl({ baseUrl, servedName }, embeds) {
    const path = embeds ? '/embeddings' : '/chat/completions';
    const input = embeds
      ? '"input": "Hello!"'
      : '"messages": [{"role": "user", "content": "Hello!"}]';
    const body = `{
    "model": ${JSON.stringify(servedName)},
    ${input}
  }`;
    return [
      `curl ${shellQuote(baseUrl + path)} \\`,
      '  -H "Authorization: Bearer $OPENAI_API_KEY" \\',
      "  -H 'Content-Type: application/json' \\",
      `  -d ${shellQuote(body)}`,
    ].join('\n');
  },

  python({ baseUrl, servedName }, embeds) {
    const call = embeds
      ? [
          'answer = client.embeddings.create(',
          `    model=${JSON.stringify(servedName)},`,
          '    input="Hello!",',
          ')',
          'print(answer.data[0].embedding)',
        ]
      : [
          'answer = client.chat.completions.create(',
          `    model=${JSON.stringify(servedName)},`,
          '    messages=[{"role": "user", "content": "Hello!"}],',
          ')',
          'print(answer.choices[0].message.content)',
        ];
    return [
      '# pip install openai; the key is read from OPENAI_API_KEY',
      'from openai import OpenAI',
      '',
      `client = OpenAI(base_url=${JSON.stringify(baseUrl)})`,
      ...call,
    ].join('\n');
  },

  node({ baseUrl, servedName }, embeds) {
    const call = embeds
      ? [
          'const answer = await client.embeddings.create({',
          `  model: ${JSON.stringify(servedName)},`,
          "  input: 'Hello!',",
          '});',
          'console.log(answer.data[0].embedding);',
        ]
      : [
          'const answer = await client.chat.completions.create({',
          `  model: ${JSON.stringify(servedName)},`,
          "  messages: [{ role: 'user', content: 'Hello!' }],",
          '});',
          'console.log(answer.choices[0].message.content);',
        ];
    return [
      '// npm install openai; the key is read from OPENAI_API_KEY',
      "import OpenAI from 'openai';",
      '',
      `const client = new OpenAI({ baseURL: ${JSON.stringify(baseUrl)} });`,
      ...call,
    ].join('\n');
  },
};

/**
 * A program that calls a model, ready to paste. The key comes from the environment
 * variable `OPENAI_API_KEY`, never from the program's text.
 *
 * @internal
 */
export function buildSnippet(
  language: SnippetLanguage,
  target: SnippetTarget,
): string {
  return BUILDERS[language](target, embedsOnly(target.capabilities));
}
