import { spec } from '../schema/generated/openapi';
import type { AuditTarget } from './AuditNotes';

/** What the ids of paths are of. */
const KINDS: Record<string, string | undefined> = {
  'access-requests': 'access-request',
  keys: 'api-key',
  grants: 'grant',
  models: 'model',
  'model-requests': 'model-request',
};

const LITERALS = new Set(Object.keys(spec.paths));

/** Longer ones are of nothing that there is. */
const MAX_LENGTH = 300;

/**
 * What a call is about, by its path.
 *
 * @param path - below the plugin's own, such as `/keys/7/reveal`
 * @returns undefined where it is about nothing in particular
 * @internal
 */
export function pathTarget(path: string): AuditTarget | undefined {
  const [, noun, id] = path.split('/');
  const kind = KINDS[noun];
  const isNamed = kind && id && !LITERALS.has(`/${noun}/${id}`);
  return isNamed ? { kind, id: id.slice(0, MAX_LENGTH) } : undefined;
}
