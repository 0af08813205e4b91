import { open } from 'node:fs/promises';

const CHUNK_BYTES = 256 * 1024;
const LINE_FEED = 10;

/** A line of a file. @internal */
export interface Line {
  text: string;
  /** Bytes from the start of the file. */
  start: number;
  /** Behind the line feed, if there is one. */
  end: number;
  /** It ends with a line feed. */
  whole: boolean;
}

/**
 * Reads a file line by line, in pieces, and knows where each line lies.
 *
 * @param range - bytes from the start of the file; missing: all of it
 * @throws what the disk says
 * @internal
 */
export async function* readLines(
  path: string,
  { from = 0, to = Infinity }: { from?: number; to?: number } = {},
): AsyncGenerator<Line> {
  const file = await open(path, 'r');
  try {
    let start = from;
    let rest = Buffer.alloc(0);
    for (;;) {
      const at = start + rest.length;
      const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, to - at));
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) {
        break;
      }
      rest = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      let done = 0;
      for (
        let feed = rest.indexOf(LINE_FEED);
        feed !== -1;
        feed = rest.indexOf(LINE_FEED, done)
      ) {
        const text = rest.toString('utf8', done, feed);
        const end = start + feed + 1;
        yield { text, start: start + done, end, whole: true };
        done = feed + 1;
      }
      start += done;
      rest = rest.subarray(done);
    }
    if (rest.length > 0) {
      const end = start + rest.length;
      yield { text: rest.toString('utf8'), start, end, whole: false };
    }
  } finally {
    await file.close();
  }
}
