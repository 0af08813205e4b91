import type { TokenClass } from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { type StoredTime, toCount, toDate } from '../database/columns';
import type { Transaction } from '../database/database';
import { inChunks } from '../database/inChunks';
import { type PageQuery, pageOf } from '../http/page';
import type {
  CompleteModel,
  ModelStore,
  PriceList,
  StoredModel,
  StoredPrice,
} from './ModelStore';
import { type PriceChange, pricesAt } from './prices';

interface ModelRow {
  id: string;
  source: string;
  owner_ref: string;
  visibility: string;
  definition: string;
  search_text: string;
  updated_at: StoredTime;
  removed_at: StoredTime | null;
}

interface PriceRow {
  model_id: string;
  token_class: TokenClass;
  valid_from: StoredTime;
  nanos_per_million: string | null;
  announced: boolean | number;
}

const TOKEN_CLASSES: TokenClass[] = [
  'input',
  'cachedInput',
  'output',
  'reasoning',
  'audioSecond',
];

/**
 * {@link ModelStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseModelStore implements ModelStore {
  constructor(private readonly knex: Knex) {}

  async list(query: PageQuery & { search?: string; now: Date }) {
    const words = (query.search ?? '')
      .toLocaleLowerCase('en-US')
      .split(/\s+/)
      .filter(Boolean);
    const matching = () =>
      this.knex<ModelRow>('models')
        .whereNull('removed_at')
        .whereNot('visibility', 'hidden')
        .andWhere(builder => {
          for (const word of words) {
            builder.whereRaw(`search_text LIKE ? ESCAPE '\\'`, [
              `%${word.replace(/[\\%_]/g, '\\$&')}%`,
            ]);
          }
        });
    const page = matching()
      .orderBy('id')
      .limit(query.limit + 1);
    if (query.after !== undefined) {
      page.andWhere('id', '>', query.after);
    }
    const [rows, count] = await Promise.all([
      page,
      matching().count<{ count: number | string }>({ count: '*' }).first(),
    ]);
    const models = await this.withPrices(rows, query.now);
    return pageOf(models, toCount(count), query.limit, model => model.id);
  }

  async find(ids: string[], now: Date, tx?: Transaction) {
    const rows = await (tx ?? this.knex)<ModelRow>('models')
      .whereNull('removed_at')
      .whereIn('id', ids);
    return this.withPrices(rows, now, tx);
  }

  async all(now: Date) {
    const rows = await this.knex<ModelRow>('models')
      .whereNull('removed_at')
      .orderBy('id');
    return this.withPrices(rows, now);
  }

  async priceHistories(ids: string[]) {
    const known = await this.knex<ModelRow>('models')
      .whereIn('id', ids)
      .pluck('id');
    const changes = await this.changesOf(known);
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
    for (const { id, names } of models) {
      await tx('model_names').insert(
        names.map(name => ({ name, model_id: id })),
      );
    }
  }

  async idsOfSource(source: string, tx: Transaction) {
    return tx<ModelRow>('models')
      .where({ source })
      .whereNull('removed_at')
      .pluck('id');
  }

  async save(
    model: CompleteModel & { source: string },
    prices: PriceList,
    now: Date,
    tx: Transaction,
  ) {
    const { source, ...definition } = model;
    const row = {
      source,
      owner_ref: model.owner,
      visibility: model.visibility,
      definition: JSON.stringify(definition),
      search_text: searchText(model),
      removed_at: null,
    };
    const before = await tx<ModelRow>('models').where({ id: model.id }).first();
    const sameModel =
      before?.removed_at === null &&
      before.source === source &&
      before.definition === row.definition;
    if (!before) {
      await tx('models').insert({ id: model.id, ...row, updated_at: now });
    } else if (!sameModel) {
      await tx('models')
        .where({ id: model.id })
        .update({ ...row, updated_at: now });
    }
    if (!sameModel) {
      tx.policyChanges.note('model', model.id);
    }
    const samePrices = await this.savePrices(model.id, prices, now, tx);
    return !sameModel || !samePrices;
  }

  async remove(ids: string[], now: Date, tx: Transaction) {
    tx.policyChanges.note('model', ...ids);
    await tx('model_names').whereIn('model_id', ids).delete();
    await tx('models')
      .whereIn('id', ids)
      .update({ removed_at: now, updated_at: now });
  }

  private async savePrices(
    modelId: string,
    prices: PriceList,
    now: Date,
    tx: Transaction,
  ): Promise<boolean> {
    const before = await this.pricesOf([modelId], now, tx);
    const current = new Map(
      before
        .get(modelId)
        ?.map(price => [price.tokenClass, price.nanosPerMillion]),
    );
    const changed = TOKEN_CLASSES.filter(
      tokenClass => current.get(tokenClass) !== prices[tokenClass],
    );
    if (changed.length > 0) {
      await tx('model_prices')
        .insert(
          changed.map(tokenClass => ({
            model_id: modelId,
            token_class: tokenClass,
            valid_from: now,
            nanos_per_million: prices[tokenClass]?.toString() ?? null,
            announced: true,
          })),
        )
        .onConflict(['model_id', 'token_class', 'valid_from'])
        .merge();
      tx.policyChanges.note('model', modelId);
    }
    return changed.length === 0;
  }

  private async withPrices(
    rows: ModelRow[],
    now: Date,
    tx?: Transaction,
  ): Promise<StoredModel[]> {
    const prices = await this.pricesOf(
      rows.map(row => row.id),
      now,
      tx,
    );
    return rows.map(row => ({
      ...(JSON.parse(row.definition) as CompleteModel),
      source: row.source,
      updatedAt: toDate(row.updated_at),
      prices: prices.get(row.id) ?? [],
    }));
  }

  private async pricesOf(
    modelIds: string[],
    now: Date,
    tx?: Transaction,
  ): Promise<Map<string, StoredPrice[]>> {
    const histories = await this.changesOf(modelIds, tx);
    return new Map(
      [...histories].map(([id, history]) => [id, pricesAt(history, now)]),
    );
  }

  private async changesOf(
    modelIds: string[],
    tx?: Transaction,
  ): Promise<Map<string, PriceChange[]>> {
    const rows = await (tx ?? this.knex)<PriceRow>('model_prices')
      .whereIn('model_id', modelIds)
      .orderBy('valid_from');
    const changes = new Map<string, PriceChange[]>();
    for (const row of rows) {
      const history = changes.get(row.model_id) ?? [];
      changes.set(row.model_id, history);
      history.push({
        tokenClass: row.token_class,
        nanosPerMillion:
          row.nanos_per_million === null
            ? undefined
            : BigInt(row.nanos_per_million),
        validFrom: toDate(row.valid_from),
      });
    }
    return changes;
  }
}

function searchText(model: CompleteModel): string {
  return [
    model.id,
    model.servedName,
    ...model.aliases,
    model.title,
    model.description,
    model.provider,
    model.license,
    ...model.capabilities,
  ]
    .filter(Boolean)
    .join(' ')
    .toLocaleLowerCase('en-US');
}
