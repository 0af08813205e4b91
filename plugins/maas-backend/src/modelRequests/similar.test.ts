import { mostSimilar, similarity, wordsOf } from './similar';

describe('wordsOf', () => {
  it.each([
    ['Llama-3.1-8B-Instruct', ['llama', '3.1', '8b', 'instruct']],
    ['meta-llama/llama3.1_8b', ['meta', 'llama', '3.1', '8b']],
    ['https://huggingface.co/Qwen/Qwen2.5-72B', ['qwen', '2.5', '72b']],
    [
      'hf://mistralai/Mixtral-8x7B-v0.1',
      ['mistralai', 'mixtral', '8x7b', '0.1'],
    ],
    [
      'oci://quay.io/redhat-ai/granite-3.3-8b:latest',
      ['redhat', 'ai', 'granite', '3.3', '8b'],
    ],
    ['mistral-3-w4a16', ['mistral', '3', 'w4a16']],
    ['  ', []],
    ['///', []],
  ])('reads %s', (name, words) => {
    expect([...wordsOf(name).keys()]).toEqual(words);
  });
});

describe('similarity', () => {
  it('is 1 for the same, however it is written', () => {
    expect(similarity('granite-3.3-8b', 'Granite 3.3 8B')).toBe(1);
  });

  it('puts the same size before another one, and both before another family', () => {
    const wanted = 'meta-llama/Llama-3.3-70B-Instruct';
    const same = similarity(wanted, 'llama-3.3-70b');
    const smaller = similarity(wanted, 'llama-3.1-8b');
    expect(same).toBeGreaterThan(0.8);
    expect(smaller).toBeLessThan(same);
    expect(smaller).toBeGreaterThan(0);
    expect(similarity(wanted, 'mistral-70b-instruct')).toBe(0);
  });

  it('takes the last word for the beginning of one', () => {
    expect(similarity('gran', 'granite-8b')).toBeGreaterThan(0.5);
    expect(similarity('gr', 'granite-8b')).toBe(0);
    expect(similarity('gran 8b', 'granite-8b')).toBe(0);
  });

  it.each(['70b', 'instruct', '3.1', 'quay.io/ai/the-model'])(
    'finds nothing by “%s” alone, which says no family',
    wanted => {
      expect(similarity(wanted, 'llama-3.1-70b-instruct')).toBe(0);
    },
  );
});

describe('mostSimilar', () => {
  const things = [
    { name: 'granite-3-8b', source: 'ibm-granite/granite-3.3-8b-instruct' },
    { name: 'llama-70b', source: 'meta-llama/Llama-3.3-70B-Instruct' },
    { name: 'house-model', source: 's3://models/llama' },
    { name: 'Llama Guard', source: '' },
  ];
  const find = (wanted: string) =>
    mostSimilar(wanted, things, ({ name, source }) => ({
      names: [name],
      sources: source ? [source] : [],
    })).map(({ name }) => name);

  it('puts the same weights first, whatever they are called', () => {
    expect(find('https://hf.co/meta-llama/Llama-3.3-70B-Instruct/')[0]).toBe(
      'llama-70b',
    );
    expect(find('s3://models/llama/')[0]).toBe('house-model');
  });

  it('finds what is known by some other name', () => {
    expect(find('granite 3.3')).toEqual(['granite-3-8b']);
    expect(find('llama')).toEqual(
      expect.arrayContaining(['llama-70b', 'Llama Guard']),
    );
    expect(find('whisper-large-v3')).toEqual([]);
  });

  it('shows a few of many', () => {
    const many = Array.from({ length: 30 }, (_, i) => `llama-${i}`);
    expect(
      mostSimilar('llama', many, name => ({ names: [name], sources: [] })),
    ).toHaveLength(5);
  });
});
