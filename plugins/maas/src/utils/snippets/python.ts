import { quote } from './quote';
import type { SnippetBuilder, SnippetTarget } from './target';

function program({ baseUrl }: SnippetTarget, call: string[]): string[] {
  return [
    '# pip install openai; the key is read from OPENAI_API_KEY',
    'from openai import OpenAI',
    '',
    `client = OpenAI(base_url=${quote(baseUrl)})`,
    ...call,
  ];
}

/** OpenAI has no such call, but its client posts to any path. */
function post(path: string, fields: string[]): string[] {
  return [
    'answer = client.post(',
    `    "${path}",`,
    '    cast_to=object,',
    '    body={',
    ...fields.map(field => `        ${field},`),
    '    },',
    ')',
  ];
}

/** OpenAI's client for Python. @internal */
export const python: SnippetBuilder = {
  chat: target =>
    program(target, [
      'answer = client.chat.completions.create(',
      `    model=${quote(target.servedName)},`,
      '    messages=[{"role": "user", "content": "Hello!"}],',
      ')',
      'print(answer.choices[0].message.content)',
    ]),
  complete: target =>
    program(target, [
      'answer = client.completions.create(',
      `    model=${quote(target.servedName)},`,
      '    prompt="Hello!",',
      ')',
      'print(answer.choices[0].text)',
    ]),
  embed: target =>
    program(target, [
      'answer = client.embeddings.create(',
      `    model=${quote(target.servedName)},`,
      '    input="Hello!",',
      ')',
      'print(answer.data[0].embedding)',
    ]),
  transcribe: target =>
    program(target, [
      'with open("speech.wav", "rb") as speech:',
      '    answer = client.audio.transcriptions.create(',
      `        model=${quote(target.servedName)},`,
      '        file=speech,',
      '    )',
      'print(answer.text)',
    ]),
  rerank: target =>
    program(target, [
      ...post('/rerank', [
        `"model": ${quote(target.servedName)}`,
        '"query": "Which city is the capital of France?"',
        '"documents": ["Paris is the capital of France.", "Berlin is in Germany."]',
      ]),
      'for result in answer["results"]:',
      '    print(result["relevance_score"], result["index"])',
    ]),
  score: target =>
    program(target, [
      ...post('/score', [
        `"model": ${quote(target.servedName)}`,
        '"text_1": "Which city is the capital of France?"',
        '"text_2": ["Paris is the capital of France.", "Berlin is in Germany."]',
      ]),
      'for result in answer["data"]:',
      '    print(result["score"], result["index"])',
    ]),
};
