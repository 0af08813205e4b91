import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Transactor } from '../database/database';
import type { AccountService, Gauge } from './AccountService';

/** Between two looks, however much is used meanwhile. */
const PAUSE_MS = 1000;
/** The pause is so many times as long as a look took, so that looks are no load. */
const PAUSE_FACTOR = 4;
const STEPS = 10n;

/**
 * Makes it a change of the policy when a limit of the month is used up by another tenth,
 * or wholly: gateways that wait are told at once, on whichever replica they wait.
 *
 * It looks after calls have been written to the ledger, not while they are, so that no
 * batch waits for it. Replicas that look at the same time may both tell, which does no
 * harm.
 *
 * @internal
 */
export class UseWatch {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private used = false;
  private levels = new Map<string, bigint>();

  constructor(
    private readonly options: {
      accounts: Pick<AccountService, 'gauges'>;
      transact: Transactor;
      logger: LoggerService;
    },
  ) {}

  /** Something was used: looks in the background, at once, or soon after the last look. */
  noteUse(): void {
    this.used = true;
    this.running ??= this.run();
  }

  /** Looks no more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (this.used && !signal.aborted) {
      this.used = false;
      const start = performance.now();
      try {
        await this.look();
      } catch (error) {
        this.options.logger.warn(
          `What is used up of this month's limits cannot be read, so gateways hear of it later: ${stringifyError(
            error,
          )}`,
        );
      }
      const took = performance.now() - start;
      const pause = Math.max(PAUSE_MS, took * PAUSE_FACTOR);
      await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
    }
    this.running = undefined;
  }

  private async look(): Promise<void> {
    const { accounts, transact } = this.options;
    const levels = levelsOf(await accounts.gauges());
    const moved = [...levels].some(
      ([id, level]) => this.levels.get(id) !== level,
    );
    if (moved) {
      await transact(async tx => tx.policyChanges.note('account', 'month'));
    }
    this.levels = levels;
  }
}

/** Tenths that are used up, of those limits where it is one at least. */
function levelsOf(gauges: Gauge[]): Map<string, bigint> {
  const levels = gauges.map(({ id, used, limit }): [string, bigint] => [
    id,
    used >= limit ? STEPS : (used * STEPS) / limit,
  ]);
  return new Map(levels.filter(([, level]) => level > 0n));
}
