import { pick, type Random } from './random';

type Schema = Record<string, unknown>;

/** Deeper parts are left empty; it also ends schemas that contain themselves. */
const DEEPEST = 5;

/**
 * Makes up a plausible value for a JSON schema, for arguments of tool calls and
 * structured answers. Knows the common keywords; `pattern` and the like are not met.
 *
 * @param schema - a JSON schema; anything else is taken as "any value"
 * @param name - of the property, for texts that tell where they belong
 * @internal
 */
export function exampleOf(
  schema: unknown,
  random: Random,
  name: string = 'value',
): unknown {
  return makeExample(schema, { random, root: schema, name, depth: 0 });
}

interface Position {
  random: Random;
  root: unknown;
  name: string;
  depth: number;
}

function makeExample(input: unknown, position: Position): unknown {
  const schema = resolveReference(input, position.root);
  const deeper = { ...position, depth: position.depth + 1 };
  if (position.depth > DEEPEST) {
    return null;
  }
  if ('const' in schema) {
    return schema.const;
  }
  if (Array.isArray(schema.enum) && schema.enum.length > 0) {
    return pick(position.random, schema.enum);
  }
  if ('default' in schema) {
    return schema.default;
  }
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
    const choices = schema[keyword];
    if (Array.isArray(choices) && choices.length > 0) {
      return makeExample(choices[0], deeper);
    }
  }
  switch (typeOf(schema)) {
    case 'object':
      return exampleObject(schema, deeper);
    case 'array':
      return Array.from(
        { length: Math.min(numberAt(schema, 'minItems') ?? 1, 8) },
        () => makeExample(schema.items, deeper),
      );
    case 'integer':
    case 'number':
      return exampleNumber(schema, position.random);
    case 'boolean':
      return position.random() < 0.5;
    case 'null':
      return null;
    default:
      return exampleText(schema, position);
  }
}

function exampleObject(schema: Schema, position: Position): Schema {
  return Object.fromEntries(
    Object.entries(asSchema(schema.properties)).map(([name, property]) => [
      name,
      makeExample(property, { ...position, name }),
    ]),
  );
}

function exampleNumber(schema: Schema, random: Random): number {
  const lower =
    numberAt(schema, 'minimum') ??
    plus(numberAt(schema, 'exclusiveMinimum'), 1);
  const upper =
    numberAt(schema, 'maximum') ??
    plus(numberAt(schema, 'exclusiveMaximum'), -1);
  const lowest = lower ?? Math.min(1, upper ?? 1);
  const highest = upper ?? lowest + 99;
  const first = Math.ceil(lowest);
  const choices = Math.floor(highest) - first + 1;
  return choices > 0
    ? first + Math.floor(random() * choices)
    : (lowest + highest) / 2;
}

function plus(value: number | undefined, step: number): number | undefined {
  return value === undefined ? undefined : value + step;
}

function exampleText(schema: Schema, { name, random }: Position): string {
  switch (schema.format) {
    case 'date':
      return '2026-01-15';
    case 'date-time':
      return '2026-01-15T12:00:00Z';
    case 'email':
      return 'someone@example.com';
    case 'uri':
    case 'url':
      return 'https://example.com/simulated';
    case 'uuid':
      return '00000000-0000-4000-8000-000000000000';
    default:
      return `simulated ${name} ${1 + Math.floor(random() * 99)}`;
  }
}

function typeOf(schema: Schema): unknown {
  if (Array.isArray(schema.type)) {
    return schema.type.find(type => type !== 'null') ?? 'null';
  }
  return schema.type ?? (schema.properties ? 'object' : 'string');
}

/** Follows `$ref` within the same document, a few steps at most. */
function resolveReference(input: unknown, root: unknown): Schema {
  let schema = asSchema(input);
  for (let step = 0; step < DEEPEST; step += 1) {
    const { $ref: reference } = schema;
    if (typeof reference !== 'string' || !reference.startsWith('#')) {
      break;
    }
    schema = reference
      .split('/')
      .slice(1)
      .reduce((value, key) => asSchema(value[key]), asSchema(root));
  }
  return schema;
}

function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Schema)
    : {};
}

function numberAt(schema: Schema, key: string): number | undefined {
  const value = schema[key];
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}
