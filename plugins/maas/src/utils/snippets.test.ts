import {
  buildSnippet,
  exportLine,
  SNIPPET_LANGUAGES,
  type SnippetLanguage,
} from './snippets';

const baseUrl = 'https://llm.test/v1';

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
  ])('calls a chat model with %s', (language, parts) => {
    const snippet = buildSnippet(language, { baseUrl, servedName: 'granite' });
    for (const part of parts) {
      expect(snippet).toContain(part);
    }
  });

  it.each(SNIPPET_LANGUAGES)('asks for embeddings with %s', language => {
    const target = { baseUrl, servedName: 'bge', capabilities: ['embedding'] };
    expect(buildSnippet(language, target)).toContain('embeddings');
    expect(buildSnippet(language, target)).not.toContain('chat');
    const both = { ...target, capabilities: ['embedding', 'chat'] };
    expect(buildSnippet(language, both)).toContain('chat');
  });

  it('lets no name break out of its quotes', () => {
    const servedName = `it's "$(reboot)"`;
    const curl = buildSnippet('curl', { baseUrl, servedName });
    expect(curl).toContain(`it'\\''s \\"$(reboot)\\"`);
    expect(buildSnippet('python', { baseUrl, servedName })).toContain(
      `model="it's \\"$(reboot)\\""`,
    );
    expect(exportLine("a'b")).toBe(`export OPENAI_API_KEY='a'\\''b'`);
  });
});
