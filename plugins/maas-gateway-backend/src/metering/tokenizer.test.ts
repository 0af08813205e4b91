import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { countTokens } from './tokenizer';

describe('countTokens', () => {
  it.each([
    ['', 0],
    ['hello world', 2],
    ['Grüße aus Zürich 👋🏽', encode('Grüße aus Zürich 👋🏽').length],
  ])('counts %j', async (text, tokens) => {
    expect(await countTokens(text)).toBe(tokens);
  });

  it('takes markers of models for the text that they are', async () => {
    expect(await countTokens('<|endoftext|><|im_start|>')).toBeGreaterThan(4);
  });

  it('takes halves of characters', async () => {
    expect(await countTokens('\ud83d and \ude00')).toBeGreaterThan(0);
  });

  it('counts long texts as it counts short ones', async () => {
    const text =
      'The quick brown fox jumps over the lazy dog.\nAnd so on, '.repeat(2000);
    const exact = encode(text).length;

    const counted = await countTokens(text);

    expect(Math.abs(counted - exact) / exact).toBeLessThan(0.005);
  });

  it('counts the end of an endless text as its beginning', async () => {
    const text = ' word'.repeat(2_000_000);
    expect(await countTokens(text)).toBe(2_000_000);
  });

  it('never cuts a character in two', async () => {
    const text = `x${'👋'.repeat(3000)}`;

    // Halves would be three tokens each instead of one or two for the whole.
    expect(await countTokens(text)).toBeLessThanOrEqual(
      encode(text).length + 15,
    );
  });

  it('lets others go on while it counts a megabyte of one letter', async () => {
    let others = 0;
    const count = countTokens('a'.repeat(1_000_000));
    let isDone = false;
    const result = count.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      others += 1;
      await new Promise(resolve => setImmediate(resolve));
    }

    expect(await result).toBeGreaterThan(100_000);
    expect(others).toBeGreaterThan(3);
  });
});
