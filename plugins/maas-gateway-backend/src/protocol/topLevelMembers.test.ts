import fc from 'fast-check';
import {
  findTopLevelMembers,
  type MemberPlaces,
  replaceMembers,
} from './topLevelMembers';

/** A JSON text in any of the ways in which one can be written. */
const written = fc
  .tuple(
    fc.dictionary(fc.string(), fc.jsonValue()),
    fc.constantFrom(undefined, 1, '\t', ' \n'),
  )
  .map(([object, indent]) => JSON.stringify(object, undefined, indent));

/** The members of a text, as they are written. */
function membersOf(text: string) {
  const json = Buffer.from(text);
  const places = findTopLevelMembers(json);
  return typeof places === 'string'
    ? places
    : [...places].map(([name, { start, end }]) => [
        name,
        json.toString('utf8', start, end),
      ]);
}

describe('findTopLevelMembers', () => {
  it('finds each value of any object', () => {
    fc.assert(
      fc.property(written, text => {
        const found = new Map(membersOf(text) as Array<[string, string]>);
        expect(
          [...found].map(([name, value]) => [name, JSON.parse(value)]),
        ).toEqual(Object.entries(JSON.parse(text)));
      }),
    );
  });

  it.each(['x', '\\n', '\\"'])(
    'reads a string of twenty megabytes of %j',
    content => {
      const value = `"${content.repeat(20_000_000 / content.length)}"`;
      const json = Buffer.from(`{"a":${value},"b":1}`);
      const end = 5 + value.length;
      expect(findTopLevelMembers(json)).toEqual(
        new Map([
          ['a', { start: 5, end }],
          ['b', { start: end + 5, end: end + 6 }],
        ]),
      );
    },
  );

  it.each([
    ['{}', {}],
    [' \r\n{ } ', {}],
    ['{"a" : 1 }', { a: '1' }],
    ['{"a":-1.5e+3,"b":true,"c":null}', { a: '-1.5e+3', b: 'true', c: 'null' }],
    ['{"a":"x\\\\","b":"\\"}"}', { a: '"x\\\\"', b: '"\\"}"' }],
    ['{"a":[{"b":"]}"},[]],"c":{}}', { a: '[{"b":"]}"},[]]', c: '{}' }],
    ['{"\\u006dodel":"x"}', { model: '"x"' }],
  ])('reads %s', (text, values) => {
    expect(membersOf(text)).toEqual(Object.entries(values));
  });

  it.each(['{"a":1,"a":2}', '{"model":"x","\\u006dodel":"y"}'])(
    'refuses a name that occurs twice: %s',
    text => expect(membersOf(text)).toBe('repeated'),
  );

  it('finds the end of long strings, whatever is escaped in them', () => {
    const part = fc.constantFrom('x', '\\\\', '\\"', 'é', '\\n');
    const long = fc
      .array(fc.tuple(part, fc.nat(1500)), { maxLength: 12 })
      .map(parts => parts.map(([text, times]) => text.repeat(times)).join(''));
    fc.assert(
      fc.property(long, text => {
        expect(membersOf(`{"a":"${text}","b":["${text}"]}`)).toEqual([
          ['a', `"${text}"`],
          ['b', `["${text}"]`],
        ]);
        expect(membersOf(`{"a":"${text}`)).toBe('broken');
      }),
    );
  });

  it('finds nothing in what is cut off, whatever it is', () => {
    fc.assert(
      fc.property(written, fc.nat(), (text, length) => {
        const json = Buffer.from(text);
        expect(
          findTopLevelMembers(json.subarray(0, length % json.length)),
        ).toBe('broken');
      }),
    );
  });

  it.each([
    '',
    'null',
    '[]',
    '"{}"',
    '{} {}',
    '{}x',
    '{"a":1]',
    '{"a":[}',
    '{"a":[{]}}',
    '{"a":1,}',
    '{,"a":1}',
    '{"a"}',
    '{"a":}',
    '{"a":"\\"}',
    '{"a":tru}',
    '{"a":01}',
    '{"a":1 2}',
    '{"a" "b":1}',
    '{a:1}',
    "{'a':1}",
    '{"a":[1 /* " */],"b":"*/"}',
    '{"\\x":1}',
    `{"a":"${'x'.repeat(200)}\\"}`,
  ])('finds nothing in %s', text => expect(membersOf(text)).toBe('broken'));
});

describe('replaceMembers', () => {
  const replace = (text: string, values: Record<string, string>) =>
    replaceMembers(
      Buffer.from(text),
      findTopLevelMembers(Buffer.from(text)) as MemberPlaces,
      values,
    ).toString('utf8');

  it('changes what it is told to and keeps every other character', () => {
    const text = '{ "seed": 12345678901234567890, "model":"a" ,"x":1.0 }';
    expect(replace(text, { model: '"b"' })).toBe(
      '{ "seed": 12345678901234567890, "model":"b" ,"x":1.0 }',
    );
  });

  it('adds what is missing', () => {
    expect(replace(' {"a":1}', { b: '2', c: '[3]' })).toBe(
      ' {"b":2,"c":[3],"a":1}',
    );
    expect(replace('{ }', { b: '2' })).toBe('{"b":2 }');
  });

  it('does what assigning would do, to any object', () => {
    fc.assert(
      fc.property(
        written,
        fc.dictionary(fc.string(), fc.jsonValue()),
        (text, values) => {
          const texts = Object.fromEntries(
            Object.entries(values).map(([name, value]) => [
              name,
              JSON.stringify(value),
            ]),
          );
          expect(JSON.parse(replace(text, texts))).toEqual({
            ...JSON.parse(text),
            ...JSON.parse(JSON.stringify(values)),
          });
        },
      ),
    );
  });
});
