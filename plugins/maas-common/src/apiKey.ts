/*
 * A key looks like `maas_<id>_<secret><check>`: 22 base62 characters of public id,
 * 43 of secret (256 bits) and 6 of CRC-32 over everything before them. The checksum
 * lets a gateway refuse a mistyped or made-up key without a look-up, and lets secret
 * scanners recognise a real one.
 */
const ALPHABET =
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX = 'maas';
const ID_LENGTH = 22;
const SECRET_LENGTH = 43;
const CHECK_LENGTH = 6;

/** Bytes of randomness in a key's secret. @public */
export const API_KEY_SECRET_BYTES = 32;

/** Finds keys in a text, as a secret scanner would. @public */
export const API_KEY_PATTERN = /\bmaas_[0-9A-Za-z]{22}_[0-9A-Za-z]{49}\b/;

const KEY = new RegExp(
  `^${PREFIX}_([0-9A-Za-z]{${ID_LENGTH}})_([0-9A-Za-z]{${SECRET_LENGTH}})([0-9A-Za-z]{${CHECK_LENGTH}})$`,
);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) {
    value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  }
  return value >>> 0;
});

function crc32(ascii: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < ascii.length; i++) {
    crc = CRC_TABLE[(crc ^ ascii.charCodeAt(i)) & 0xff] ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function toBase62(value: bigint, length: number): string {
  let rest = value;
  let text = '';
  while (rest > 0n) {
    text = ALPHABET[Number(rest % 62n)] + text;
    rest /= 62n;
  }
  return text.padStart(length, '0');
}

function fromBase62(text: string): bigint {
  return [...text].reduce(
    (value, char) => value * 62n + BigInt(ALPHABET.indexOf(char)),
    0n,
  );
}

/**
 * The public start of a key, safe to show and to log.
 *
 * @param id - the key's id, a UUID
 * @returns `maas_` and the id in base62
 * @throws RangeError where the id is no lower-case UUID
 * @public
 */
export function apiKeyPrefix(id: string): string {
  if (!UUID.test(id)) {
    throw new RangeError('The id of a key must be a UUID');
  }
  return `${PREFIX}_${toBase62(
    BigInt(`0x${id.replaceAll('-', '')}`),
    ID_LENGTH,
  )}`;
}

/**
 * Writes a key.
 *
 * @param id - the key's id, a UUID
 * @param secret - 32 bytes from a cryptographic source
 * @returns the whole key; never store or log it
 * @throws RangeError where the id is no UUID or the secret has another size
 * @public
 */
export function formatApiKey(id: string, secret: Uint8Array): string {
  if (secret.length !== API_KEY_SECRET_BYTES) {
    throw new RangeError(
      `The secret of a key has ${API_KEY_SECRET_BYTES} bytes, not ${secret.length}`,
    );
  }
  const value = secret.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const body = `${apiKeyPrefix(id)}_${toBase62(value, SECRET_LENGTH)}`;
  return body + toBase62(BigInt(crc32(body)), CHECK_LENGTH);
}

/**
 * Reads the public id out of a key whose form and checksum are right. That the key is
 * genuine is decided by its hash alone.
 *
 * @param text - what a client sent
 * @returns the id, a UUID; undefined for anything that cannot be a key
 * @public
 */
export function parseApiKeyId(text: string): string | undefined {
  const match = KEY.exec(text);
  if (!match) {
    return undefined;
  }
  const [, id, , check] = match;
  const body = text.slice(0, -CHECK_LENGTH);
  if (toBase62(BigInt(crc32(body)), CHECK_LENGTH) !== check) {
    return undefined;
  }
  const hex = fromBase62(id).toString(16).padStart(32, '0');
  if (hex.length > 32) {
    return undefined;
  }
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
