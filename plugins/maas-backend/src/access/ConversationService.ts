import type { Transactor } from '../database/database';
import type { Actor } from '../permissions/Actor';
import { tellDeciders, tellRequester } from './accessNotices';
import type { StoredAccessRequest } from './AccessStore';
import type { Deciders } from './Deciders';
import {
  after,
  type Decider,
  type RequestChanges,
  requireOwn,
} from './RequestChanges';
import { noteAudit, type RequestOutcomes } from './RequestOutcomes';

/**
 * What is said about access requests: questions, answers, comments.
 *
 * @internal
 */
export class ConversationService {
  constructor(
    private readonly options: {
      changes: RequestChanges;
      transact: Transactor;
      deciders: Deciders;
      outcomes: RequestOutcomes;
    },
  ) {}

  /**
   * Asks the requester something before deciding.
   *
   * @throws NotFoundError, NotAllowedError for an own request, ConflictError where
   *   something is asked already, or it is decided
   */
  async askBack(
    id: string,
    decider: Decider,
    text: string,
  ): Promise<StoredAccessRequest> {
    return this.options.changes.change(id, 'ask-back', async work => {
      const { outcomes } = this.options;
      const by = this.options.changes.deciderOf(work, decider);
      const asked = after(work.request, 'ask-back', { question: text.trim() });
      await outcomes.save(asked, work.tx);
      const event = 'asked-back' as const;
      await outcomes.record(
        asked,
        { event, text: text.trim(), ...by },
        work.tx,
      );
      work.tx.notices.note(tellRequester(event, asked, by.by, text.trim()));
      return asked;
    });
  }

  /**
   * Answers what was asked back.
   *
   * @throws NotFoundError, NotAllowedError for somebody else's request, ConflictError
   *   where nothing is asked
   */
  async answer(
    id: string,
    requester: Pick<Actor, 'userRef'>,
    text: string,
  ): Promise<StoredAccessRequest> {
    return this.options.changes.change(
      id,
      'answer',
      async ({ request, deciders, tx }) => {
        const { outcomes } = this.options;
        requireOwn(request, requester, 'answer');
        const answered = after(request, 'answer', { question: undefined });
        await outcomes.save(answered, tx);
        const by = requester.userRef;
        const event = 'answered' as const;
        await outcomes.record(answered, { event, text: text.trim(), by }, tx);
        const told = deciders.ofOpenStep(answered);
        tx.notices.note(tellDeciders('answered', answered, told, text.trim()));
        return answered;
      },
    );
  }

  /**
   * Says something to everybody who may read a request, in whatever state it is.
   *
   * @throws NotFoundError
   */
  async comment(
    id: string,
    person: Pick<Actor, 'userRef'>,
    text: string,
  ): Promise<StoredAccessRequest> {
    const current = await this.options.deciders.ofRequests([
      await this.options.changes.require(id),
    ]);
    return this.options.transact(async tx => {
      const request = await this.options.changes.require(id, tx);
      const by = person.userRef;
      const event = 'commented' as const;
      await this.options.outcomes.record(
        request,
        { event, text: text.trim(), by },
        tx,
      );
      tx.notices.note(
        by === request.requesterRef
          ? tellDeciders(
              event,
              request,
              current.ofOpenStep(request),
              text.trim(),
            )
          : tellRequester(event, request, by, text.trim()),
      );
      tx.notices.changed('access-request');
      noteAudit(tx, undefined, request);
      return request;
    });
  }
}
