import { wav } from './__testUtils__/sounds';
import { WAV_HEAD_BYTES, wavDurationMs } from './wav';

const lengthOf = (file: Buffer) =>
  wavDurationMs(file.subarray(0, WAV_HEAD_BYTES), file.length);

/** With a chunk before the sound. */
function withChunk(file: Buffer, length: number, said = length): Buffer {
  const chunk = Buffer.alloc(8 + length);
  chunk.write('LIST');
  chunk.writeUInt32LE(said, 4);
  return Buffer.concat([file.subarray(0, 36), chunk, file.subarray(36)]);
}

describe('wavDurationMs', () => {
  it.each([
    ['a file', wav(2.5), 2500],
    ['another rate', wav(1.25, { rate: 44_100 }), 1250],
    ['an empty one', wav(0), 0],
    ['one that does not know its length', wav(2, { dataLength: 0 }), 2000],
    ['one that says it is endless', wav(2, { dataLength: 0xffffffff }), 2000],
    [
      'one with something behind the sound',
      wav(3, { dataLength: 16_000 }),
      1000,
    ],
    ['one with something before it', withChunk(wav(1), 25 + 1, 25), 1000],
  ])('knows the length of %s', (_, file, length) => {
    expect(lengthOf(file)).toBe(length);
  });

  it('does not believe in more bytes in a second than the samples have', () => {
    const file = wav(2);
    file.writeUInt32LE(1_000_000, 28);
    expect(lengthOf(file)).toBe(2000);
  });

  it.each([
    ['a compressed one', wav(1, { format: 0x55 })],
    ['another type', Buffer.from('ID3 and so on, and so on')],
    ['half a header', wav(1).subarray(0, 30)],
    ['a short one', Buffer.from('RIFF')],
    ['nothing', Buffer.alloc(0)],
    ['one without a rate', wav(1).fill(0, 24, 28)],
    ['one whose sound begins too late', withChunk(wav(1), 5_000)],
    ['one with a chunk without end', withChunk(wav(1), 2, 0xffffffff)],
  ])('does not guess at %s', (_, file) => {
    expect(lengthOf(file)).toBeUndefined();
  });
});
