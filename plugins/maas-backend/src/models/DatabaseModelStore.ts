import type { TokenClass } from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { type StoredTime, toCount, toDate } from '../database/columns';
import type { Transaction } from '../database/database';
import { type PageQuery, pageOf } from '../http/page';
import type {
  CompleteModel,
  ModelStore,
  PriceList,
  StoredModel,
  StoredPrice,
} from './ModelStore';

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
}

const TOKEN_CLASSES: TokenClass[] = [
  'input',
  'cachedInput',
  'output',
  'reasoning',
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
    const samePrices = await this.savePrices(model.id, prices, now, tx);
    return !sameModel || !samePrices;
  }

  async remove(ids: string[], now: Date, tx: Transaction) {
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
          })),
        )
        .onConflict(['model_id', 'token_class', 'valid_from'])
        .merge();
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
    const rows = await (tx ?? this.knex)<PriceRow>('model_prices')
      .whereIn('model_id', modelIds)
      .andWhere('valid_from', '<=', now)
      .orderBy('valid_from');
    const latest = new Map(
      rows.map(row => [`${row.model_id}/${row.token_class}`, row]),
    );
    const prices = new Map<string, StoredPrice[]>();
    for (const row of latest.values()) {
      if (row.nanos_per_million !== null) {
        const price = {
          tokenClass: row.token_class,
          nanosPerMillion: BigInt(row.nanos_per_million),
          validFrom: toDate(row.valid_from),
        };
        prices.set(row.model_id, [...(prices.get(row.model_id) ?? []), price]);
      }
    }
    return prices;
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
