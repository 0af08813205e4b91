import { asSystem } from '../audit/AuditScope';
import type { Transactor } from '../database/database';
import { tellOfGrant } from './accessNotices';
import type { StoredGrant } from './AccessStore';
import { addDays } from './expiry';
import { type GrantActions, noteGrantAudit } from './GrantActions';
import type { GrantService } from './GrantService';
import type { GrantStore } from './GrantStore';
import { lockTeam } from './lockTeam';
import { LIVE_GRANT_STATES } from './states';

const BATCH = 100;

/** Days before the end of a grant at which people are told, in their order. */
const DAYS_BEFORE = [14, 3, 0];

/**
 * The end of grants by time: people are told before it and when it has come.
 *
 * @internal
 */
export class GrantFollowUp {
  constructor(
    private readonly options: {
      store: GrantStore;
      grants: GrantService;
      actions: Pick<GrantActions, 'involved'>;
      transact: Transactor;
      now: () => Date;
    },
  ) {}

  /** Tells of what ends, and writes down what has ended. */
  async run(signal?: AbortSignal): Promise<void> {
    // The latest first: whoever missed the earlier ones is told once.
    for (let told = DAYS_BEFORE.length; told > 0; told--) {
      await this.tell(told, signal);
    }
  }

  private async tell(told: number, signal?: AbortSignal): Promise<void> {
    const { store, now } = this.options;
    const before = addDays(now(), DAYS_BEFORE[told - 1]);
    let grants: StoredGrant[];
    do {
      grants = await store.ending({ before, reminders: told, limit: BATCH });
      for (const grant of grants) {
        if (signal?.aborted) {
          return;
        }
        await this.tellOf(grant, told);
      }
    } while (grants.length === BATCH);
  }

  private async tellOf(seen: StoredGrant, told: number): Promise<void> {
    const { store, grants, actions, transact, now } = this.options;
    const recipients = await actions.involved(seen);
    await asSystem({ action: 'grant-expire' }, () =>
      transact(async tx => {
        await lockTeam(seen.teamRef, tx);
        const [grant] = await store.find([seen.id], tx);
        const { expiresAt } = grant;
        if (
          !expiresAt ||
          !LIVE_GRANT_STATES.includes(grant.state) ||
          grant.reminders >= told
        ) {
          return;
        }
        const isOver = expiresAt <= now();
        const next = { ...grant, reminders: told };
        if (isOver) {
          const over = { ...next, endedAt: expiresAt };
          const ended = await grants.move(over, 'expire', tx);
          noteGrantAudit(tx, grant, ended);
        } else {
          await store.save(next, tx);
        }
        // Of a short life, nobody needs to be told at its beginning.
        const lead = addDays(expiresAt, -DAYS_BEFORE[told - 1]);
        if (isOver || (grant.activatedAt && grant.activatedAt < lead)) {
          const news = isOver ? 'over' : 'ending';
          tx.notices.note(tellOfGrant(news, next, recipients));
        }
      }),
    );
  }
}
