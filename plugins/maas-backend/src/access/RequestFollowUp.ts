import { asSystem } from '../audit/AuditScope';
import type { Transaction, Transactor } from '../database/database';
import { tellDeciders } from './accessNotices';
import type { AccessStore, StoredAccessRequest } from './AccessStore';
import type { CurrentDeciders, Deciders } from './Deciders';
import { lockTeam } from './lockTeam';
import { noteAudit, type RequestOutcomes } from './RequestOutcomes';
import { OPEN_REQUEST_STATES, requestStateAt } from './states';

const BATCH = 100;

/** After each of these shares of the time to decide, the deciders are reminded. */
const REMINDERS = [1 / 3, 2 / 3];

/**
 * What becomes of access requests that nobody decides.
 *
 * @internal
 */
export class RequestFollowUp {
  constructor(
    private readonly options: {
      store: AccessStore;
      transact: Transactor;
      deciders: Deciders;
      outcomes: RequestOutcomes;
      now: () => Date;
    },
  ) {}

  /** Ends the requests whose time is over. */
  async expireOverdue(signal?: AbortSignal): Promise<void> {
    const { outcomes, now } = this.options;
    const action = 'access-request-expire';
    await this.each({ action, decideBefore: now() }, signal, async work => {
      if (requestStateAt(work.request, now()) !== 'expired') {
        return undefined;
      }
      return outcomes.close(
        work.request,
        'expire',
        { by: 'system' },
        work.deciders,
        work.tx,
      );
    });
  }

  /**
   * Reminds deciders, and hands over to the platform team what nobody can decide any
   * more.
   */
  async remind(signal?: AbortSignal): Promise<void> {
    const which = {
      action: 'access-request-remind',
      concerns: (request: StoredAccessRequest, deciders: CurrentDeciders) =>
        this.dueReminders(request) > request.reminders ||
        isDeserted(request, deciders),
    };
    await this.each(which, signal, async work => {
      const handed = await this.handOver(work);
      return (await this.remindOf(handed ?? work.request, work)) ?? handed;
    });
  }

  /** How often its deciders are to have been reminded by now; never of what is over. */
  private dueReminders({ createdAt, decideBy }: StoredAccessRequest): number {
    const passed =
      (this.options.now().getTime() - createdAt.getTime()) /
      (decideBy.getTime() - createdAt.getTime());
    return passed >= 1 ? 0 : REMINDERS.filter(share => passed >= share).length;
  }

  private async remindOf(
    request: StoredAccessRequest,
    { deciders, tx }: Work,
  ): Promise<StoredAccessRequest | undefined> {
    const { outcomes } = this.options;
    const due = this.dueReminders(request);
    if (due <= request.reminders) {
      return undefined;
    }
    const reminded = { ...request, reminders: due };
    await outcomes.save(reminded, tx);
    const event = 'reminded' as const;
    await outcomes.record(reminded, { event, by: 'system' }, tx);
    const told = deciders.ofOpenStep(reminded);
    tx.notices.note(tellDeciders(event, reminded, told));
    return reminded;
  }

  private async handOver({
    request,
    deciders,
    tx,
  }: Work): Promise<StoredAccessRequest | undefined> {
    if (!isDeserted(request, deciders)) {
      return undefined;
    }
    const handed: StoredAccessRequest = {
      ...request,
      steps: request.steps.map(step =>
        step.state === 'open' ? { ...step, kind: 'platform' } : step,
      ),
    };
    await this.options.outcomes.save(handed, tx);
    const told = deciders.ofOpenStep(handed);
    tx.notices.note(tellDeciders('opened', handed, told));
    return handed;
  }

  /** Works through the open requests, each in a transaction of its own. */
  private async each(
    which: {
      action: string;
      decideBefore?: Date;
      /** Looked at before a transaction is begun: most need none. */
      concerns?: (
        request: StoredAccessRequest,
        deciders: CurrentDeciders,
      ) => boolean;
    },
    signal: AbortSignal | undefined,
    work: (work: Work) => Promise<StoredAccessRequest | undefined>,
  ): Promise<void> {
    const { store, deciders } = this.options;
    const { action, decideBefore, concerns = () => true } = which;
    let after: string | undefined;
    do {
      const ids = await store.openIds({ after, decideBefore, limit: BATCH });
      const requests = await store.find(ids);
      const current = await deciders.ofRequests(requests);
      for (const request of requests) {
        if (!signal?.aborted && concerns(request, current)) {
          await asSystem({ action }, () => this.one(request, current, work));
        }
      }
      after = ids.length === BATCH ? ids[BATCH - 1] : undefined;
    } while (after && !signal?.aborted);
  }

  private async one(
    { id, teamRef }: StoredAccessRequest,
    deciders: CurrentDeciders,
    work: (work: Work) => Promise<StoredAccessRequest | undefined>,
  ): Promise<void> {
    await this.options.transact(async tx => {
      await lockTeam(teamRef, tx);
      const [request] = await this.options.store.find([id], tx);
      if (!OPEN_REQUEST_STATES.includes(request.state)) {
        return;
      }
      const changed = await work({ request, deciders, tx });
      if (changed) {
        noteAudit(tx, request, changed);
      }
    });
  }
}

interface Work {
  request: StoredAccessRequest;
  deciders: CurrentDeciders;
  tx: Transaction;
}

/** Whether nobody but the requester can decide the open step any more. */
function isDeserted(
  request: StoredAccessRequest,
  deciders: CurrentDeciders,
): boolean {
  const open = request.steps.find(({ state }) => state === 'open');
  return (
    open !== undefined &&
    open.kind !== 'platform' &&
    !deciders.hasDecider(open, request)
  );
}
