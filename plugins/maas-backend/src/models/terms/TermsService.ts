import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  ModelChange,
  ModelTerms,
  UpdateModel,
} from '@openmaas/backstage-plugin-maas-common';
import { asText } from '../../database/asText';
import type { Transaction, Transactor } from '../../database/database';
import type { PageQuery, PageResult } from '../../http/page';
import type { Actor } from '../../permissions/Actor';
import type { CompleteModel, PriceList } from '../ModelStore';
import { checkRetirement } from './checkRetirement';
import { checkTerms } from './checkTerms';
import { writeOfPerson } from './personWrites';
import { presentChange, presentTerms } from './presentation';
import { writeOfSource, writeOfWithdrawal } from './sourceWrites';
import type { ModelWrite, TermsStore } from './TermsStore';
import { effectiveDefinition, type ModelRecord } from './terms';

/** What a service of terms needs. @internal */
export interface TermsServiceOptions {
  store: TermsStore;
  transact: Transactor;
  /** ISO 4217 */
  currency: string;
  /** Ids of all plans there are. */
  plans: string[];
  /** Tells others that a person changed models; never fails. */
  onChange: () => Promise<void>;
  now: () => Date;
}

/**
 * What is said of models, by their sources and by people, whose word is the last; and
 * the history of both.
 *
 * @internal
 */
export class TermsService {
  constructor(private readonly options: TermsServiceOptions) {}

  /**
   * Sets terms of a model, hidden ones too, or gives them back to the source. Where
   * everything is as it is wanted already, nothing is written.
   *
   * @throws InputError naming what is wrong, NotFoundError, ConflictError where somebody
   *   else changed the terms since they were read
   */
  async update(
    id: string,
    body: UpdateModel,
    actor: Pick<Actor, 'userRef'>,
  ): Promise<ModelTerms> {
    const { store, transact, plans } = this.options;
    const { version, reason, ...wanted } = body;
    const { terms, isChanged } = await transact(async tx => {
      const { successor = id } = wanted.retirement ?? {};
      const records = await store.lock([...new Set([id, successor])], tx);
      const before = records.get(id);
      requireOffered(id, before);
      if (before.version !== version) {
        throw new ConflictError(
          `Somebody else changed the terms of model "${id}" meanwhile: read them again and repeat your change`,
        );
      }
      // Read after the lock, so that it is later than all that is written already.
      const now = this.options.now();
      const checked = checkTerms(wanted, plans, now);
      if (checked.retirement) {
        const heirOf = await store.predecessorsOf(id, tx);
        checkRetirement(id, checked.retirement, records, heirOf, now);
      }
      const histories = await store.priceHistories([id], tx);
      const write = writeOfPerson(
        id,
        checked,
        {
          actorRef: actor.userRef,
          reason: asText(reason ?? '').trim() || undefined,
        },
        before,
        histories.get(id) ?? [],
        now,
      );
      if (write) {
        await store.write([write], now, tx);
        noteChanges(write, tx);
      }
      return {
        terms: await this.present(id, write?.record ?? before, tx),
        isChanged: write !== undefined,
      };
    });
    if (isChanged) {
      await this.options.onChange();
    }
    return terms;
  }

  /**
   * The terms of a model, hidden ones too.
   *
   * @throws NotFoundError
   */
  async get(id: string): Promise<ModelTerms> {
    const record = await this.options.store.find(id);
    requireOffered(id, record);
    return this.present(id, record);
  }

  /** What changed about a model, newest first. */
  async history(id: string, page: PageQuery): Promise<PageResult<ModelChange>> {
    const found = await this.options.store.changes(id, page);
    return { ...found, items: found.items.map(presentChange) };
  }

  /**
   * Takes over what a source says of its models. What people set stays.
   *
   * @returns how many are different now
   */
  async take(
    source: string,
    models: Array<{ definition: CompleteModel; prices: PriceList }>,
    tx: Transaction,
  ): Promise<number> {
    const { store } = this.options;
    const ids = models.map(({ definition }) => definition.id);
    const before = await store.lock(ids, tx);
    const now = this.options.now();
    const histories = await store.priceHistories(ids, tx);
    const writes = models.flatMap(said => {
      const { id } = said.definition;
      const history = histories.get(id) ?? [];
      return writeOfSource(source, said, before.get(id), history, now) ?? [];
    });
    await store.write(writes, now, tx);
    return writes.length;
  }

  /** Withdraws models that their source has no more. */
  async withdraw(
    source: string,
    ids: string[],
    tx: Transaction,
  ): Promise<void> {
    const { store, now } = this.options;
    const before = await store.lock(ids, tx);
    await store.write(
      [...before].map(([id, record]) => writeOfWithdrawal(source, id, record)),
      now(),
      tx,
    );
  }

  private async present(
    id: string,
    record: ModelRecord,
    tx?: Transaction,
  ): Promise<ModelTerms> {
    const { store, currency, now } = this.options;
    const histories = await store.priceHistories([id], tx);
    return presentTerms(id, record, histories.get(id) ?? [], currency, now());
  }
}

/** What a person changed, for the audit log and for pages that show it. */
function noteChanges(
  { id, record, changes, cause }: ModelWrite,
  tx: Transaction,
): void {
  const values = (when: 'before' | 'after') =>
    Object.fromEntries(
      changes.map(change => [change.field, change[when] ?? null]),
    );
  tx.audit.note({
    target: { kind: 'model', id, name: effectiveDefinition(record).title },
    before: values('before'),
    after: {
      ...values('after'),
      ...(cause.reason && { reason: cause.reason }),
    },
  });
  tx.notices.changed('model');
}

function requireOffered(
  id: string,
  record: ModelRecord | undefined,
): asserts record is ModelRecord {
  if (!record || record.removed) {
    throw new NotFoundError(`There is no model "${id}"`);
  }
}
