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
 * @param models - what it describes, in order: the first one has the better right
 * @param stored - names of all models that are remembered
 * @internal
 */
export function refuseCollisions(
  source: string,
  models: CompleteModel[],
  stored: Map<string, NameOwner>,
): { accepted: CompleteModel[]; faults: ModelFault[] } {
  const faults: ModelFault[] = [];
  const candidates = models.filter((model, index) => {
    const message =
      (models.findIndex(other => other.id === model.id) < index &&
        `source "${source}" has the id twice`) ||
      foreignId(model.id, source, stored);
    if (message) {
      faults.push({ model: model.id, message });
    }
    return !message;
  });
  const accepted = withFreeNames(source, candidates, stored, faults);
  return { accepted, faults };
}

function withFreeNames(
  source: string,
  candidates: CompleteModel[],
  stored: Map<string, NameOwner>,
  faults: ModelFault[],
): CompleteModel[] {
  const taken = new Map(
    [...stored].filter(
      ([, owner]) => !candidates.some(({ id }) => id === owner.id),
    ),
  );
  const accepted = candidates.filter(model => {
    const names = namesOf(model);
    for (const name of names) {
      const owner = taken.get(name);
      if (owner) {
        const message = `the name "${name}" belongs to model "${owner.id}" of source "${owner.source}" already`;
        faults.push({ model: model.id, message });
        return false;
      }
    }
    names.forEach(name => taken.set(name, { id: model.id, source }));
    return true;
  });
  // Whoever is refused keeps its names, which the others have to respect in turn.
  return accepted.length === candidates.length
    ? accepted
    : withFreeNames(source, accepted, stored, faults);
}

function foreignId(
  id: string,
  source: string,
  stored: Map<string, NameOwner>,
): string | undefined {
  const other = [...stored.values()].find(
    owner => owner.id === id && owner.source !== source,
  );
  return other && `source "${other.source}" has a model of that id already`;
}
