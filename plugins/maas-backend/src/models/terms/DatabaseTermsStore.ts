import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '../../database/database';
import { inChunks } from '../../database/inChunks';
import { insertRows } from '../../database/insertRows';
import { newestFirst } from '../../database/newestFirst';
import { type PageQuery, pageOf } from '../../http/page';
import { type PriceRow, readPriceHistories } from '../priceRows';
import type { PriceChange } from '../prices';
import {
  type ChangeRow,
  type RecordRow,
  type TermRow,
  toChange,
  toChangeRows,
  toModelRow,
  toRecord,
  toTermRows,
} from './rows';
import type { ModelWrite, TermsStore } from './TermsStore';

const RECORD_COLUMNS: Array<keyof RecordRow> = [
  'id',
  'source',
  'source_definition',
  'source_prices',
  'terms_version',
  'removed_at',
];

/**
 * {@link TermsStore} on knex, SQLite and PostgreSQL alike. All tables are written in a
 * statement each, however many models there are.
 *
 * @internal
 */
export class DatabaseTermsStore implements TermsStore {
  constructor(private readonly knex: Knex) {}

  async lock(ids: string[], tx: Transaction) {
    // Always in the same order, so that nobody waits for somebody who waits in turn. It
    // lets those pass who only refer to a model. SQLite has one writer at a time anyway.
    const rows = await inChunks([...ids].sort(), chunk =>
      tx<RecordRow>('models')
        .whereIn('id', chunk)
        .orderBy('id')
        .forNoKeyUpdate()
        .select(RECORD_COLUMNS),
    );
    return this.withTerms(rows, tx);
  }

  async find(id: string) {
    const rows = await this.knex<RecordRow>('models')
      .where({ id })
      .select(RECORD_COLUMNS);
    return (await this.withTerms(rows, this.knex)).get(id);
  }

  async predecessorsOf(id: string, tx: Transaction) {
    return tx('models')
      .where({ successor_id: id })
      .whereNull('removed_at')
      .orderBy('id')
      .pluck('id');
  }

  async priceHistories(ids: string[], tx?: Transaction) {
    return readPriceHistories(tx ?? this.knex, ids);
  }

  async write(writes: ModelWrite[], now: Date, tx: Transaction) {
    const ids = writes.map(({ id }) => id);
    const rows = writes.map(item => toModelRow(item, now));
    const update = Object.keys(rows[0] ?? {})
      .filter(name => name !== 'id')
      .map(name => `${name} = excluded.${name}`);
    await insertRows(
      tx,
      'models',
      rows,
      `ON CONFLICT (id) DO UPDATE SET ${update.join(', ')}`,
    );
    await freeNames(writes, tx);
    await this.writeTerms(writes, tx);
    await this.writePrices(writes, now, tx);
    const changes = writes.flatMap(toChangeRows);
    await insertRows(
      tx,
      'model_changes',
      changes.map(change => ({ id: uuid(), at: now, ...change })),
      '',
    );
    tx.policyChanges.note('model', ...ids);
  }

  async changes(modelId: string, page: PageQuery) {
    const { rows, totalItems } = await newestFirst<ChangeRow>(
      () => this.knex<ChangeRow>('model_changes').where({ model_id: modelId }),
      page,
    );
    const { limit } = page;
    return pageOf(rows.map(toChange), totalItems, limit, change => change.id);
  }

  private async writeTerms(writes: ModelWrite[], tx: Transaction) {
    await inChunks(
      writes.map(({ id }) => id),
      chunk =>
        tx<TermRow>('model_terms')
          .whereIn('model_id', chunk)
          .delete()
          .returning('name'),
    );
    await insertRows(tx, 'model_terms', writes.flatMap(toTermRows), '');
  }

  private async writePrices(writes: ModelWrite[], now: Date, tx: Transaction) {
    const replaced = writes.filter(item => item.dropsFuturePrices);
    await inChunks(
      replaced.map(({ id }) => id),
      chunk =>
        tx<PriceRow>('model_prices')
          .whereIn('model_id', chunk)
          .andWhere('valid_from', '>', now)
          .delete()
          .returning('valid_from'),
    );
    await insertRows(
      tx,
      'model_prices',
      writes.flatMap(({ id, prices }) =>
        prices.map(price => toPriceRow(id, price, now)),
      ),
      'ON CONFLICT (model_id, token_class, valid_from) DO UPDATE SET nanos_per_million = excluded.nanos_per_million, announced = excluded.announced',
    );
  }

  private async withTerms(rows: RecordRow[], knex: Knex) {
    const terms = await readTermRows(
      knex,
      rows.map(({ id }) => id),
    );
    return new Map(
      rows.map(row => [row.id, toRecord(row, terms.get(row.id) ?? [])]),
    );
  }
}

/** What people set, by model; models of which nobody set anything are left out. @internal */
export async function readTermRows(
  knex: Knex,
  modelIds: string[],
): Promise<Map<string, TermRow[]>> {
  const rows = await inChunks(modelIds, chunk =>
    knex<TermRow>('model_terms').whereIn('model_id', chunk).select(),
  );
  const byModel = new Map<string, TermRow[]>();
  for (const row of rows) {
    byModel.set(row.model_id, [...(byModel.get(row.model_id) ?? []), row]);
  }
  return byModel;
}

/** Others may have the names of models that are withdrawn. */
async function freeNames(writes: ModelWrite[], tx: Transaction) {
  await inChunks(
    writes.filter(({ record }) => record.removed).map(({ id }) => id),
    chunk =>
      tx('model_names')
        .whereIn('model_id', chunk)
        .delete()
        .returning<Array<{ name: string }>>('name'),
  );
}

function toPriceRow(modelId: string, price: PriceChange, now: Date) {
  return {
    model_id: modelId,
    token_class: price.tokenClass,
    valid_from: price.validFrom,
    nanos_per_million: price.nanosPerMillion?.toString() ?? null,
    // What is to hold later is told by the clock.
    announced: price.validFrom <= now,
  };
}
