import type { TokenClass } from '@openmaas/backstage-plugin-maas-common';
import type { Knex } from 'knex';
import { type StoredTime, toDate } from '../database/columns';
import { inChunks } from '../database/inChunks';
import type { PriceChange } from './prices';

/** A row of `model_prices`. @internal */
export interface PriceRow {
  model_id: string;
  token_class: TokenClass;
  valid_from: StoredTime;
  nanos_per_million: string | null;
  announced: boolean | number;
}

/**
 * All prices that models ever had or will have, oldest first; models without any are
 * left out.
 *
 * @internal
 */
export async function readPriceHistories(
  knex: Knex,
  modelIds: string[],
): Promise<Map<string, PriceChange[]>> {
  const rows = await inChunks(modelIds, chunk =>
    knex<PriceRow>('model_prices')
      .whereIn('model_id', chunk)
      .orderBy('valid_from')
      .select(),
  );
  const histories = new Map<string, PriceChange[]>();
  for (const row of rows) {
    const history = histories.get(row.model_id) ?? [];
    histories.set(row.model_id, history);
    history.push({
      tokenClass: row.token_class,
      nanosPerMillion:
        row.nanos_per_million === null
          ? undefined
          : BigInt(row.nanos_per_million),
      validFrom: toDate(row.valid_from),
    });
  }
  return histories;
}
