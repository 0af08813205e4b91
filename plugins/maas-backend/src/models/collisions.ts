import type { ModelFault } from '@openmaas/backstage-plugin-maas-node';
import type { CompleteModel, NameOwner } from './ModelStore';

/** Every name that a client may send for a model. @internal */
export function namesOf(
  model: Pick<CompleteModel, 'servedName' | 'aliases'>,
): string[] {
  return [...new Set([model.servedName, ...model.aliases])];
}

/**
 * Finds the models of a source that can be taken over: ids and names are unique over
 * all models of all sources. A model that is refused keeps the names it has, which may
 * refuse another one; names that move between accepted models are no collision.
 *
 * @param source - the source's name
 * @param models - what it describes, in order: the first one has the better right to a
 *   name; of an id that is there twice nobody knows which is meant, so neither is taken
 * @param stored - names of all models that are remembered
 * @internal
 */
export function refuseCollisions(
  source: string,
  models: CompleteModel[],
  stored: Map<string, NameOwner>,
): { accepted: CompleteModel[]; faults: ModelFault[] } {
  const faults = new Map<string, ModelFault>();
  const seen = new Set<string>();
  const sourceOf = new Map(
    [...stored.values()].map(owner => [owner.id, owner.source]),
  );
  for (const { id } of models) {
    const other = sourceOf.get(id) ?? source;
    if (other !== source) {
      const message = `source "${other}" has a model of that id already`;
      faults.set(id, { model: id, message });
    } else if (seen.has(id)) {
      const message = `source "${source}" has the id twice`;
      faults.set(id, { model: id, message });
    }
    seen.add(id);
  }
  const free = withFreeNames(
    source,
    models.filter(({ id }) => !faults.has(id)),
    stored,
  );
  return {
    accepted: free.accepted,
    faults: [...faults.values(), ...free.faults],
  };
}

function withFreeNames(
  source: string,
  candidates: CompleteModel[],
  stored: Map<string, NameOwner>,
): { accepted: CompleteModel[]; faults: ModelFault[] } {
  const ids = new Set(candidates.map(({ id }) => id));
  const taken = new Map([...stored].filter(([, owner]) => !ids.has(owner.id)));
  const faults: ModelFault[] = [];
  const accepted = candidates.filter(model => {
    const names = namesOf(model);
    const name = names.find(it => taken.has(it));
    const owner = name === undefined ? undefined : taken.get(name);
    if (owner) {
      const message = `the name "${name}" belongs to model "${owner.id}" of source "${owner.source}" already`;
      faults.push({ model: model.id, message });
      return false;
    }
    names.forEach(it => taken.set(it, { id: model.id, source }));
    return true;
  });
  if (faults.length === 0) {
    return { accepted, faults };
  }
  // Whoever is refused keeps its names, which the others have to respect in turn.
  const rest = withFreeNames(source, accepted, stored);
  return { accepted: rest.accepted, faults: [...faults, ...rest.faults] };
}

/** Tells the models that have other names than those that are stored. @internal */
export function changedNames(
  stored: Map<string, NameOwner>,
): (model: { id: string; names: string[] }) => boolean {
  const before = new Map<string, Set<string>>();
  for (const [name, { id }] of stored) {
    before.set(id, (before.get(id) ?? new Set()).add(name));
  }
  return ({ id, names }) => {
    const known = before.get(id);
    return (
      known?.size !== names.length || !names.every(name => known.has(name))
    );
  };
}
