import { ConflictError, NotFoundError } from '@backstage/errors';
import { asText } from '../../database/asText';
import type { Transaction, Transactor } from '../../database/database';
import type { Actor } from '../../permissions/Actor';
import type { StoredStop } from '../ModelStore';
import { dueNotice } from './dueNotice';
import { retirementNotice, stopNotice } from './lifeNotices';
import type { LifeStore, ModelLife } from './LifeStore';
import type { ModelConsumers } from './ModelConsumers';

/** What a service of the life of models needs. @internal */
export interface LifeServiceOptions {
  store: LifeStore;
  transact: Transactor;
  consumers: Pick<ModelConsumers, 'of'>;
  /** Tells others that models are otherwise; never fails. */
  onChange: () => Promise<void>;
  now: () => Date;
}

type Person = Pick<Actor, 'userRef'>;

/**
 * What becomes of models: they are stopped and go on, and their retirement is told to
 * those who use them.
 *
 * @internal
 */
export class LifeService {
  constructor(private readonly options: LifeServiceOptions) {}

  /**
   * Lets nobody call a model from now on.
   *
   * @throws NotFoundError, ConflictError where it is stopped already
   */
  async stop(id: string, reason: string, by: Person): Promise<void> {
    await this.change(id, by, reason, ({ stopped }, at) => {
      if (stopped) {
        throw new ConflictError(
          `Model "${id}" is stopped already, by ${
            stopped.by
          } at ${stopped.at.toISOString()}`,
        );
      }
      return { reason: asText(reason).trim(), by: by.userRef, at };
    });
  }

  /**
   * Lets a stopped model be called again.
   *
   * @throws NotFoundError, ConflictError where it is not stopped
   */
  async resume(
    id: string,
    reason: string | undefined,
    by: Person,
  ): Promise<void> {
    await this.change(id, by, reason, ({ stopped }) => {
      if (!stopped) {
        throw new ConflictError(`Model "${id}" is not stopped`);
      }
      return undefined;
    });
  }

  /**
   * Tells consumers what they do not know yet of the retirement of models. Of several
   * replicas one tells.
   */
  async tellOfRetirements(): Promise<void> {
    const { store, now, transact, consumers } = this.options;
    let hasRetired = false;
    for (const { id, ...life } of await store.retiring()) {
      if (!dueNotice(life, now())) {
        continue;
      }
      const recipients = await consumers.of(id);
      const told = await transact(tx => this.tell(id, recipients, tx));
      hasRetired ||= told === 'retired';
    }
    if (hasRetired) {
      await this.options.onChange();
    }
  }

  private async tell(id: string, recipients: string[], tx: Transaction) {
    const { store, now } = this.options;
    const life = await store.lock(id, tx);
    const due = life && dueNotice(life, now());
    if (!due) {
      return undefined;
    }
    await store.noteTold(id, due.told, tx);
    if (recipients.length > 0) {
      tx.notices.note({ recipients, ...retirementNotice(life, due) });
    }
    tx.notices.changed('model');
    return due.kind;
  }

  private async change(
    id: string,
    { userRef }: Person,
    why: string | undefined,
    decide: (life: ModelLife, at: Date) => StoredStop | undefined,
  ): Promise<void> {
    const { store, transact, consumers, onChange } = this.options;
    const recipients = await consumers.of(id);
    await transact(async tx => {
      const life = await store.lock(id, tx);
      if (!life) {
        throw new NotFoundError(`There is no model "${id}"`);
      }
      const at = this.options.now();
      const after = decide(life, at);
      const before = life.stopped;
      const reason = asText(why ?? '').trim() || undefined;
      await store.setStop(
        id,
        { before, after },
        { actorRef: userRef, reason, at },
        tx,
      );
      tx.audit.note({
        target: { kind: 'model', id, name: life.title },
        before: { stopped: before?.reason ?? null },
        after: { stopped: after?.reason ?? null, ...(reason && { reason }) },
      });
      if (recipients.length > 0) {
        tx.notices.note({
          recipients,
          except: [userRef],
          ...stopNotice(life, after?.reason),
        });
      }
      tx.notices.changed('model');
    });
    await onChange();
  }
}
