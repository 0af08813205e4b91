import type { ModelSourceReport } from '@openmaas/backstage-plugin-maas-common';
import type { SourceStore } from './SourceStore';

/** Most faults of a source that are shown one by one. */
const MAX_FAULTS = 500;

/**
 * Where models come from, for those who look after them.
 *
 * @internal
 */
export class SourceService {
  constructor(private readonly store: SourceStore) {}

  /** All sources with what is wrong there, by name. */
  async list(): Promise<ModelSourceReport[]> {
    const sources = await this.store.all();
    return sources.map(({ ownerFaults, faults: own, ...source }) => {
      const faults = [...own, ...ownerFaults];
      const rest = faults.length - MAX_FAULTS;
      return {
        name: source.name,
        kind: source.kind,
        readAt: source.readAt.toISOString(),
        goodAt: source.goodAt?.toISOString(),
        models: source.models,
        faults:
          rest > 0
            ? [
                ...faults.slice(0, MAX_FAULTS),
                { model: '*', message: `There are ${rest} faults more` },
              ]
            : faults,
      };
    });
  }
}
