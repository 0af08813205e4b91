import {
  API_KEY_PATTERN,
  API_KEY_SECRET_BYTES,
  apiKeyPrefix,
  formatApiKey,
  parseApiKeyId,
} from './apiKey';

const ID = '019a9b1c-7d2e-7f00-8a1b-2c3d4e5f6071';
const SECRET = Uint8Array.from(
  { length: API_KEY_SECRET_BYTES },
  (_, index) => index * 7,
);
const KEY = formatApiKey(ID, SECRET);

describe('API keys', () => {
  it('carries the public id, and has a fixed length', () => {
    expect(parseApiKeyId(KEY)).toBe(ID);
    expect(KEY).toHaveLength(4 + 1 + 22 + 1 + 43 + 6);
    expect(KEY.startsWith(`${apiKeyPrefix(ID)}_`)).toBe(true);
    expect(`curl -H "Authorization: Bearer ${KEY}"`).toMatch(API_KEY_PATTERN);
  });

  it('keeps its width for the smallest and the largest values', () => {
    for (const [id, byte] of [
      ['00000000-0000-0000-0000-000000000000', 0],
      ['ffffffff-ffff-ffff-ffff-ffffffffffff', 255],
    ] as const) {
      const key = formatApiKey(id, new Uint8Array(32).fill(byte));
      expect(key).toHaveLength(KEY.length);
      expect(parseApiKeyId(key)).toBe(id);
    }
  });

  it('uses the checksum that everybody else calls CRC-32', () => {
    // Worked out for this key with zlib's crc32.
    expect(KEY.slice(-6)).toBe('1BoJnu');
  });

  it('refuses every single wrong character', () => {
    for (let index = 0; index < KEY.length; index++) {
      const other = KEY[index] === 'x' ? 'y' : 'x';
      const wrong = KEY.slice(0, index) + other + KEY.slice(index + 1);
      expect(parseApiKeyId(wrong)).toBeUndefined();
    }
  });

  it.each([
    '',
    'maas',
    'maas__',
    KEY.toLocaleUpperCase('en-US'),
    `${KEY} `,
    `${KEY}\n`,
    KEY.slice(0, -1),
    `${KEY}0`,
    'sk-1234567890abcdef',
    'x'.repeat(100_000),
  ])('refuses what cannot be a key: %.20s', text => {
    expect(parseApiKeyId(text)).toBeUndefined();
  });

  it('refuses to write a key with too little randomness or no proper id', () => {
    expect(() => formatApiKey(ID, new Uint8Array(16))).toThrow('32 bytes');
    expect(() => formatApiKey('42', SECRET)).toThrow('UUID');
  });
});
