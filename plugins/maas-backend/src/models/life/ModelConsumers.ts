import { LIVE_GRANT_STATES } from '../../access/states';
import type { GrantStore } from '../../access/GrantStore';
import type { KeyStore } from '../../keys/KeyStore';
import type { TeamService } from '../../teams/TeamService';

/** Keys that are read at once. */
const KEYS_AT_ONCE = 100;

/**
 * Knows who hears what becomes of a model.
 *
 * @internal
 */
export class ModelConsumers {
  constructor(
    private readonly options: {
      grants: Pick<GrantStore, 'grants'>;
      keys: Pick<KeyStore, 'list'>;
      teams: Pick<TeamService, 'ownersOf'>;
      now: () => Date;
    },
  ) {}

  /**
   * Who owns a team that may call the model, or made a key of it that can; all of a team
   * that nobody owns. To be asked outside of transactions.
   */
  async of(modelId: string): Promise<string[]> {
    const { grants, teams, now } = this.options;
    const at = now();
    const live = await grants.grants({
      modelIds: [modelId],
      states: LIVE_GRANT_STATES,
    });
    const teamRefs = live
      .filter(({ expiresAt }) => !expiresAt || expiresAt > at)
      .map(({ teamRef }) => teamRef);
    const owners = await teams.ownersOf(teamRefs);
    const people = new Set<string>();
    for (const teamRef of new Set(teamRefs)) {
      const ofTeam = owners.get(teamRef) ?? [];
      (ofTeam.length > 0 ? ofTeam : [teamRef]).forEach(ref => people.add(ref));
      await this.addMakers(teamRef, modelId, at, people);
    }
    return [...people];
  }

  private async addMakers(
    teamRef: string,
    modelId: string,
    at: Date,
    people: Set<string>,
  ): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await this.options.keys.list({
        teamRef,
        states: ['active'],
        at,
        sort: 'created',
        limit: KEYS_AT_ONCE,
        cursor,
      });
      for (const { models, makerRef } of page.items) {
        if (!models || models.includes(modelId)) {
          people.add(makerRef);
        }
      }
      cursor = page.nextCursor;
    } while (cursor);
  }
}
