import { ConflictError, NotAllowedError } from '@backstage/errors';
import type {
  CreateModelRequest,
  JoinModelRequest,
} from '@openmaas/backstage-plugin-maas-common';
import { memberTeam } from '../access/teams';
import type { Transaction, Transactor } from '../database/database';
import { repetitionOf } from '../http/idempotency';
import type { PageResult } from '../http/page';
import type { ModelDirectory } from '../models/ModelDirectory';
import type { DirectoryModel } from '../models/presentation';
import type { Actor } from '../permissions/Actor';
import type { TeamService } from '../teams/TeamService';
import type { ModelRequestLog } from './ModelRequestLog';
import type {
  ListModelRequests,
  ModelRequestStore,
  StoredEvent,
  StoredJoin,
  StoredModelRequest,
} from './ModelRequestStore';
import { mostSimilar } from './similar';
import { nextModelRequestState, OPEN_STATES } from './states';
import { EVERY_MODEL, readWish, WishRules } from './WishRules';

/** What a service of requests for models needs. @internal */
export interface ModelRequestServiceOptions {
  store: ModelRequestStore;
  log: ModelRequestLog;
  transact: Transactor;
  directory: Pick<ModelDirectory, 'list'>;
  teams: Pick<TeamService, 'find'>;
  now: () => Date;
}

type Person = Pick<Actor, 'userRef' | 'claims'>;

/**
 * What people want that is not offered yet: each thing asked for once, and joined by all
 * who want it too.
 *
 * @internal
 */
export class ModelRequestService {
  private readonly rules: WishRules;

  constructor(private readonly options: ModelRequestServiceOptions) {
    this.rules = new WishRules(options);
  }

  /**
   * Asks for a model that is not offered yet.
   *
   * @param idempotencyKey - a repetition with the same key returns the first request
   * @throws InputError, NotAllowedError for a team that the requester is not in,
   *   ConflictError where there is such a model or an open request for it
   */
  async create(
    input: CreateModelRequest,
    requester: Person,
    idempotencyKey?: string,
  ): Promise<StoredModelRequest> {
    const { store, transact, log } = this.options;
    const { userRef } = requester;
    const request = readWish(input, requester, this.options.now());
    request.idempotencyKey = idempotencyKey;
    const repetition = async (tx?: Transaction) =>
      idempotencyKey
        ? repetitionOf(
            await store.getByIdempotencyKey(userRef, idempotencyKey, tx),
            request.requestHash,
          )
        : undefined;
    // Before anything is checked: what was made stays made, whatever has changed since.
    const repeated = await repetition();
    if (repeated) {
      return repeated;
    }
    await this.rules.requirePayer(request.payerRef, requester);
    await this.rules.requireFree(request.modelId);
    return transact(async tx => {
      const open = await store.findOpen(
        { modelId: request.modelId, sourceKey: request.source.key },
        tx,
      );
      // After that one was looked for: it may be the repeated one.
      const overtaken = await repetition(tx);
      if (overtaken) {
        return overtaken;
      }
      if (open) {
        throw new ConflictError(
          `"${open.title}" (${open.source.uri}) is asked for already: join request ${open.id} instead`,
        );
      }
      await store.insert(request, tx);
      return log.write(
        request.id,
        {
          event: 'created',
          actor: userRef,
          after: {
            state: request.state,
            model: request.modelId,
            source: request.source.uri,
            team: request.teamRef,
            payer: request.payerRef,
          },
        },
        tx,
      );
    });
  }

  /**
   * One page of requests.
   *
   * @throws InputError where the cursor is of another list or order
   */
  async list(
    query: ListModelRequests,
  ): Promise<PageResult<StoredModelRequest>> {
    return this.options.store.list(query);
  }

  /** Those of the requests that there are, in no particular order. */
  async find(ids: string[]): Promise<StoredModelRequest[]> {
    return this.options.store.find(ids);
  }

  /** What happened to a request, oldest first. */
  async timeline(id: string): Promise<StoredEvent[]> {
    return this.options.store.events(id);
  }

  /**
   * What is offered or asked for already.
   *
   * @param wanted - name or source of a model, or the beginning of one
   * @returns models and open requests, the most similar first
   */
  async similar(
    wanted: string,
  ): Promise<{ models: DirectoryModel[]; requests: StoredModelRequest[] }> {
    const { directory, store } = this.options;
    const [{ items }, names] = await Promise.all([
      directory.list(EVERY_MODEL),
      store.names(OPEN_STATES),
    ]);
    const ids = mostSimilar(wanted, names, ({ modelId, title, uri }) => ({
      names: [modelId, title],
      sources: [uri],
    })).map(({ id }) => id);
    const requests = await store.find(ids);
    return {
      models: mostSimilar(wanted, items, model => ({
        names: [model.id, model.servedName, ...model.aliases, model.title],
        sources: model.weights?.uri ? [model.weights.uri] : [],
      })),
      requests: ids.flatMap(id => requests.filter(found => found.id === id)),
    };
  }

  /**
   * Wants the same model. Whoever says the same again has joined already.
   *
   * @throws NotFoundError, NotAllowedError for a team that the user is not in,
   *   ConflictError where the request is closed, one's own, or joined otherwise
   */
  async join(
    id: string,
    input: JoinModelRequest,
    user: Person,
  ): Promise<StoredModelRequest> {
    const { store, log } = this.options;
    const join: StoredJoin = {
      userRef: user.userRef,
      teamRef: memberTeam(input.team, user.claims),
      joinedAt: this.options.now(),
      reason: input.reason?.trim() || undefined,
      tokensPerMonth: input.tokensPerMonth,
    };
    return log.change(id, async (request, tx) => {
      requireOpen(request);
      if (request.requesterRef === user.userRef) {
        throw new ConflictError('You made this request: it counts you already');
      }
      const before = joinOf(request, user);
      if (before && isSame(before, join)) {
        return undefined;
      }
      if (before) {
        throw new ConflictError(
          'You joined this request already: leave it first to say it otherwise',
        );
      }
      await store.addJoin(id, join, tx);
      return {
        event: 'joined',
        actor: user.userRef,
        text: join.reason,
        after: { wanted: request.joins.length + 2, team: join.teamRef },
      };
    });
  }

  /**
   * Does not want it any more; nothing happens where somebody never joined.
   *
   * @throws NotFoundError, ConflictError where the request is closed, or one's own
   */
  async leave(
    id: string,
    user: Pick<Actor, 'userRef'>,
  ): Promise<StoredModelRequest> {
    const { store, log } = this.options;
    return log.change(id, async (request, tx) => {
      requireOpen(request);
      if (request.requesterRef === user.userRef) {
        throw new ConflictError(
          'You made this request: only those who joined it can leave. You can withdraw it while nobody else wants it',
        );
      }
      if (!joinOf(request, user)) {
        return undefined;
      }
      await store.removeJoin(id, user.userRef, tx);
      return {
        event: 'left',
        actor: user.userRef,
        after: { wanted: request.joins.length },
      };
    });
  }

  /**
   * Takes a request back.
   *
   * @throws NotFoundError, NotAllowedError for somebody else's, ConflictError where
   *   others joined it, or it is too late
   */
  async withdraw(
    id: string,
    requester: Pick<Actor, 'userRef'>,
  ): Promise<StoredModelRequest> {
    const { store, log, now } = this.options;
    return log.change(id, async (request, tx) => {
      if (request.requesterRef !== requester.userRef) {
        throw new NotAllowedError(
          'Only the one who made a request can withdraw it; those who joined can leave it',
        );
      }
      const state = nextModelRequestState(request.state, 'withdraw');
      if (!state) {
        throw new ConflictError(
          `The request is ${request.state}: it cannot be withdrawn any more`,
        );
      }
      if (request.joins.length > 0) {
        throw new ConflictError(
          'Others joined this request and still want the model: it cannot be withdrawn',
        );
      }
      const { userRef } = requester;
      await store.decide(
        id,
        { state, decidedAt: now(), decidedBy: userRef },
        tx,
      );
      return {
        event: 'withdrawn',
        actor: userRef,
        before: { state: request.state },
        after: { state },
      };
    });
  }

  /**
   * Says something to everybody who may read the request.
   *
   * @throws NotFoundError
   */
  async comment(
    id: string,
    text: string,
    author: Pick<Actor, 'userRef'>,
  ): Promise<StoredModelRequest> {
    return this.options.log.change(id, async () => ({
      event: 'commented',
      actor: author.userRef,
      text: text.trim(),
      after: { comment: text.trim() },
    }));
  }
}

/** @throws ConflictError */
function requireOpen({ state }: StoredModelRequest): void {
  if (!OPEN_STATES.includes(state)) {
    throw new ConflictError(
      `The request is ${state} already: it cannot be changed any more`,
    );
  }
}

function joinOf(
  { joins }: StoredModelRequest,
  { userRef }: Pick<Actor, 'userRef'>,
): StoredJoin | undefined {
  return joins.find(join => join.userRef === userRef);
}

function isSame(one: StoredJoin, other: StoredJoin): boolean {
  return (
    one.teamRef === other.teamRef &&
    one.reason === other.reason &&
    one.tokensPerMonth === other.tokensPerMonth
  );
}
