import type { JsonObject } from '@backstage/types';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '../database/database';
import type { KeyService } from '../keys/KeyService';
import { tellDeciders, tellRequester } from './accessNotices';
import type {
  AccessStore,
  StoredAccessRequest,
  StoredEvent,
} from './AccessStore';
import type { CurrentDeciders } from './Deciders';
import { addDays } from './expiry';
import type { GrantService } from './GrantService';
import { nextRequestState } from './states';
import { differences, termsOf, termsView } from './terms';

/** A decision that ends a request. @internal */
export interface Outcome {
  /** An entity reference, `rule:<name>` or `system`. */
  by: string;
  onBehalfOf?: string;
  reason?: string;
  /** What was decided differently from what was asked for. */
  details?: JsonObject;
}

/** The end of a request other than that it is granted. @internal */
export type Refusal = 'deny' | 'withdraw' | 'expire';

const EVENTS = {
  deny: 'denied',
  withdraw: 'withdrawn',
  expire: 'expired',
} as const;

/**
 * How access requests end: with grants and a key, or without; and what is remembered of
 * it, and who is told.
 *
 * @internal
 */
export class RequestOutcomes {
  constructor(
    private readonly options: {
      store: AccessStore;
      grants: GrantService;
      keys: Pick<KeyService, 'ready' | 'cancel'>;
      now: () => Date;
    },
  ) {}

  /** Grants what is left of a request. */
  async grant(
    request: StoredAccessRequest,
    outcome: Outcome,
    tx: Transaction,
  ): Promise<StoredAccessRequest> {
    const { grants, keys, now } = this.options;
    const at = now();
    const byRule = request.steps.length === 0;
    const expiresAt = addDays(at, termsOf(request).expiresInDays);
    const exactEnd = request.agreedDays !== undefined;
    const granted = await this.finish(
      {
        ...request,
        state: nextRequestState(request.state, 'approve') ?? request.state,
        grants: await grants.activate(request, { at, expiresAt, exactEnd }, tx),
      },
      outcome,
      tx,
    );
    if (request.keyId) {
      await keys.ready(request.keyId, { at, expiresAt }, tx);
      tx.notices.changed('api-key');
    }
    await this.record(granted, { event: 'approved', ...outcome }, tx);
    if (!byRule) {
      const text = [differences(request), outcome.reason]
        .filter(Boolean)
        .join(' ');
      tx.notices.note(
        tellRequester('approved', granted, outcome.by, text || undefined),
      );
    }
    return granted;
  }

  /**
   * Closes a request without granting it.
   *
   * @param deciders - who waits with it, and is told where it was withdrawn
   */
  async close(
    request: StoredAccessRequest,
    event: Refusal,
    outcome: Outcome,
    deciders: CurrentDeciders,
    tx: Transaction,
  ): Promise<StoredAccessRequest> {
    const { grants, keys, now } = this.options;
    const at = now();
    const closed = await this.finish(
      {
        ...request,
        state: nextRequestState(request.state, event) ?? request.state,
        grants: await grants.close(
          request.grants,
          event === 'deny' ? 'deny' : 'cancel',
          at,
          tx,
        ),
        // A step that nobody decided waits for ever.
        steps: request.steps.map(step =>
          step.state === 'open' ? { ...step, state: 'waiting' } : step,
        ),
      },
      outcome,
      tx,
    );
    if (request.keyId) {
      await keys.cancel(request.keyId, outcome.by, at, tx);
      tx.notices.changed('api-key');
    }
    await this.record(closed, { event: EVENTS[event], ...outcome }, tx);
    tx.notices.note(
      event === 'withdraw'
        ? tellDeciders('withdrawn', closed, deciders.ofOpenStep(request))
        : tellRequester(
            EVENTS[event] as 'denied' | 'expired',
            closed,
            event === 'deny' ? outcome.by : undefined,
            outcome.reason ??
              'Nobody decided in time. You can ask again on its page.',
          ),
    );
    return closed;
  }

  /** Writes a request as it is now. */
  async save(request: StoredAccessRequest, tx: Transaction): Promise<void> {
    await this.options.store.save(request, tx);
    tx.notices.changed('access-request');
  }

  /** Remembers what happened to a request. */
  async record(
    request: StoredAccessRequest,
    happened: Pick<StoredEvent, 'event' | 'text' | 'details'> & Outcome,
    tx: Transaction,
  ): Promise<void> {
    const { store, now } = this.options;
    await store.addEvent(
      {
        id: uuid(),
        requestId: request.id,
        at: now(),
        actor: happened.by,
        onBehalfOf: happened.onBehalfOf,
        event: happened.event,
        text: happened.text ?? happened.reason,
        details: happened.details,
      },
      tx,
    );
  }

  private async finish(
    request: StoredAccessRequest,
    outcome: Outcome,
    tx: Transaction,
  ): Promise<StoredAccessRequest> {
    const finished = {
      ...request,
      question: undefined,
      decidedAt: this.options.now(),
      decidedBy: outcome.by,
      decisionReason: outcome.reason,
    };
    await this.save(finished, tx);
    return finished;
  }
}

/** What the audit log says of a request. @internal */
export function auditView(request: StoredAccessRequest): JsonObject {
  return {
    state: request.state,
    ...termsView(request),
    grants: Object.fromEntries(
      request.grants.map(grant => [grant.modelId, grant.state]),
    ),
    steps: request.steps.map(step => `${step.kind} ${step.state}`),
  };
}

/** What the audit log is to say of what was done to a request. @internal */
export function noteAudit(
  tx: Transaction,
  before: StoredAccessRequest | undefined,
  after: StoredAccessRequest,
  onBehalfOf?: string,
): void {
  tx.audit.note({
    target: {
      kind: 'access-request',
      id: after.id,
      name: after.grants.map(grant => grant.modelId).join(', '),
    },
    team: after.teamRef,
    onBehalfOf,
    ...(before && { before: auditView(before) }),
    after: auditView(after),
  });
}
