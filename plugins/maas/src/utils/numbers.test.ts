import {
  drawnMoney,
  formatCount,
  formatDrawnMoney,
  formatBytes,
  formatDuration,
  formatExactMoney,
  formatMoney,
  formatShortCount,
} from './numbers';

describe('formatMoney', () => {
  it.each([
    ['0', '$0.00', '$0.00'],
    ['1', '$0.000000001', '$0.000000001'],
    ['12', '$0.000000012', '$0.000000012'],
    ['3134', '$0.0000031', '$0.000003134'],
    ['9960', '$0.00001', '$0.00000996'],
    ['50100', '$0.00005', '$0.0000501'],
    ['9999999', '$0.01', '$0.009999999'],
    ['10000000', '$0.01', '$0.01'],
    ['12345678', '$0.012', '$0.012345678'],
    ['123456789', '$0.12', '$0.123456789'],
    ['999999999', '$1.00', '$0.999999999'],
    ['1234567890', '$1.23', '$1.23456789'],
    ['1005000000', '$1.01', '$1.005'],
    ['1000000000000', '$1,000.00', '$1,000.00'],
    // More than a float can hold.
    [
      '123456789012345678901234567',
      '$123,456,789,012,345,678.90',
      '$123,456,789,012,345,678.901234567',
    ],
    ['-3134', '-$0.0000031', '-$0.000003134'],
  ])('writes %s nano-units as %s, exactly %s', (nanos, text, exact) => {
    expect(formatMoney(nanos, 'USD', 'en-US')).toBe(text);
    expect(formatExactMoney(nanos, 'USD', 'en-US')).toBe(exact);
  });

  it('follows currency and language', () => {
    expect(formatMoney('12500000000', 'JPY', 'en-US')).toBe('¥13');
    expect(formatMoney('12500000', 'JPY', 'en-US')).toBe('¥0.013');
    expect(formatMoney('12345000000', 'EUR', 'de-DE')).toBe('12,35\u00a0€');
    expect(formatMoney('12345600000', 'KWD', 'en-US')).toBe('KWD\u00a012.346');
  });
});

describe('amounts that are drawn', () => {
  it('are about as long as they should be', () => {
    expect(drawnMoney('50100')).toBeCloseTo(0.0000501, 12);
    expect(formatDrawnMoney(0.0003, 'USD', 'en-US')).toBe('$0.0003');
    expect(formatDrawnMoney(0, 'USD', 'en-US')).toBe('$0');
    expect(formatDrawnMoney(1_250_000, 'USD', 'en-US')).toBe('$1.25M');
  });
});

describe('counts', () => {
  it('have all digits, or few', () => {
    expect(formatCount(Number.MAX_SAFE_INTEGER, 'en-US')).toBe(
      '9,007,199,254,740,991',
    );
    expect(formatShortCount(0, 'en-US')).toBe('0');
    expect(formatShortCount(999_999, 'en-US')).toBe('999,999');
    expect(formatShortCount(1_234_567, 'en-US')).toBe('1.2M');
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [850, '850 ms'],
    [1_240, '1.2 sec'],
    [59_960, '60 sec'],
    [95_400, '95 sec'],
  ])('writes %d ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds, 'en-US')).toBe(text);
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [1_000, '1 kB'],
    [536_870_912, '536.9 MB'],
    [2_000_000_000, '2 GB'],
    [5_000_000_000_000_000, '5,000 TB'],
  ])('writes %d as %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en-US')).toBe(text);
  });
});

describe('formatCount', () => {
  it('writes every digit', () => {
    expect(formatCount(9_007_199_254_740_993n, 'en-US')).toBe(
      '9,007,199,254,740,993',
    );
  });
});
