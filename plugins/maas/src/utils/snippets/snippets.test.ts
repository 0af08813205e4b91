import { execFileSync } from 'node:child_process';
import vm from 'node:vm';
import {
  buildSnippet,
  callKindOf,
  exportLine,
  exportLines,
  SNIPPET_LANGUAGES,
  type SnippetLanguage,
  snippetsOf,
} from '.';

const baseUrl = 'https://llm.test/v1';

/** What would end a text in one language or another, or mean more than itself. */
const NASTY = `it's "$(reboot)" \`x\` \\ \${{ secrets.KEY }} @a; {b} é\n# ü`;

/** The arguments that a shell gives to curl. */
function argumentsOf(script: string): string[] {
  const answer = execFileSync(
    'sh',
    ['-c', `curl() { printf '%s\\0' "$@"; }\n${script}`],
    { env: { ...process.env, OPENAI_API_KEY: 'a-key' }, encoding: 'utf8' },
  );
  return answer.split('\0').slice(0, -1);
}

function bodyOf(script: string) {
  const args = argumentsOf(script);
  return JSON.parse(args[args.indexOf('-d') + 1]);
}

describe('callKindOf', () => {
  it.each([
    [undefined, 'chat'],
    [[], 'chat'],
    [['tools', 'code'], 'chat'],
    [['embedding', 'chat'], 'chat'],
    [['embedding'], 'embed'],
    [['embeddings', 'multilingual'], 'embed'],
    [['transcription'], 'transcribe'],
    [['rerank'], 'rerank'],
    [['score'], 'score'],
    [['completion'], 'complete'],
    [['underscore'], 'chat'],
  ])('of a model for %j is %s', (capabilities, kind) => {
    expect(callKindOf(capabilities)).toBe(kind);
  });
});

describe('snippets', () => {
  it.each<[SnippetLanguage, string[]]>([
    [
      'curl',
      [
        "curl 'https://llm.test/v1/chat/completions'",
        'Bearer $OPENAI_API_KEY',
        '"model": "granite"',
      ],
    ],
    [
      'python',
      [
        'from openai import OpenAI',
        'OpenAI(base_url="https://llm.test/v1")',
        'client.chat.completions.create(',
        'model="granite"',
      ],
    ],
    [
      'node',
      [
        "import OpenAI from 'openai'",
        'baseURL: "https://llm.test/v1"',
        'client.chat.completions.create(',
        'model: "granite"',
      ],
    ],
    [
      'langChain',
      ['ChatOpenAI(', 'base_url="https://llm.test/v1"', 'model="granite"'],
    ],
    [
      'llamaIndex',
      [
        'OpenAILike(',
        'api_base="https://llm.test/v1"',
        'is_chat_model=True',
        'is_function_calling_model=True',
        'context_window=16384',
        'os.environ["OPENAI_API_KEY"]',
      ],
    ],
    [
      'aiSdk',
      [
        'createOpenAICompatible({',
        'baseURL: "https://llm.test/v1"',
        'apiKey: process.env.OPENAI_API_KEY',
        'gateway.chatModel("granite")',
      ],
    ],
    [
      'continueDev',
      [
        'provider: openai',
        'model: "granite"',
        'apiBase: "https://llm.test/v1"',
        'apiKey: ${{ secrets.OPENAI_API_KEY }}',
        'capabilities: [tool_use]',
        'contextLength: 16384',
      ],
    ],
  ])('call a chat model with %s', (language, parts) => {
    const snippet = buildSnippet(language, {
      baseUrl,
      servedName: 'granite',
      capabilities: ['chat', 'tools'],
      contextLength: 16384,
    });
    for (const part of parts) {
      expect(snippet).toContain(part);
    }
  });

  it.each(SNIPPET_LANGUAGES)('ask for embeddings with %s', language => {
    const target = { baseUrl, servedName: 'bge', capabilities: ['embedding'] };
    expect(buildSnippet(language, target)).toMatch(/embed/i);
    expect(buildSnippet(language, target)).not.toMatch(/chat/i);
  });

  it('do not ask a model for more than is known of it', () => {
    const plain = { baseUrl, servedName: 'granite' };
    expect(buildSnippet('llamaIndex', plain)).not.toMatch(/context|function/);
    expect(buildSnippet('continueDev', plain)).not.toMatch(/tool_use|context/);
  });

  it.each([
    ['completion', '/completions', 'client.completions.create('],
    ['transcription', '/audio/transcriptions', 'audio.transcriptions.create('],
    ['rerank', '/rerank', "'/rerank'"],
    ['score', '/score', "'/score'"],
  ])(
    'show a model for %s only where that can be called',
    (capability, path, call) => {
      const target = { baseUrl, servedName: 'x', capabilities: [capability] };
      const snippets = snippetsOf(target);
      expect(snippets.map(({ language }) => language)).toEqual([
        'curl',
        'python',
        'node',
      ]);
      expect(argumentsOf(snippets[0].text)[0]).toBe(baseUrl + path);
      expect(snippets[1].text.replaceAll('"', "'")).toContain(call);
      expect(snippets[2].text).toContain(call);
    },
  );

  it('reads the key of every call from the environment', () => {
    for (const { language, text } of snippetsOf({ baseUrl, servedName: 'x' })) {
      expect([language, text]).toEqual([
        language,
        expect.stringContaining('OPENAI_API_KEY'),
      ]);
    }
    expect(
      argumentsOf(buildSnippet('curl', { baseUrl, servedName: 'x' }) ?? ''),
    ).toContain('Authorization: Bearer a-key');
  });
});

describe('names in snippets', () => {
  const target = { baseUrl, servedName: NASTY };
  const as = (language: SnippetLanguage, capability: string) =>
    buildSnippet(language, { ...target, capabilities: [capability] }) ?? '';

  it.each(['chat', 'embedding', 'rerank', 'score'])(
    'stay whole in curl (%s)',
    capability => {
      expect(bodyOf(as('curl', capability)).model).toBe(NASTY);
    },
  );

  it('stay whole in the form of curl', () => {
    const args = argumentsOf(as('curl', 'transcription'));
    expect(args[args.indexOf('--form-string') + 1]).toBe(`model=${NASTY}`);
  });

  it.each<[SnippetLanguage, string, RegExp]>([
    ['node', 'chat', /model: (".*"),/],
    ['node', 'rerank', /model: (".*"),/],
    ['node', 'transcription', /model: (".*"),/],
    ['aiSdk', 'chat', /chatModel\((".*")\),/],
    ['aiSdk', 'embedding', /embeddingModel\((".*")\),/],
  ])('stay whole in %s (%s)', (language, capability, pattern) => {
    const literal = pattern.exec(as(language, capability))?.[1] ?? '';
    expect(vm.runInNewContext(literal)).toBe(NASTY);
  });

  it.each<[SnippetLanguage, string]>([
    ['python', 'chat'],
    ['python', 'transcription'],
    ['python', 'score'],
    ['langChain', 'chat'],
    ['llamaIndex', 'embedding'],
  ])('keep to their line and quotes in %s (%s)', (language, capability) => {
    // Python reads the same escapes as JSON.
    expect(as(language, capability)).toContain(JSON.stringify(NASTY));
  });

  it('fill in nothing in the configuration of Continue', () => {
    const lines = as('continueDev', 'chat').split('\n');
    const model = lines.find(line => line.startsWith('    model: ')) ?? '';
    expect(model).not.toContain('{{');
    const literal = model.replace('    model: ', '').replace('\\x7b', '{');
    expect(JSON.parse(literal)).toBe(NASTY);
  });

  it('stay whole in the environment', () => {
    expect(exportLine("a'b")).toBe(`export OPENAI_API_KEY='a'\\''b'`);
    expect(exportLines(baseUrl, 'k')).toBe(
      "export OPENAI_API_KEY='k'\nexport OPENAI_BASE_URL='https://llm.test/v1'",
    );
  });
});
