import { exampleOf } from './jsonExample';
import { seededRandom } from './random';

const example = (schema: unknown) => exampleOf(schema, seededRandom('seed'));

describe('exampleOf', () => {
  it('follows the types', () => {
    expect(
      example({
        type: 'object',
        properties: {
          city: { type: 'string' },
          days: { type: 'integer', minimum: 3, maximum: 3 },
          unit: { enum: ['celsius'] },
          kind: { const: 7 },
          exact: { type: ['null', 'boolean'] },
          tags: { type: 'array', items: { type: 'null' }, minItems: 2 },
          place: { properties: { when: { type: 'string', format: 'date' } } },
          mode: { type: 'string', default: 'fast' },
          either: { anyOf: [{ const: 'first' }, { type: 'string' }] },
        },
      }),
    ).toEqual({
      city: expect.stringContaining('simulated city'),
      days: 3,
      unit: 'celsius',
      kind: 7,
      exact: expect.any(Boolean),
      tags: [null, null],
      place: { when: '2026-01-15' },
      mode: 'fast',
      either: 'first',
    });
  });

  it.each([
    [{ type: 'integer' }, 1, 100],
    [{ type: 'integer', maximum: -5 }, -5, -5],
    [{ type: 'integer', exclusiveMinimum: 5, maximum: 7 }, 6, 7],
    [{ type: 'number', exclusiveMaximum: 4 }, 1, 3],
    [{ type: 'number', minimum: 0.2, maximum: 0.4 }, 0.2, 0.4],
  ])('keeps to the bounds of %j', (schema, lowest, highest) => {
    for (let seed = 0; seed < 50; seed += 1) {
      const value = exampleOf(schema, seededRandom(seed));
      expect(value).toBeGreaterThanOrEqual(lowest);
      expect(value).toBeLessThanOrEqual(highest);
    }
  });

  it('follows references and stops where they never end', () => {
    const node = {
      type: 'object',
      properties: { next: { $ref: '#/$defs/node' }, leaf: { const: 1 } },
    };
    const value = example({ $ref: '#/$defs/node', $defs: { node } });
    expect(value).toMatchObject({ leaf: 1, next: { leaf: 1 } });
    expect(JSON.stringify(value)).toContain('null');
  });

  it.each([undefined, null, 'text', 4, [], { $ref: '#/none' }])(
    'makes something of %j, which is no schema',
    schema => {
      expect(example(schema)).toEqual(expect.stringContaining('simulated'));
    },
  );
});
