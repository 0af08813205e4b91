import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Transactor } from '../database/database';
import type { CatalogTeams, ReadTeams } from './catalogTeams';
import { changedTeams } from './changedTeams';
import type { TeamStore } from './TeamStore';

/**
 * Remembers the teams of the catalog, so that what is decided by them needs no answer
 * of another plugin. From a catalog that does not answer, or has no groups at all,
 * nothing is concluded.
 *
 * @internal
 */
export class TeamSync {
  private silent = false;
  private told = new Set<string>();

  constructor(
    private readonly options: {
      store: TeamStore;
      transact: Transactor;
      /** How long something has to be missed until it is gone. */
      goneAfterMs: number;
      logger: LoggerService;
      now: () => Date;
    },
  ) {}

  /**
   * Reads all teams once.
   *
   * @returns whether what is remembered is now as in the catalog
   */
  async run(read: ReadTeams, signal?: AbortSignal): Promise<boolean> {
    const { store, transact, goneAfterMs, now } = this.options;
    const catalog = await this.read(read, signal);
    if (!catalog || catalog.teams.length === 0) {
      return false;
    }
    this.log(catalog.faults);
    const changed = changedTeams(
      await store.all(),
      catalog,
      now(),
      goneAfterMs,
    );
    if (changed.length > 0) {
      await transact(tx => store.save(changed, tx));
    }
    return true;
  }

  private async read(
    read: ReadTeams,
    signal?: AbortSignal,
  ): Promise<CatalogTeams | undefined> {
    try {
      const teams = await read(signal);
      this.silent = false;
      return teams;
    } catch (error) {
      if (!this.silent && !signal?.aborted) {
        this.options.logger.warn(
          `The catalog does not say who is in which team, and is asked again: ${stringifyError(
            error,
          )}`,
        );
        this.silent = true;
      }
      return undefined;
    }
  }

  /** What was said before is not said again. */
  private log(faults: string[]): void {
    faults
      .filter(fault => !this.told.has(fault))
      .forEach(fault => this.options.logger.warn(fault));
    this.told = new Set(faults);
  }
}
