import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseAmount } from '@openmaas/backstage-plugin-maas-common';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { asSystem } from '../audit/AuditScope';
import type { Transactor } from '../database/database';
import { readTime } from '../http/readTime';
import type { ModelService } from '../models/ModelService';
import { onConfigChange } from '../models/sources/onConfigChange';
import type { PlanService } from '../plans/PlanService';
import { shareRuns } from '../util/shareRuns';
import type { StoredGrant } from './AccessStore';
import { noteGrantAudit } from './GrantActions';
import type { GrantService } from './GrantService';
import type { GrantStore } from './GrantStore';
import { lockTeam } from './lockTeam';
import { teamRefOf } from './teams';

/** A grant as configuration gives it. */
type GivenGrant = Pick<StoredGrant, 'teamRef' | 'modelId' | 'plan'> &
  Partial<Pick<StoredGrant, 'monthlyBudget' | 'expiresAt'>>;

const KEY = 'maas.grants';

const parsed = <T>(parse: (value: string) => T) =>
  z.union([z.string(), z.number()]).transform((value, context) => {
    try {
      return parse(String(value));
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  });

const grantSchema = z.strictObject({
  team: parsed(teamRefOf),
  model: z.string(),
  plan: z.string(),
  monthlyBudget: parsed(parseAmount).optional(),
  expiresAt: parsed(text => readTime(text, 'expiresAt')).optional(),
});

/**
 * Grants from `maas.grants` in configuration, read again when that changes. What people
 * asked for is left alone, unless the file gives the same team the same model.
 *
 * @internal
 */
export class GrantFile {
  /** Whether there was a list when it was looked at last. */
  private hadList: boolean;

  constructor(
    private readonly options: {
      config: Config;
      store: GrantStore;
      grants: GrantService;
      models: Pick<ModelService, 'served'>;
      plans: PlanService;
      transact: Transactor;
      logger: LoggerService;
      now: () => Date;
    },
  ) {
    this.hadList = options.config.has(KEY);
  }

  /** Keeps to the file from now on; what is wrong in it later is logged. */
  watch(): void {
    const { config, logger } = this.options;
    onConfigChange(config, [KEY], () => {
      this.follow().catch(error => {
        logger.error(`Grants of ${KEY} stay as they are: ${error}`);
      });
    });
  }

  /**
   * Makes, changes and revokes grants as the file says now.
   *
   * @throws InputError naming the entry that is wrong; then nothing is changed
   */
  follow = shareRuns(async (): Promise<void> => {
    const { grants, logger, models, now } = this.options;
    const given = this.read();
    const known = await models.served([
      ...new Set(given.map(({ modelId }) => modelId)),
    ]);
    await asSystem({ action: 'grant-file-follow' }, async () => {
      for (const grant of given) {
        const model = known.find(({ id }) => id === grant.modelId);
        if (!model?.plans.includes(grant.plan)) {
          // Models may come from elsewhere, and later.
          logger.warn(
            `${KEY}: model "${grant.modelId}" is not offered under plan "${grant.plan}" now, so ${grant.teamRef} cannot use it`,
          );
        } else if (!grant.expiresAt || grant.expiresAt > now()) {
          await this.give(grant);
        }
      }
      const held = await grants.allHeld();
      for (const grant of held.filter(({ requestId }) => !requestId)) {
        if (!given.some(other => isSamePlace(other, grant))) {
          await this.take(grant);
        }
      }
    });
  });

  private read(): GivenGrant[] {
    const { config, plans } = this.options;
    const items: unknown = config.getOptional(KEY);
    // A file that is being written is empty for a moment, which must revoke nothing.
    if (items === undefined && this.hadList) {
      throw new InputError(
        `Configuration ${KEY} is gone while the portal runs; write [] to revoke all its grants`,
      );
    }
    this.hadList = items !== undefined;
    if (items !== undefined && !Array.isArray(items)) {
      throw new InputError(`Configuration ${KEY} must be a list`);
    }
    const given = (items ?? []).map((item, index) => {
      const result = grantSchema.safeParse(item);
      if (!result.success) {
        const faults = result.error.issues.map(
          ({ path, message }) => `${path.join('.')}: ${message}`,
        );
        throw new InputError(
          `Configuration ${KEY}[${index}]: ${faults.join('; ')}`,
        );
      }
      const { team, model, ...rest } = result.data;
      plans.get(rest.plan);
      return { teamRef: team, modelId: model, ...rest };
    });
    const twice = given.find((grant, index) =>
      given.slice(0, index).some(other => isSamePlace(other, grant)),
    );
    if (twice) {
      throw new InputError(
        `Configuration ${KEY} gives ${twice.teamRef} model "${twice.modelId}" twice`,
      );
    }
    return given;
  }

  private async give(given: GivenGrant): Promise<void> {
    const { grants, store, transact, now } = this.options;
    await transact(async tx => {
      await lockTeam(given.teamRef, tx);
      const { teamRef, modelId } = given;
      const [before] = await grants.held([teamRef], [modelId], tx);
      if (before && !before.requestId && isSame(before, given)) {
        return;
      }
      await grants.end(teamRef, [modelId], now(), tx);
      const grant: StoredGrant = {
        ...given,
        id: uuid(),
        // What somebody stopped stays so.
        state: before?.state ?? 'active',
        suspendedBy: before?.suspendedBy,
        reason: before?.reason,
        activatedAt: now(),
        reminders: 0,
      };
      await store.insert([grant], tx);
      tx.notices.changed('grant');
      noteGrantAudit(tx, before, grant);
    });
  }

  private async take(seen: StoredGrant): Promise<void> {
    const { grants, transact, now } = this.options;
    await transact(async tx => {
      await lockTeam(seen.teamRef, tx);
      const [grant] = await grants.held([seen.teamRef], [seen.modelId], tx);
      if (grant?.id !== seen.id) {
        return;
      }
      const reason = `Not in ${KEY} any more`;
      const over = { ...grant, reason, endedAt: now() };
      noteGrantAudit(tx, grant, await grants.move(over, 'revoke', tx));
    });
  }
}

type Place = Pick<StoredGrant, 'teamRef' | 'modelId'>;

function isSamePlace(one: Place, other: Place): boolean {
  return one.teamRef === other.teamRef && one.modelId === other.modelId;
}

function isSame(grant: StoredGrant, given: GivenGrant): boolean {
  return (
    grant.plan === given.plan &&
    grant.monthlyBudget === given.monthlyBudget &&
    grant.expiresAt?.getTime() === given.expiresAt?.getTime()
  );
}
