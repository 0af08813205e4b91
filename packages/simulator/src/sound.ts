/** What a second of sound is taken to have where a file does not say: 128 kbit. */
const BYTES_PER_SECOND = 16_000;

/**
 * How long a sound plays: as the header of a WAV file says, else by its size.
 *
 * @returns seconds
 * @internal
 */
export function secondsOf(file: Buffer): number {
  return secondsOfWav(file) ?? file.length / BYTES_PER_SECOND;
}

function secondsOfWav(file: Buffer): number | undefined {
  if (
    file.toString('latin1', 0, 4) !== 'RIFF' ||
    file.toString('latin1', 8, 12) !== 'WAVE'
  ) {
    return undefined;
  }
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= file.length; ) {
    const id = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const start = at + 8;
    if (id === 'fmt ' && start + 16 <= file.length) {
      bytesPerSecond = file.readUInt32LE(start + 8);
    }
    if (id === 'data' && bytesPerSecond > 0) {
      return Math.min(length, file.length - start) / bytesPerSecond;
    }
    at = start + length + (length % 2);
  }
  return undefined;
}
