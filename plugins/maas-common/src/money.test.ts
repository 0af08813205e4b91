import { formatAmount, formatPrice, parseAmount, parseFactor } from './money';

describe('amounts', () => {
  it.each([
    ['0', 0n],
    ['1', 1_000_000_000n],
    ['0.0375', 37_500_000n],
    [0.0375, 37_500_000n],
    [0.15, 150_000_000n],
    ['0.000000001', 1n],
    ['999999999.999999999', 999_999_999_999_999_999n],
    [' 2.50 ', 2_500_000_000n],
  ])('reads %s', (amount, nanos) => {
    expect(parseAmount(amount)).toBe(nanos);
  });

  it.each([
    '',
    '-1',
    '1,5',
    '1.',
    '.5',
    '1e3',
    1e-10,
    NaN,
    Infinity,
    '0.0000000001',
    '1234567890',
    'free',
    '0x10',
  ])('refuses %s', amount => {
    expect(() => parseAmount(amount)).toThrow(RangeError);
  });

  it.each([
    [0n, '0.00'],
    [1n, '0.000000001'],
    [150_000_000n, '0.15'],
    [37_500_000n, '0.0375'],
    [2_000_000_000n, '2.00'],
    [-1_500_000_000n, '-1.50'],
    ['9007199254740993000000001', '9007199254740993.000000001'],
  ])('writes %s without losing a digit', (nanos, text) => {
    expect(formatAmount(nanos)).toBe(text);
  });

  it('writes a price for people', () => {
    const price = { nanosPerMillion: '37500000', currency: 'USD' };
    expect(formatPrice(price, 'en-US')).toBe('$0.0375');
    expect(
      formatPrice({ nanosPerMillion: '1200000000', currency: 'EUR' }, 'en-US'),
    ).toBe('€1.20');
  });
});

describe('factors', () => {
  it.each([
    ['1', '1'],
    [1.5, '1.5'],
    ['0.250', '0.25'],
    [20, '20'],
  ])('normalises %s', (factor, text) => {
    expect(parseFactor(factor)).toBe(text);
  });

  it.each(['0', '0.0', '-2', 'twice'])('refuses %s', factor => {
    expect(() => parseFactor(factor)).toThrow(RangeError);
  });
});
