import { quote, shellQuote } from './quote';
import type { SnippetBuilder, SnippetTarget } from './target';

const KEY = '  -H "Authorization: Bearer $OPENAI_API_KEY" \\';

/** A call with a JSON body; `input` are the lines of it that follow the model's name. */
function post(
  { baseUrl, servedName }: SnippetTarget,
  path: string,
  input: string[],
): string[] {
  const fields = [`"model": ${quote(servedName)}`, ...input];
  const body = `{\n${fields.map(field => `    ${field}`).join(',\n')}\n  }`;
  return [
    `curl ${shellQuote(baseUrl + path)} \\`,
    KEY,
    "  -H 'Content-Type: application/json' \\",
    `  -d ${shellQuote(body)}`,
  ];
}

/** A call from the command line. @internal */
export const curl: SnippetBuilder = {
  chat: target =>
    post(target, '/chat/completions', [
      '"messages": [{"role": "user", "content": "Hello!"}]',
    ]),
  complete: target => post(target, '/completions', ['"prompt": "Hello!"']),
  embed: target => post(target, '/embeddings', ['"input": "Hello!"']),
  transcribe: ({ baseUrl, servedName }) => [
    `curl ${shellQuote(`${baseUrl}/audio/transcriptions`)} \\`,
    KEY,
    // Other than -F, it reads no meaning into the first character.
    `  --form-string ${shellQuote(`model=${servedName}`)} \\`,
    "  -F 'file=@speech.wav'",
  ],
  rerank: target =>
    post(target, '/rerank', [
      '"query": "Which city is the capital of France?"',
      '"documents": ["Paris is the capital of France.", "Berlin is in Germany."]',
    ]),
  score: target =>
    post(target, '/score', [
      '"text_1": "Which city is the capital of France?"',
      '"text_2": ["Paris is the capital of France.", "Berlin is in Germany."]',
    ]),
};
