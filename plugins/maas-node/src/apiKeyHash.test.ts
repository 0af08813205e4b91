import { hashApiKey } from './apiKeyHash';

describe('hashApiKey', () => {
  it('is SHA-256 in lower-case hexadecimal', () => {
    // The test vector of FIPS 180-4.
    expect(hashApiKey('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
