/** So much of a file is enough to know its length. @internal */
export const WAV_HEAD_BYTES = 4096;

/** Samples as they are, of any size: only there are bytes and time the same thing. */
const PLAIN_FORMATS = [1, 3, 0xfffe];

/**
 * How long a WAV file with uncompressed sound plays, by its header and its size.
 *
 * @param head - the first `WAV_HEAD_BYTES` of the file, or all of it
 * @param size - of the whole file, in bytes
 * @returns milliseconds; undefined where the file is another one
 * @internal
 */
export function wavDurationMs(head: Buffer, size: number): number | undefined {
  if (
    head.length < 12 ||
    head.toString('latin1', 0, 4) !== 'RIFF' ||
    head.toString('latin1', 8, 12) !== 'WAVE'
  ) {
    return undefined;
  }
  let bytesPerSecond: number | undefined;
  for (let at = 12; at + 8 <= head.length; ) {
    const id = head.toString('latin1', at, at + 4);
    const length = head.readUInt32LE(at + 4);
    const start = at + 8;
    if (id === 'data' && bytesPerSecond) {
      // Who writes as sound comes does not know the length at first: then all is sound.
      const bytes = Math.min(length || Infinity, size - start);
      return Math.round((bytes / bytesPerSecond) * 1000);
    }
    if (id === 'fmt ' && start + 16 <= head.length) {
      bytesPerSecond = readFormat(head.subarray(start, start + 16));
    }
    at = start + length + (length % 2);
  }
  return undefined;
}

function readFormat(format: Buffer): number | undefined {
  const channels = format.readUInt16LE(2);
  const samplesPerSecond = format.readUInt32LE(4);
  const bytesPerSample = Math.ceil(format.readUInt16LE(14) / 8);
  return PLAIN_FORMATS.includes(format.readUInt16LE(0))
    ? channels * samplesPerSecond * bytesPerSample
    : undefined;
}
