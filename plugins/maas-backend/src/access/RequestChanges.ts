import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { Transaction, Transactor } from '../database/database';
import type { Actor } from '../permissions/Actor';
import type { AccessStore, StoredAccessRequest } from './AccessStore';
import type { CurrentDeciders, Deciders } from './Deciders';
import { lockTeam } from './lockTeam';
import { noSuchRequest } from './RequestDrafts';
import { noteAudit, type Outcome } from './RequestOutcomes';
import { openPosition } from './steps';
import {
  type AccessRequestEvent,
  nextRequestState,
  requestStateAt,
} from './states';

/** Who does something about a request. @internal */
export type Person = Pick<Actor, 'userRef' | 'claims'>;

/** Who decides about a request. @internal */
export interface Decider extends Person {
  /**
   * The position of the step that was open when it was looked whether this person may
   * decide; whichever is open now if left out.
   */
  step?: number;
}

/** A request while something is done about it. @internal */
export interface Work {
  request: StoredAccessRequest;
  deciders: CurrentDeciders;
  tx: Transaction;
}

/**
 * Changes of access requests, one at a time, and only such as can happen to them.
 *
 * @internal
 */
export class RequestChanges {
  constructor(
    private readonly options: {
      store: Pick<AccessStore, 'find'>;
      transact: Transactor;
      deciders: Deciders;
      now: () => Date;
    },
  ) {}

  /**
   * Who decides, and for whom.
   *
   * @throws NotAllowedError where it is an own request, or of whom one stands in for;
   *   ConflictError where it waits at another step than the one that is decided
   */
  deciderOf(
    { request, deciders }: Work,
    decider: Decider,
    reason?: string,
  ): Outcome {
    if (request.requesterRef === decider.userRef) {
      throw new NotAllowedError(
        'Nobody decides about an own request: somebody else has to',
      );
    }
    if (deciders.standsInFor(decider.userRef, request.requesterRef)) {
      throw new NotAllowedError(
        `You decide for ${request.requesterRef}, so this request is not yours to decide: somebody else has to`,
      );
    }
    const { step = openPosition(request) } = decider;
    if (step !== openPosition(request)) {
      throw new ConflictError(
        'Somebody else has decided this step meanwhile: look at the request again',
      );
    }
    return {
      by: decider.userRef,
      onBehalfOf: deciders.onBehalfOf(request, decider),
      reason: reason?.trim() || undefined,
    };
  }

  /** @throws NotFoundError */
  async require(id: string, tx?: Transaction): Promise<StoredAccessRequest> {
    const [request] = await this.options.store.find([id], tx);
    if (!request) {
      throw noSuchRequest(id);
    }
    return request;
  }

  /**
   * Does something about a request that nobody else does anything about meanwhile.
   *
   * @throws NotFoundError, ConflictError where that cannot happen to it any more
   */
  async change(
    id: string,
    event: AccessRequestEvent,
    work: (work: Work) => Promise<StoredAccessRequest>,
  ): Promise<StoredAccessRequest> {
    const { transact, now } = this.options;
    const seen = await this.require(id);
    const deciders = await this.options.deciders.ofRequests([seen]);
    return transact(async tx => {
      await lockTeam(seen.teamRef, tx);
      const request = await this.require(id, tx);
      const state = requestStateAt(request, now());
      if (!nextRequestState(state, event)) {
        throw new ConflictError(whyNot(state, event));
      }
      const changed = await work({ request, deciders, tx });
      const decided = changed.steps.find(
        ({ decidedBy }, index) =>
          decidedBy !== undefined && !request.steps[index].decidedBy,
      );
      noteAudit(tx, request, changed, decided?.onBehalfOf);
      return changed;
    });
  }
}

function whyNot(
  state: StoredAccessRequest['state'],
  event: AccessRequestEvent,
): string {
  if (state === 'asked-back') {
    return 'Something is asked already: wait for the answer, or decide without it';
  }
  if (event === 'answer' && state === 'pending') {
    return 'Nothing is asked: leave a comment instead';
  }
  return `The request is ${state} already: it cannot be changed any more`;
}

/** A request to which something happened. @internal */
export function after(
  request: StoredAccessRequest,
  event: AccessRequestEvent,
  change: Pick<StoredAccessRequest, 'question'>,
): StoredAccessRequest {
  const state = nextRequestState(request.state, event) ?? request.state;
  return { ...request, ...change, state };
}

/** @throws NotAllowedError where it is somebody else's request @internal */
export function requireOwn(
  request: StoredAccessRequest,
  person: Pick<Actor, 'userRef'>,
  what: string,
): void {
  if (request.requesterRef !== person.userRef) {
    throw new NotAllowedError(`Only the one who made a request can ${what}`);
  }
}
