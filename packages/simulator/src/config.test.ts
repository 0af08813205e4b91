import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError, loadModels, parseModels } from './config';

const model = { name: 'small', contextLength: 4096 };

function messageOf(input: unknown): string {
  try {
    parseModels(input, 'models.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('the configuration was accepted');
}

describe('parseModels', () => {
  it('fills in the defaults', () => {
    expect(parseModels([model], 'models.yaml')).toEqual([
      {
        name: 'small',
        servedModelName: 'small',
        contextLength: 4096,
        kind: 'chat',
        promptTokensPerSecond: 2000,
        tokensPerSecond: 25,
        maxConcurrent: 16,
        reasoning: false,
        tools: false,
        embeddingDimensions: 1024,
        speed: 1,
      },
    ]);
  });

  it.each([
    ['no list', { models: [] }, 'the file: '],
    ['nothing', null, 'the file: '],
    ['an empty list', [], 'the file: name at least one model'],
    ['no name', [{ contextLength: 4096 }], '[0].name: '],
    ['a name for no path', [{ ...model, name: 'A b' }], '[0].name: must be'],
    ['a name with a slash', [{ ...model, name: '../x' }], '[0].name: must be'],
    ['a name twice', [model, model], '[1].name: "small" is there twice'],
    ['no context', [{ name: 'small' }], '[0].contextLength: '],
    ['no number', [{ ...model, contextLength: '4k' }], '[0].contextLength: '],
    ['half a slot', [{ ...model, maxConcurrent: 1.5 }], '[0].maxConcurrent: '],
    ['no speed', [{ ...model, tokensPerSecond: 0 }], '[0].tokensPerSecond: '],
    ['a negative factor', [{ ...model, speed: -1 }], '[0].speed: '],
    ['another kind', [{ ...model, kind: 'speech' }], '[0].kind: '],
    ['an unknown field', [{ ...model, gpus: 4 }], '"gpus"'],
    [
      'an embedding model with tools',
      [{ ...model, kind: 'embedding', tools: true }],
      '[0].tools: ',
    ],
    [
      'a transcription model that thinks',
      [{ ...model, kind: 'transcription', reasoning: true }],
      '[0].reasoning: only a chat model can have it',
    ],
  ])('refuses %s and names the place', (_, input, expected) => {
    const message = messageOf(input);
    expect(message).toContain('models.yaml');
    expect(message).toContain(expected);
  });

  it('names all faults at once', () => {
    const message = messageOf([{ name: '', contextLength: 1 }, { name: 'b' }]);
    expect(message).toContain('[0].name');
    expect(message).toContain('[0].contextLength');
    expect(message).toContain('[1].contextLength');
  });
});

describe('loadModels', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('reads the example, which has the models of the portfolio', () => {
    const names = loadModels(
      resolve(__dirname, '../../../examples/simulator.yaml'),
    ).map(({ name, contextLength }) => [name, contextLength]);
    expect(names).toEqual([
      ['mistral-3-bf16', 32768],
      ['mistral-3-int4', 32768],
      ['devstral-2', 65536],
      ['gpt-oss-20b', 131072],
      ['granite-8b-agent', 16384],
    ]);
  });

  it('names a file that is not there', () => {
    const file = join(folder, 'none.yaml');
    expect(() => loadModels(file)).toThrow(
      new ConfigError(`${file} cannot be read: ENOENT`),
    );
  });

  it('names a file that is not YAML', () => {
    const file = join(folder, 'broken.yaml');
    writeFileSync(file, '- name: [');
    expect(() => loadModels(file)).toThrow(`${file} is not YAML: `);
  });
});
