import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { flattenMessages } from './flattenMessages';
import { messages } from './messages';

const SOURCES = join(__dirname, '..');
const PLURAL = /_(one|other)$/;

/** The placeholders of each text, by the name that calls give it. */
const placeholders = new Map<string, Set<string>>();
for (const [key, text] of Object.entries(flattenMessages(messages))) {
  const name = key.replace(PLURAL, '');
  const own = placeholders.get(name) ?? new Set();
  for (const [, placeholder] of text.matchAll(/\{\{(.*?)\}\}/g)) {
    own.add(placeholder.trim());
  }
  if (PLURAL.test(key)) {
    own.add('count');
  }
  placeholders.set(name, own);
}

interface TextCall {
  place: string;
  /** What it may name, each once as a whole: a template stands for one of several. */
  choices: string[][];
  values: string[] | undefined;
}

/**
 * The texts that an expression may name. Which values a template takes on, only the
 * compiler knows, so it gives all that fit.
 */
function choicesIn(expression: ts.Expression): string[][] {
  if (ts.isStringLiteralLike(expression)) {
    return [[expression.text]];
  }
  if (ts.isConditionalExpression(expression)) {
    return [expression.whenTrue, expression.whenFalse].flatMap(choicesIn);
  }
  if (ts.isTemplateExpression(expression)) {
    const parts = [
      expression.head.text,
      ...expression.templateSpans.map(span => span.literal.text),
    ];
    const pattern = new RegExp(
      `^${parts.map(part => part.replaceAll('.', '\\.')).join('[^.]+')}$`,
    );
    return [[...placeholders.keys()].filter(name => pattern.test(name))];
  }
  return [];
}

/** The names of the values; undefined where the call does not spell them out. */
function valuesIn(values: ts.Expression | undefined): string[] | undefined {
  if (!values) {
    return [];
  }
  if (!ts.isObjectLiteralExpression(values)) {
    return undefined;
  }
  return values.properties.some(ts.isSpreadAssignment)
    ? undefined
    : values.properties.map(property => property.name?.getText() ?? '');
}

function callsIn(file: string): TextCall[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const calls: TextCall[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 't'
    ) {
      const [name, values] = node.arguments;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      calls.push({
        place: `${relative(SOURCES, file)}:${line + 1}`,
        choices: choicesIn(name),
        values: valuesIn(values),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return calls;
}

const calls = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter(file => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .flatMap(file => callsIn(join(SOURCES, file)));

const lacking = (name: string, values: string[]) =>
  [...(placeholders.get(name) ?? ['a text'])].filter(
    placeholder => !values.includes(placeholder),
  );

describe('the calls for texts', () => {
  it('say which text they want', () => {
    expect(calls.length).toBeGreaterThan(1000);
    expect(calls.filter(({ choices }) => choices.length === 0)).toEqual([]);
  });

  it('give a value to each placeholder', () => {
    const missing = calls.flatMap(({ place, choices, values }) =>
      choices
        .filter(
          names =>
            values && names.every(name => lacking(name, values).length > 0),
        )
        .map(names => `${place}: ${names}`),
    );
    expect(missing).toEqual([]);
  });

  it('give no value that no text asks for', () => {
    const unused = calls.flatMap(({ place, choices, values }) =>
      (values ?? [])
        .filter(
          value => !choices.flat().some(n => placeholders.get(n)?.has(value)),
        )
        .map(value => `${place}: ${value}`),
    );
    expect(unused).toEqual([]);
  });
});
