import { formatLimitAmount } from './limits';

describe('formatLimitAmount', () => {
  it.each([
    ['1412', 'tokens', 'USD', '1,412'],
    ['60', 'requests', undefined, '60'],
    ['9007199254740993', undefined, undefined, '9,007,199,254,740,993'],
    ['12345000000', 'money', 'USD', '$12.345'],
    ['3134', 'money', 'USD', '$0.000003134'],
    ['12345000000', 'money', undefined, '12.345'],
  ] as const)('writes %s of %s in %s as %s', (amount, unit, currency, text) => {
    expect(formatLimitAmount(amount, unit, currency, 'en-US')).toBe(text);
  });
});
