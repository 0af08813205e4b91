import { quote } from './quote';
import type { SnippetBuilder, SnippetTarget } from './target';

function program(
  { baseUrl }: SnippetTarget,
  call: string[],
  imports: string[] = [],
): string[] {
  return [
    '// call.mjs: npm install openai; the key is read from OPENAI_API_KEY',
    ...imports,
    "import OpenAI from 'openai';",
    '',
    `const client = new OpenAI({ baseURL: ${quote(baseUrl)} });`,
    ...call,
  ];
}

/** OpenAI has no such call, but its client posts to any path. */
function post(path: string, fields: string[]): string[] {
  return [
    `const answer = await client.post('${path}', {`,
    '  body: {',
    ...fields.map(field => `    ${field},`),
    '  },',
    '});',
  ];
}

/** OpenAI's client for Node.js. @internal */
export const node: SnippetBuilder = {
  chat: target =>
    program(target, [
      'const answer = await client.chat.completions.create({',
      `  model: ${quote(target.servedName)},`,
      "  messages: [{ role: 'user', content: 'Hello!' }],",
      '});',
      'console.log(answer.choices[0].message.content);',
    ]),
  complete: target =>
    program(target, [
      'const answer = await client.completions.create({',
      `  model: ${quote(target.servedName)},`,
      "  prompt: 'Hello!',",
      '});',
      'console.log(answer.choices[0].text);',
    ]),
  embed: target =>
    program(target, [
      'const answer = await client.embeddings.create({',
      `  model: ${quote(target.servedName)},`,
      "  input: 'Hello!',",
      '});',
      'console.log(answer.data[0].embedding);',
    ]),
  transcribe: target =>
    program(
      target,
      [
        'const answer = await client.audio.transcriptions.create({',
        `  model: ${quote(target.servedName)},`,
        "  file: createReadStream('speech.wav'),",
        '});',
        'console.log(answer.text);',
      ],
      ["import { createReadStream } from 'node:fs';"],
    ),
  rerank: target =>
    program(target, [
      ...post('/rerank', [
        `model: ${quote(target.servedName)}`,
        "query: 'Which city is the capital of France?'",
        "documents: ['Paris is the capital of France.', 'Berlin is in Germany.']",
      ]),
      'for (const { relevance_score, index } of answer.results) {',
      '  console.log(relevance_score, index);',
      '}',
    ]),
  score: target =>
    program(target, [
      ...post('/score', [
        `model: ${quote(target.servedName)}`,
        "text_1: 'Which city is the capital of France?'",
        "text_2: ['Paris is the capital of France.', 'Berlin is in Germany.']",
      ]),
      'for (const { score, index } of answer.data) {',
      '  console.log(score, index);',
      '}',
    ]),
};
