import fc from 'fast-check';
import { readBoundary } from './boundary';
import { MultipartReader } from './MultipartReader';
import type { PartHead } from './partHead';

jest.setTimeout(20_000);

const FORM = 'multipart/form-data; boundary=b';
const PART = 'Content-Disposition: form-data; name="model"';

interface Part extends PartHead {
  bytes: Buffer;
  at: [start: number, end: number];
}

/** Reads a body that comes in pieces of these sizes, again and again. */
function read(body: Buffer, boundary: string, sizes = [body.length]): Part[] {
  const parts: Part[] = [];
  let pieces: Buffer[] = [];
  const reader = new MultipartReader(boundary, {
    begin(head, at) {
      pieces = [];
      parts.push({ ...head, bytes: Buffer.alloc(0), at: [at, at] });
    },
    data: bytes => pieces.push(bytes),
    end(at) {
      const part = parts[parts.length - 1];
      part.at[1] = at;
      part.bytes = Buffer.concat(pieces);
    },
  });
  for (let at = 0, turn = 0; at < body.length; turn++) {
    const size = sizes[turn % sizes.length];
    reader.push(body.subarray(at, at + size));
    at += size;
  }
  reader.end();
  return parts;
}

const body = (...lines: string[]) => Buffer.from(lines.join('\r\n'));

describe('MultipartReader', () => {
  it('finds what any client wrote, however it comes, and where it stands', async () => {
    // Bytes that look like the beginning of a delimiter are of special interest.
    const content = fc
      .array(
        fc.oneof(
          fc.constantFrom('\r', '\n', '\r\n', '\r\n--', '\r\n----', '-', 'b'),
          fc.string({ unit: 'binary', maxLength: 20 }),
        ),
        { maxLength: 20 },
      )
      .map(pieces => Buffer.from(pieces.join('')));
    const field = fc.record({
      name: fc.stringMatching(/^[a-z_]{1,10}(\[\])?$/),
      isFile: fc.boolean(),
      content,
    });
    const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(field), sizes, async (fields, cuts) => {
        const form = new FormData();
        for (const { name, isFile, content: bytes } of fields) {
          const blob = new Blob([new Uint8Array(bytes)]);
          if (isFile) {
            form.append(name, blob, 'a "file".wav');
          } else {
            form.append(name, bytes.toString('utf8'));
          }
        }
        const response = new Response(form);
        const type = String(response.headers.get('content-type'));
        const bytes = Buffer.from(await response.arrayBuffer());
        const parts = read(bytes, readBoundary(type), cuts);
        // What the client library reads of its own body.
        const again = [
          ...(await new Response(bytes, {
            headers: { 'content-type': type },
          }).formData()),
        ];
        expect(parts.map(({ name, isFile }) => [name, isFile])).toEqual(
          again.map(([name, value]) => [name, typeof value !== 'string']),
        );
        for (const [index, [, value]] of again.entries()) {
          const expected = Buffer.from(await new Response(value).arrayBuffer());
          const { at, bytes: found } = parts[index];
          expect(found.equals(expected)).toBe(true);
          expect(bytes.subarray(...at).equals(expected)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('takes an empty part, other headers and no line after the end', () => {
    expect(
      read(
        body(
          '--b',
          'content-type: text/plain; charset=utf-8',
          'CONTENT-DISPOSITION: Form-Data ; NAME=model',
          'Content-Transfer-Encoding: 8bit',
          '',
          '',
          '--b--',
        ),
        'b',
      ),
    ).toEqual([
      { name: 'model', isFile: false, bytes: Buffer.alloc(0), at: [126, 126] },
    ]);
  });

  it.each([
    ['nothing', body(''), /does not begin with its boundary/],
    ['another boundary', body('--c', PART, '', 'x', '--c--'), /does not begin/],
    ['a preamble', body('hi', '--b', PART, '', 'x', '--b--'), /does not begin/],
    ['no end', body('--b', PART, '', 'x', '--b'), /breaks off/],
    ['half a part', body('--b', PART, '', 'x'), /breaks off/],
    ['half of its headers', body('--b', PART), /breaks off/],
    ['more after the end', body('--b--', 'x'), /follows its last boundary/],
    ['a longer boundary', body('--bb', PART, '', 'x', '--b--'), /in its line/],
    ['headers without end', body('--b', 'a'.repeat(9_000)), /too long/],
    [
      'headers that are too long',
      body('--b', `a: ${'a'.repeat(9_000)}`, '', 'x', '--b--'),
      /too long/,
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => read(bytes, 'b')).toThrow(message);
    expect(() => read(bytes, 'b', [1])).toThrow(message);
  });

  it.each([
    ['none', [''], /line among its headers/],
    ['no name', ['Content-Disposition: form-data'], /name its field/],
    ['an odd name', [`${PART.slice(0, -1)}\t"`], /name its field/],
    ['an escaped name', [String.raw`${PART.slice(0, -3)}\el"`], /not plain/],
    ['a second name', [`${PART}; name="file"`], /not plain/],
    ['an encoded name', [`${PART}; name*=utf-8''file`], /not plain/],
    ['another type', [PART.replace('form-data', 'attachment')], /not plain/],
    ['rubbish behind it', [`${PART}; x`], /not plain/],
    ['two of them', [PART, PART], /just one/],
    ['a folded one', [PART, ' ; name="file"'], /line among its headers/],
    ['no disposition', ['Content-Type: text/plain'], /just one/],
    [
      'an encoded content',
      [PART, 'Content-Transfer-Encoding: base64'],
      /encoded/,
    ],
  ])(
    'refuses a part with headers that can be misread: %s',
    (_, head, message) => {
      const bytes = body('--b', ...head, '', 'x', '--b--');
      expect(() => read(bytes, 'b')).toThrow(message);
    },
  );
});

describe('readBoundary', () => {
  it.each([
    [FORM, 'b'],
    ['Multipart/Form-Data;charset=utf-8; Boundary="a b?"', 'a b?'],
    [`multipart/form-data; boundary=${'x'.repeat(70)}`, 'x'.repeat(70)],
  ])('reads %p', (type, boundary) => {
    expect(readBoundary(type)).toBe(boundary);
  });

  it.each([
    [undefined, /multipart\/form-data/],
    ['application/json', /multipart\/form-data/],
    ['multipart/form-data-x; boundary=b', /multipart\/form-data/],
    ['multipart/form-data', /names no boundary/],
    ['multipart/form-data; boundary=b; charset=utf-7', /in UTF-8/],
    ['multipart/form-data; charset="cp037"; boundary=b', /in UTF-8/],
    ['multipart/form-data; boundary=', /names no boundary/],
    ['multipart/form-data; boundary=""', /names no boundary/],
    ['multipart/form-data; boundary="b "', /names no boundary/],
    ['multipart/form-data; boundary=b; boundary=c', /names no boundary/],
    [`multipart/form-data; boundary=${'x'.repeat(71)}`, /names no boundary/],
  ])('refuses %p', (type, message) => {
    expect(() => readBoundary(type)).toThrow(message);
  });
});
