import { execFileSync } from 'node:child_process';
import { EXPORT_LANGUAGES, exportChat } from './exportChat';
import type { ChatRequest } from './types';

const REQUEST: ChatRequest = {
  model: 'acme/small',
  messages: [
    { role: 'system', content: `It's "quoted" \\ and $HOME \`id\`` },
    { role: 'user', content: 'Grüße\nEND\n${x}' },
    { role: 'assistant', content: null, tool_calls: [] },
  ],
  temperature: 0,
  parallel_tool_calls: true,
  stop: ["'''"],
};
const URL = 'https://llm.test/v1';

describe('exportChat', () => {
  it('writes a curl command that sends exactly the request', () => {
    const command = exportChat('curl', URL, REQUEST);
    const script = `curl() { printf '%s\\n' "$@" >&2; cat; }\n${command}`;
    const sent = execFileSync('sh', ['-c', script], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: '/home/x', OPENAI_API_KEY: 'k' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(JSON.parse(sent)).toEqual(REQUEST);
    expect(command).toContain("curl 'https://llm.test/v1/chat/completions'");
  });

  it('writes a Node.js program that sends exactly the request', () => {
    const program = exportChat('node', URL, REQUEST);
    const literal = program.slice(
      program.indexOf('create(') + 'create('.length,
      program.indexOf(',\n);'),
    );
    // eslint-disable-next-line no-new-func
    expect(new Function(`return (${literal})`)()).toEqual(REQUEST);
    expect(program).toContain('baseURL: "https://llm.test/v1"');
  });

  it('writes a Python program that sends exactly the request', () => {
    const program = exportChat('python', URL, REQUEST);
    expect(program).toContain('base_url="https://llm.test/v1"');
    const stub = [
      'import json, sys, types',
      'class Completions:',
      '    def create(self, **sent):',
      '        sys.stderr.write("")',
      '        print(json.dumps(sent))',
      '        message = types.SimpleNamespace(message="")',
      '        return types.SimpleNamespace(choices=[message])',
      'class OpenAI:',
      '    def __init__(self, base_url):',
      '        self.chat = types.SimpleNamespace(completions=Completions())',
    ].join('\n');
    const [, ...rest] = program.split('from openai import OpenAI');
    const sent = execFileSync('python3', ['-c', stub + rest.join('')], {
      encoding: 'utf8',
    });
    expect(JSON.parse(sent.split('\n')[0])).toEqual(REQUEST);
  });

  it.each(EXPORT_LANGUAGES)('takes the key of %s from the environment', it_ => {
    expect(exportChat(it_, URL, REQUEST)).toContain('OPENAI_API_KEY');
  });
});
