/** A WAV file of silence: 16 bits, one channel. */
export function wav(
  seconds: number,
  { rate = 8_000, format = 1, dataLength = NaN } = {},
): Buffer {
  const data = Buffer.alloc(seconds * rate * 2);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(format, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(Number.isNaN(dataLength) ? data.length : dataLength, 40);
  return Buffer.concat([head, data]);
}
