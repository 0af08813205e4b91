import fc from 'fast-check';
import { findTopLevelMembers, replaceMembers } from './topLevelMembers';

/** A JSON text in any of the ways in which one can be written. */
const written = fc
  .tuple(
    fc.dictionary(fc.string(), fc.jsonValue()),
    fc.constantFrom(undefined, 1, '\t', ' \n'),
  )
  .map(([object, indent]) => JSON.stringify(object, undefined, indent));

describe('findTopLevelMembers', () => {
  it('finds each value of any object', () => {
    fc.assert(
      fc.property(written, text => {
        const places = findTopLevelMembers(text);
        const found = [...(places ?? [])].map(([name, { start, end }]) => [
          name,
          JSON.parse(text.slice(start, end)),
        ]);
        expect(found).toEqual(Object.entries(JSON.parse(text)));
      }),
    );
  });

  it.each(['x', '\\n', '\\"'])(
    'reads a string of twenty megabytes of %j',
    content => {
      const value = `"${content.repeat(20_000_000 / content.length)}"`;
      const places = findTopLevelMembers(`{"a":${value},"b":1}`);
      expect(places?.get('a')).toEqual({ start: 5, end: 5 + value.length });
      expect(places?.get('b')).toBeDefined();
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
    const places = findTopLevelMembers(text);
    const found = [...(places ?? [])].map(([name, { start, end }]) => [
      name,
      text.slice(start, end),
    ]);
    expect(Object.fromEntries(found)).toEqual(values);
  });

  it.each(['{"a":1,"a":2}', '{"model":"x","\\u006dodel":"y"}'])(
    'refuses a name that occurs twice: %s',
    text => expect(findTopLevelMembers(text)).toBeUndefined(),
  );
});

describe('replaceMembers', () => {
  const replace = (text: string, values: Record<string, string>) =>
    replaceMembers(text, findTopLevelMembers(text) ?? new Map(), values);

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
