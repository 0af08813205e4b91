import type { ModelFault } from '@openmaas/backstage-plugin-maas-node';
import type { Knex } from 'knex';
import {
  type StoredTime,
  toCount,
  toDate,
  toOptionalDate,
} from '../../database/columns';
import type { Transaction } from '../../database/database';
import type { CompleteModel } from '../ModelStore';
import type { SourceRead, SourceStore } from './SourceStore';

interface SourceRow {
  name: string;
  kind: string;
  read_at: StoredTime;
  good_at: StoredTime | null;
  faults: string;
  owner_faults: string;
}

/**
 * {@link SourceStore} on knex, SQLite and PostgreSQL alike.
 *
 * @internal
 */
export class DatabaseSourceStore implements SourceStore {
  constructor(private readonly knex: Knex) {}

  async all() {
    const rows = await this.knex<SourceRow>('model_sources').orderBy('name');
    const counts: Array<{ source: string; count?: number | string }> =
      await this.knex('models')
        .whereNull('removed_at')
        .groupBy('source')
        .select('source')
        .count({ count: '*' });
    return rows.map(row => ({
      name: row.name,
      kind: row.kind,
      readAt: toDate(row.read_at),
      goodAt: toOptionalDate(row.good_at),
      faults: JSON.parse(row.faults) as ModelFault[],
      ownerFaults: JSON.parse(row.owner_faults) as ModelFault[],
      models: toCount(counts.find(({ source }) => source === row.name)),
    }));
  }

  async noteRead({ name, kind, readAt, faults }: SourceRead, tx: Transaction) {
    const row = {
      kind,
      read_at: readAt,
      ...(faults.length === 0 && { good_at: readAt }),
      faults: JSON.stringify(faults),
    };
    await tx('model_sources')
      .insert({ name, owner_faults: '[]', ...row })
      .onConflict('name')
      .merge(row);
  }

  async noteOwnerFaults(faults: Map<string, ModelFault[]>) {
    await this.knex.transaction(async tx => {
      const rows = await tx<SourceRow>('model_sources');
      for (const { name, owner_faults: before } of rows) {
        const text = JSON.stringify(faults.get(name) ?? []);
        if (text !== before) {
          await tx('model_sources')
            .where({ name })
            .update({ owner_faults: text });
        }
      }
    });
  }

  async forget(name: string, tx: Transaction) {
    await tx('model_sources').where({ name }).delete();
  }

  async idsByModelName(source: string) {
    const rows: Array<{ id: string; definition: string }> = await this.knex(
      'models',
    )
      .where({ source })
      // The last one wins, and that is one that is offered now, if any is.
      .orderByRaw('CASE WHEN removed_at IS NULL THEN 1 ELSE 0 END')
      .orderBy('updated_at')
      .select('id', 'definition');
    return new Map(
      rows.flatMap(({ id, definition }): Array<[string, string]> => {
        const { endpoints }: CompleteModel = JSON.parse(definition);
        const name = endpoints[0]?.modelName;
        return name === undefined ? [] : [[name, id]];
      }),
    );
  }
}
