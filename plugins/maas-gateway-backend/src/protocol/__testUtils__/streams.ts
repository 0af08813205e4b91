import fc from 'fast-check';
import type { AnswerStream, ProxiedRequest } from '../Protocol';

/** Server-Sent Events with a name and a type, as newer APIs send them. */
export const typedEvents = (
  ...events: Array<{ type: string; [name: string]: unknown }>
): string =>
  events
    .map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    .join('');

/** A stream that was read to its end. */
export interface ReadStream {
  reader: AnswerStream;
  /** What went to the client before the stream was over. */
  passed: string;
  /** All that went to the client. */
  all: string;
}

/** Reads a stream that comes in pieces, cut at these bytes. */
export function readStream(
  request: ProxiedRequest,
  stream: string,
  at: number[] = [],
): ReadStream {
  const reader = request.openStream?.();
  if (!reader) {
    throw new Error('Such an answer never comes as a stream');
  }
  const bytes = Buffer.from(stream);
  const places = [0, ...at.map(place => Math.min(place, bytes.length))];
  places.push(bytes.length);
  places.sort((a, b) => a - b);
  let passed = '';
  places.forEach((start, index) => {
    passed += Buffer.concat(
      reader.push(bytes.subarray(start, places[index + 1])),
    );
  });
  reader.end();
  return { reader, passed, all: passed + Buffer.concat(reader.rest()) };
}

/** Where to cut a stream: anywhere, within characters too. */
export const cutsOf = (stream: string): fc.Arbitrary<number[]> =>
  fc.array(fc.nat({ max: Buffer.byteLength(stream) }));

/** All that came of reading a stream. */
export const resultOf = ({ reader, all }: ReadStream) => ({
  all,
  figures: reader.figures(),
  text: reader.text(),
  closed: reader.closed,
});
