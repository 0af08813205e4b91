import { NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { v7 as uuid } from 'uuid';
import type { Transaction, Transactor } from '../database/database';
import type { TeamService } from '../teams/TeamService';
import type {
  ModelRequestStore,
  StoredEvent,
  StoredModelRequest,
} from './ModelRequestStore';
import { noticeOf } from './notices';

/** What changing requests for models needs. @internal */
export interface ModelRequestLogOptions {
  store: ModelRequestStore;
  transact: Transactor;
  teams: Pick<TeamService, 'admins'>;
  now: () => Date;
}

/** What happened, for the timeline and the audit log. @internal */
export type Happening = Pick<
  StoredEvent,
  'actor' | 'event' | 'text' | 'details'
> & {
  before?: JsonObject;
  after?: JsonObject;
};

/**
 * Changes requests for models one after the other, and lets everybody know.
 *
 * @internal
 */
export class ModelRequestLog {
  constructor(private readonly options: ModelRequestLogOptions) {}

  /**
   * Changes one request, which nobody else can meanwhile.
   *
   * @param work - does it, and says what happened; nothing where there was nothing to do
   * @throws NotFoundError
   */
  async change(
    id: string,
    work: (
      request: StoredModelRequest,
      tx: Transaction,
    ) => Promise<Happening | undefined>,
  ): Promise<StoredModelRequest> {
    const { store, transact } = this.options;
    return transact(async tx => {
      const request = await store.hold(id, tx);
      if (!request) {
        throw new NotFoundError(`There is no model request ${id}`);
      }
      const happened = await work(request, tx);
      return happened ? this.write(id, happened, tx) : request;
    });
  }

  /** Writes down what happened to a request, and tells whom it concerns. */
  async write(
    id: string,
    { before, after, ...happened }: Happening,
    tx: Transaction,
  ): Promise<StoredModelRequest> {
    const { store, teams, now } = this.options;
    await store.addEvent(
      { id: uuid(), requestId: id, at: now(), ...happened },
      tx,
    );
    const [request] = await store.find([id], tx);
    tx.audit.note({
      target: { kind: 'model-request', id, name: request.title },
      team: request.teamRef,
      before,
      after,
    });
    const notice = noticeOf(request, happened, teams.admins);
    if (notice) {
      tx.notices.note(notice);
    }
    tx.notices.changed('model-request');
    return request;
  }
}
