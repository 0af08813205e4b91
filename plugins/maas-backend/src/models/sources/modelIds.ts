import { createHash } from 'node:crypto';
import { MODEL_ID } from '../definitionSchema';

const MAX_LENGTH = 48;

/**
 * Ids for models whose server calls them by names that are no ids. An id that a model
 * has once stays its own, whatever else comes or goes: only new names get new ids, the
 * plain one where it is free and fits, else one with a part of the name's hash.
 *
 * @param names - what the server calls its models
 * @param known - ids of the models that were seen before, by those names
 * @param chosen - ids that somebody chose, by those names
 * @param prefix - what new ids begin with
 * @returns ids by those names
 * @internal
 */
export function assignIds(
  names: string[],
  known: Map<string, string>,
  chosen: Map<string, string>,
  prefix: string,
): Map<string, string> {
  const ids = new Map(chosen);
  const taken = new Set(chosen.values());
  for (const [name, id] of known) {
    if (!ids.has(name) && !taken.has(id)) {
      ids.set(name, id);
      taken.add(id);
    }
  }
  // In an order of their own, so that the same names have the same ids everywhere.
  for (const name of [...new Set(names)].sort()) {
    if (!ids.has(name)) {
      const id = freeId(name, prefix, taken);
      ids.set(name, id);
      taken.add(id);
    }
  }
  return ids;
}

function freeId(name: string, prefix: string, taken: Set<string>): string {
  const slug = `${prefix}${name}`
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (MODEL_ID.test(slug) && !taken.has(slug)) {
    return slug;
  }
  const hash = createHash('sha256').update(name).digest('hex');
  for (let length = 6; ; length += 6) {
    const end = hash.slice(0, length);
    const begin = slug.slice(0, MAX_LENGTH - length - 1).replace(/-$/, '');
    const id = begin ? `${begin}-${end}` : end;
    if (!taken.has(id)) {
      return id;
    }
  }
}
