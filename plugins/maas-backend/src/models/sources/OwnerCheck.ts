import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ModelFault } from '@openmaas/backstage-plugin-maas-node';
import type { ModelService } from '../ModelService';
import type { StoredModel } from '../ModelStore';
import type { SourceStore } from './SourceStore';

/** How long the catalog may take to learn of groups one after the other. */
const CONFIRM_AFTER_MS = 10_000;

/** What there is to ask about groups. @internal */
export interface GroupDirectory {
  /**
   * Those of these groups that there are.
   *
   * @param refs - full entity references
   * @throws Error where it does not answer
   */
  existing(refs: string[]): Promise<Set<string>>;
  /**
   * Whether it knows any group at all.
   *
   * @throws Error where it does not answer
   */
  hasGroups(): Promise<boolean>;
}

/**
 * Finds models whose owner or approver is no group of the catalog: nobody could decide
 * about access to them. They are offered all the same. As long as the catalog does not
 * answer, or knows no groups yet, nothing is concluded.
 *
 * @internal
 */
export class OwnerCheck {
  private silent = false;
  private told = new Set<string>();

  constructor(
    private readonly options: {
      models: Pick<ModelService, 'served'>;
      sources: SourceStore;
      groups: GroupDirectory;
      logger: LoggerService;
      confirmAfterMs?: number;
    },
  ) {}

  /** Looks at all models once. */
  async run(signal?: AbortSignal): Promise<void> {
    const { models, sources, logger } = this.options;
    const served = await models.served();
    let missing;
    try {
      missing = await this.missing(
        [...new Set(served.flatMap(groupsOf))],
        signal,
      );
      this.silent = false;
    } catch (error) {
      if (!this.silent) {
        logger.warn(
          `The catalog does not say whether owners of models exist, and is asked again: ${stringifyError(
            error,
          )}`,
        );
      }
      this.silent = true;
      return;
    }
    const faults = faultsOf(served, missing);
    await sources.noteOwnerFaults(faults);
    this.log([...faults.values()].flat());
  }

  private async missing(
    refs: string[],
    signal?: AbortSignal,
  ): Promise<Set<string>> {
    const { groups, confirmAfterMs = CONFIRM_AFTER_MS } = this.options;
    const there = await groups.existing(refs);
    const absent = refs.filter(ref => !there.has(ref));
    if (absent.length === 0 || !(await groups.hasGroups())) {
      return new Set();
    }
    // A catalog that has just begun has some groups before it has the others.
    await sleep(confirmAfterMs, undefined, { signal });
    const late = await groups.existing(absent);
    return new Set(absent.filter(ref => !late.has(ref)));
  }

  /** What was said before is not said again. */
  private log(faults: ModelFault[]): void {
    const lines = faults.map(
      ({ model, message }) => `Model "${model}": ${message}`,
    );
    lines
      .filter(line => !this.told.has(line))
      .forEach(line => this.options.logger.warn(line));
    this.told = new Set(lines);
  }
}

function groupsOf({ owner, approver }: StoredModel): string[] {
  return approver === undefined ? [owner] : [owner, approver];
}

function faultsOf(
  models: StoredModel[],
  missing: Set<string>,
): Map<string, ModelFault[]> {
  const faults = new Map<string, ModelFault[]>();
  for (const model of models) {
    const absent = groupsOf(model).filter(ref => missing.has(ref));
    for (const ref of new Set(absent)) {
      const of = faults.get(model.source) ?? [];
      faults.set(model.source, of);
      of.push({
        model: model.id,
        message: `${ref}, which ${
          ref === model.owner ? 'owns it' : 'decides about access to it'
        }, is not in the catalog: nobody is asked about it. It is offered all the same; create the group, or name another one`,
      });
    }
  }
  return faults;
}
