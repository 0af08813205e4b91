import {
  countTokens,
  detokenize,
  isToken,
  MARK,
  tokenize,
  tokenTexts,
} from './tokens';

describe('tokenize', () => {
  it.each([
    'Hello, world!',
    'é🎉 日本語 \u{1F469}\u200D\u{1F680}',
    'line\r\n\tline',
    '',
    '<|endoftext|><|start|>system<|message|>',
  ])('is undone by detokenize: %j', text => {
    expect(detokenize(tokenize(text))).toBe(text);
  });

  it('takes the name of a special token as ordinary text', () => {
    expect(tokenize('<|start|>')).not.toContain(MARK.start);
    expect(countTokens('<|endoftext|>')).toBeGreaterThan(1);
  });

  it('gives known counts', () => {
    // As OpenAI's own tool counts them with o200k_base.
    expect(countTokens('hello world')).toBe(2);
    expect(countTokens('The quick brown fox jumps over the lazy dog.')).toBe(
      10,
    );
  });

  it('takes a long run without a break in pieces', () => {
    const text = `${'a'.repeat(300_000)} ${' '.repeat(1000)}${'🎉'.repeat(
      500,
    )}`;
    expect(detokenize(tokenize(text))).toBe(text);
  });
});

describe('tokenTexts', () => {
  it('gives one text per token, which make the whole', () => {
    const text = 'Half a character: 👩‍🚀 日本 é.';
    const tokens = tokenize(text);
    const texts = tokenTexts(tokens);
    expect(texts).toHaveLength(tokens.length);
    expect(texts.join('')).toBe(text);
    expect(texts).toContain('');
    expect(texts.join('')).not.toContain('\uFFFD');
  });
});

describe('isToken', () => {
  it('knows tokens of text and of the template, and nothing else', () => {
    expect([0, 100, MARK.start, MARK.end].every(isToken)).toBe(true);
    expect([-1, 300_000, 2 ** 40].some(isToken)).toBe(false);
  });
});

describe('detokenize', () => {
  it('writes the marks of the template', () => {
    expect(detokenize([MARK.start, ...tokenize('user'), MARK.message])).toBe(
      '<|start|>user<|message|>',
    );
  });
});
