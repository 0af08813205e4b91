import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './setup.mjs';

/** @typedef {{id: string, name: string, title: string}} Persona */

/** @returns {Persona[]} the demo people, as examples/personas.yaml lists them */
export function readPersonas() {
  /** @type {unknown} */
  const people = parse(
    readFileSync(join(ROOT, 'examples/personas.yaml'), 'utf8'),
  );
  if (!Array.isArray(people)) {
    throw new TypeError('examples/personas.yaml does not hold a list');
  }
  return people.map(({ id, name, title }) => ({
    id: String(id),
    name: String(name),
    title: String(title ?? ''),
  }));
}
