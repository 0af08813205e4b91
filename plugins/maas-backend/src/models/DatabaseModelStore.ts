import type { Knex } from 'knex';
import { type StoredTime, toDate } from '../database/columns';
import type { Transaction } from '../database/database';
import { inChunks } from '../database/inChunks';
import { insertRows } from '../database/insertRows';
import { isPostgres } from '../database/isPostgres';
import type { CompleteModel, ModelStore, StoredModel } from './ModelStore';
import { type PriceRow, readPriceHistories } from './priceRows';
import { pricesAt } from './prices';
import { type StopRow, STOP_COLUMNS, toStop } from './life/stopRow';
import { readTermRows } from './terms/DatabaseTermsStore';
import { toSetTerms } from './terms/rows';
import { setByPerson } from './terms/terms';

interface ModelRow extends StopRow {
  id: string;
  source: string;
  owner_ref: string;
  approver_ref: string;
  visibility: string;
  definition: string;
  updated_at: StoredTime;
  removed_at: StoredTime | null;
}

/** No more than is needed: what the source says may be as long as what holds. */
const STORED = [
  'id',
  'source',
  'definition',
  'updated_at',
  ...STOP_COLUMNS,
] as const;

/**
 * {@link ModelStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseModelStore implements ModelStore {
  constructor(private readonly knex: Knex) {}

  async find(ids: string[], now: Date, tx?: Transaction) {
    const rows = await (tx ?? this.knex)<ModelRow>('models')
      .whereNull('removed_at')
      .whereIn('id', ids)
      .select(...STORED);
    return this.withTerms(rows, now, tx);
  }

  async all(now: Date) {
    const rows = await this.knex<ModelRow>('models')
      .whereNull('removed_at')
      .orderBy('id')
      .select(...STORED);
    return this.withTerms(rows, now);
  }

  async priceHistories(ids: string[]) {
    const known = await this.knex<ModelRow>('models')
      .whereIn('id', ids)
      .pluck('id');
    const changes = await readPriceHistories(this.knex, known);
    return new Map(known.map(id => [id, changes.get(id) ?? []]));
  }

  async announcePrices(now: Date, tx: Transaction) {
    const rows = await tx<PriceRow>('model_prices')
      .where('valid_from', '<=', now)
      .andWhere('announced', false)
      .update({ announced: true })
      .returning('model_id');
    tx.policyChanges.note('model', ...rows.map(row => row.model_id));
  }

  async nextPriceStart(after: Date) {
    const row = await this.knex<PriceRow>('model_prices')
      .where('valid_from', '>', after)
      .orderBy('valid_from')
      .first('valid_from');
    return row && toDate(row.valid_from);
  }

  async multipliers(ids: string[]) {
    const rows = await inChunks(ids, chunk =>
      this.knex<ModelRow>('models')
        .whereIn('id', chunk)
        .select('id', 'definition'),
    );
    return new Map(
      rows.map(row => {
        const { multiplier }: CompleteModel = JSON.parse(row.definition);
        return [row.id, multiplier];
      }),
    );
  }

  async idsOwnedBy(ownerRefs: string[]) {
    return this.knex<ModelRow>('models')
      .whereIn('owner_ref', ownerRefs)
      .pluck('id');
  }

  async ownersOf(ids: string[]) {
    const rows = await this.knex<ModelRow>('models')
      .whereIn('id', ids)
      .select('id', 'owner_ref');
    return new Map(rows.map(row => [row.id, row.owner_ref]));
  }

  async idsApprovedBy(approverRefs: string[]) {
    return this.knex<ModelRow>('models')
      .whereIn('approver_ref', approverRefs)
      .pluck('id');
  }

  async approversOf(ids: string[]) {
    const rows = await this.knex<ModelRow>('models')
      .whereIn('id', ids)
      .select('id', 'approver_ref');
    return new Map(rows.map(row => [row.id, row.approver_ref]));
  }

  async holdNames(tx: Transaction) {
    // SQLite has one writer at a time anyway.
    if (isPostgres(tx)) {
      await tx.raw('LOCK TABLE model_names IN SHARE ROW EXCLUSIVE MODE');
    }
  }

  async names(tx: Transaction) {
    const rows: Array<{ name: string; id: string; source: string }> = await tx(
      'model_names',
    )
      .join('models', 'models.id', 'model_names.model_id')
      .select('model_names.name', 'models.id', 'models.source');
    return new Map(rows.map(({ name, id, source }) => [name, { id, source }]));
  }

  async setNames(
    models: Array<{ id: string; names: string[] }>,
    tx: Transaction,
  ) {
    const ids = models.map(({ id }) => id);
    await tx('model_names').whereIn('model_id', ids).delete();
    await insertRows(
      tx,
      'model_names',
      models.flatMap(({ id, names }) =>
        names.map(name => ({ name, model_id: id })),
      ),
      '',
    );
  }

  async idsOfSource(source: string, tx: Transaction) {
    return tx<ModelRow>('models')
      .where({ source })
      .whereNull('removed_at')
      .pluck('id');
  }

  private async withTerms(
    rows: Array<Pick<ModelRow, (typeof STORED)[number]>>,
    now: Date,
    tx?: Transaction,
  ): Promise<StoredModel[]> {
    const knex = tx ?? this.knex;
    const ids = rows.map(row => row.id);
    const prices = await readPriceHistories(knex, ids);
    const terms = await readTermRows(knex, ids);
    return rows.map(row => {
      const definition: CompleteModel = JSON.parse(row.definition);
      const persons = setByPerson(toSetTerms(terms.get(row.id) ?? []), now);
      return {
        ...definition,
        pricesFromBook: persons.includes('prices')
          ? undefined
          : definition.pricesFromBook,
        source: row.source,
        stopped: toStop(row),
        updatedAt: toDate(row.updated_at),
        prices: pricesAt(prices.get(row.id) ?? [], now),
        setByPerson: persons,
      };
    });
  }
}
