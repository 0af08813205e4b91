import fc from 'fast-check';
import { dataOf, SseSplitter } from './sse';

/** Cuts bytes at the given places, in any order. */
function cut(bytes: Buffer, places: number[]): Buffer[] {
  const at = [0, ...places.map(place => place % (bytes.length + 1))].sort(
    (a, b) => a - b,
  );
  return at.map((start, index) => bytes.subarray(start, at[index + 1]));
}

const event = fc
  .tuple(
    fc.array(
      fc.string().map(text => text.replace(/[\r\n]/g, '')),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(
    ([lines, end]) => lines.map(line => `data: ${line}${end}`).join('') + end,
  );

describe('SseSplitter', () => {
  it('gives the same events however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(event),
        fc.array(fc.nat()),
        fc.constantFrom('', 'data: unfinished', 'data: x\n', '\r'),
        (events, places, rest) => {
          const splitter = new SseSplitter();
          const found = cut(Buffer.from(events.join('') + rest), places)
            .flatMap(chunk => splitter.push(chunk))
            .map(String);
          expect(found).toEqual(events);
          expect(splitter.rest().toString()).toBe(rest);
        },
      ),
    );
  });

  it('gives an event as soon as its last byte has come', () => {
    const splitter = new SseSplitter();
    expect(splitter.push(Buffer.from('data: a\n'))).toEqual([]);
    expect(splitter.push(Buffer.from('\n'))).toHaveLength(1);
  });

  it('takes CR for the end of a line as soon as no LF can follow', () => {
    const splitter = new SseSplitter();
    expect(splitter.push(Buffer.from('data: a\r\r'))).toEqual([]);
    expect(splitter.push(Buffer.from('data: b\r\rd')).map(String)).toEqual([
      'data: a\r\r',
      'data: b\r\r',
    ]);
    expect(splitter.rest().toString()).toBe('d');
  });

  it('does not wait for ever for the end of an event', () => {
    const splitter = new SseSplitter();
    const piece = Buffer.alloc(1024 * 1024, 'x');
    expect(() => {
      for (let megabytes = 0; megabytes < 9; megabytes++) {
        splitter.push(piece);
      }
    }).toThrow('too large');
  });
});

describe('dataOf', () => {
  it.each([
    ['data: {"a":1}\n\n', '{"a":1}'],
    ['data:{"a":1}\r\n\r\n', '{"a":1}'],
    ['event: x\ndata: a\ndata:  b\n\n', 'a\n b'],
    [': comment\n\n', ''],
  ])('%j', (text, data) => expect(dataOf(Buffer.from(text))).toBe(data));
});
